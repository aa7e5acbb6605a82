"""Which words did somebody type into a search? As names are kept, and as they are printed."""

import re
import unicodedata

CURLY = {0x2019: "'", 0x2018: "'"}
PHRASE = re.compile(r"""(?P<sign>["'])(?P<phrase>.+?)(?P=sign)(?=[\s,]|$)|(?P<word>[^\s,]+)""")


def straight(text: str) -> str:
    """The text in composed letters, with the plain apostrophe, as names are kept: O’Brien."""
    return unicodedata.normalize("NFC", text).translate(CURLY)


def words_typed(text: str) -> list[str]:
    """The words of a search for people; a name may be typed as it is printed, surname first."""
    return straight(text).replace(",", " ").split()


def phrases_typed(text: str) -> list[str]:
    """The words of a search, of which some may stand in quotation marks to be one."""
    return [one["phrase"] or one["word"] for one in PHRASE.finditer(text)]
