"""Does what a form or an address sends name a record?"""

LONGEST = 18  # digits that fit any primary key


def as_key(text: str) -> int | None:
    """The primary key that a text names; None where no record can have such a one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
