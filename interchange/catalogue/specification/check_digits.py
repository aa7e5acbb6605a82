"""Whether a qualification number or a unit reference has been copied without a slip.

Both carry a check character over their digits times 8, 7, 6 … (found on every number read).
"""

import re

REFERENCE_LETTERS = "ADFHJKLMRTY"


def qan_is_sound(qan: str) -> bool:
    """Whether a qualification accreditation number such as 601/7101/7 has its check digit."""
    found = re.fullmatch(r"(\d{3})/(\d{4})/([\dX])", qan)
    if not found:
        return False
    check = _remainder(found[1] + found[2])
    return found[3] == ("X" if check == 10 else str(check))


def reference_is_sound(reference: str) -> bool:
    """Whether a unit reference number such as A/507/8148 has its check letter."""
    found = re.fullmatch(r"([A-Z])/(\d{3})/(\d{4})", reference)
    if not found:
        return False
    return found[1] == REFERENCE_LETTERS[_remainder(found[2] + found[3])]


def _remainder(digits: str) -> int:
    return sum(int(digit) * (8 - place) for place, digit in enumerate(digits)) % 11
