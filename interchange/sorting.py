"""How are names sorted? As people look for them: é beside e, McKay beside Mckay, O'Neil in ON.

One key says it, to Python and to the database alike (docs/adr/0091): the tables here are written as
SQL by interchange/database/sorting.py.
"""

import string
import unicodedata

TWO_LETTERS = dict(zip("ßẞæÆœŒþÞ", ("ss", "ss", "ae", "ae", "oe", "oe", "th", "th"), strict=True))
CAPITALS = dict(zip(string.ascii_uppercase, string.ascii_lowercase, strict=True))
STROKES = dict(zip("ĐđÐðØøŁłŦŧĦħıŊŋƏəƗɨƵƶȺⱥɃƀ", "ddddoolltthhinneeiizzaabb", strict=True))
MARKS = [chr(one) for one in range(0x300, 0x370)]  # what accents become
LEFT_OUT = ("'", "’", ".", "ʼ", "·", *MARKS)
ONE_LETTER = CAPITALS | STROKES | {"-": " "}
BETWEEN = "  "  # so that all Smiths, whatever they are called, come before Smith-Jones

_TO_LETTERS = str.maketrans(ONE_LETTER | dict.fromkeys(LEFT_OUT, ""))
_TO_TWO = str.maketrans(TWO_LETTERS)


def sorts_as(*parts: str) -> str:
    """What a name is sorted by, of its parts such as surname and forenames, sign by sign.

    Capitals, accents, apostrophes and full stops do not count, a hyphen is a space, and a space
    comes before all letters: De Souza, Dean, Desai. Mc and Mac stand as they are spelt.
    """
    plain = unicodedata.normalize("NFKD", BETWEEN.join(parts))
    return plain.translate(_TO_TWO).translate(_TO_LETTERS)
