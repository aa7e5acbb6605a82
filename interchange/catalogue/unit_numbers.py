"""How is a unit's number written? As the board does, however other systems write it."""


def as_published(typed: str) -> str:
    """Give the number of a unit as the board writes it: 4 where 04 or 004 was typed."""
    number = typed.strip()
    return number.lstrip("0") or number
