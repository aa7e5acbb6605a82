"""What is the address of a page? As Django has it, worked out once a page and filled in since.

A list links each of its rows: to find the pattern of a name anew for each takes longer than to draw
the rest of the row.
"""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse

STAND_IN = 7_310_590  # numbers from here on stand for what is filled in; no address has them


def address(name, *args) -> str:
    """The address of the page of that name, about what `args` say: numbers, or codes of them.

    Raises NoReverseMatch as `reverse` does where no page has the name.
    """
    parts = None
    if all(_is_plain(one) for one in args):
        site = get_urlconf() or settings.ROOT_URLCONF, get_script_prefix()
        parts = _parts(site, name, tuple(type(one) for one in args))
    if parts is None:
        return reverse(name, args=args)
    filled = [text for pair in zip(parts, map(str, args), strict=False) for text in pair]
    return "".join([*filled, parts[-1]])


def _is_plain(one):
    """Whether it stands in an address as it is, whatever else an address may hold."""
    return type(one) is int and one >= 0 or type(one) is str and one.isascii() and one.isdigit()


@lru_cache(maxsize=1000)
def _parts(site, name, kinds):
    """What stands before, between and after the args; None where they stand in another order."""
    stand_ins = [STAND_IN + place for place in range(len(kinds))]
    rest = reverse(name, args=[kind(one) for kind, one in zip(kinds, stand_ins, strict=True)])
    parts = []
    for one in map(str, stand_ins):
        before, is_there, rest = rest.partition(one)
        if not is_there:
            return None
        parts.append(before)
    return [*parts, rest]
