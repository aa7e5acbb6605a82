"""May this stand as somebody's name in a letter? On one line, and nothing that turns into a link.

Whoever is invited reads the names of the person and of the centre as they were typed: so nobody
writes lines of their own into a letter of the board's by a name.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

from interchange.refusals import RuleBroken

BREAKS = {"Cc", "Zl", "Zp"}  # kinds of signs that end a line, or are none
ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)


class NameRefused(RuleBroken):
    """The name could not stand in a letter as it is."""


def check_name(name: str) -> None:
    """Raise NameRefused unless the name is on one line and holds no address of a page."""
    if any(unicodedata.category(one) in BREAKS for one in name):
        raise NameRefused("A name stands on one line. Take the line break out of it.")
    if ADDRESS.search(name):
        raise NameRefused("A name holds no address of a page. Leave out “://” and “www.”.")


def validate_name(name: str) -> None:
    """The same for a box or a column: raise ValidationError with the sentence."""
    try:
        check_name(name)
    except NameRefused as refusal:
        raise ValidationError(str(refusal)) from refusal
