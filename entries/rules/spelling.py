"""When are two spellings one name? For corrections (docs/adr/0018); who is alike: likeness."""

from difflib import SequenceMatcher

ALIKE = 0.8  # from which likeness two spellings may be one name


def alike(one: str, other: str) -> bool:
    """Whether two plain names may be one: nearly the same letters, or one begins the other."""
    if one.startswith(other) or other.startswith(one):
        return bool(one and other) or one == other
    return nearly(one, other)


def nearly(one: str, other: str) -> bool:
    """Whether two plain names have nearly the same letters, wherever they are cut into words."""
    joined = one.replace(" ", ""), other.replace(" ", "")
    return SequenceMatcher(None, *joined, autojunk=False).ratio() >= ALIKE
