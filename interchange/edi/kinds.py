"""What may stand in a field, and how is it read and written? One kind of field, one pair of verbs.

`read(text, on)` gives the value of a field's characters, `on` being the day by which two figures of
a year are understood; it raises BadValue. `write(value, width)` gives the characters back.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

MONTHS = "123456789ABC"  # JCQ formats: January to December in one character


class BadValue(ValueError):
    """The field cannot be read; `wrong` says why and `remedy` what should stand there."""

    def __init__(self, wrong: str, remedy: str) -> None:
        """Take both halves of what the person reads."""
        super().__init__(f"{wrong} {remedy}")
        self.wrong, self.remedy = wrong, remedy


class Unwritable(ValueError):
    """The value does not fit into its field, or has a sign that the files cannot carry."""


@dataclass(frozen=True)
class Kind:
    """A kind of field: what it is called, and how it is read and written."""

    title: str
    read: Callable[[str, date], Any]
    write: Callable[[Any, int], str]


@dataclass(frozen=True, order=True)
class SeriesReference:
    """A series as headers name it, such as 9N26: month, the board's letter, year."""

    year: int
    month: int
    letter: str = "N"

    def __str__(self) -> str:
        return f"{MONTHS[self.month - 1]}{self.letter}{self.year % 100:02}"


def _series_reference(text: str) -> SeriesReference | None:
    """The series that four characters name; None where they name none."""
    if not re.fullmatch(r"[1-9A-C][A-Z][0-9]{2}", text):
        return None
    return SeriesReference(2000 + int(text[2:]), MONTHS.index(text[0]) + 1, text[1])


def padded(text: str, width: int) -> str:
    """The text on the left of its field; raises Unwritable where it is too long."""
    if len(text) > width:
        raise Unwritable(f"“{text}” has {len(text)} characters; there is room for {width}.")
    return text.ljust(width)


def _read_text(text: str, on: date) -> str:
    return text.rstrip(" ")


def _read_needed(text: str, on: date) -> str:
    if not text.strip(" "):
        raise BadValue("The field is empty.", "Fill it in.")
    return text.rstrip(" ")


def _read_digits(text: str, on: date) -> str:
    if not _all_digits(text):
        raise BadValue(
            f"“{text}” is not {len(text)} digits.",
            f"Write {len(text)} digits, with zeros in front where needed.",
        )
    return text


def _read_number(text: str, on: date) -> int:
    return int(_read_digits(text, on))


def _read_number_or_nothing(text: str, on: date) -> int | None:
    return None if not text.strip(" ") else _read_number(text, on)


def _write_number(value: int | None, width: int) -> str:
    if value is not None and len(str(value)) > width:
        raise Unwritable(f"{value} has more than {width} digits.")
    return " " * width if value is None else f"{value:0{width}}"


def _read_day(text: str, on: date) -> date:
    """A day of this century."""
    return _day(text, 2000)


def _read_day_or_nothing(text: str, on: date) -> date | None:
    return None if not text.strip(" ") else _day(text, 2000)


def _read_birthday(text: str, on: date) -> date:
    """The latest day of those figures that is not after `on`."""
    born = _day(text, 2000)
    return born if born <= on else _day(text, 1900)


def _day(text: str, century: int) -> date:
    try:
        if not _all_digits(text):
            raise ValueError
        return date(century + int(text[4:6]), int(text[2:4]), int(text[0:2]))
    except ValueError:
        raise BadValue(
            f"“{text}” is not a date.", "Write day, month and year as DDMMYY, such as 140309."
        ) from None


def _write_day(value: date | None, width: int) -> str:
    return " " * width if value is None else f"{value:%d%m%y}"


def _read_series(text: str, on: date) -> SeriesReference:
    found = _series_reference(text)
    if found is None:
        raise BadValue(
            f"“{text}” names no series.",
            "Write month, the letter N and the year as in the basedata, such as 9N26.",
        )
    return found


def _write_series(value: SeriesReference, width: int) -> str:
    return padded(str(value), width)


def _all_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def one_of(**meanings: str) -> Kind:
    """The kind of a field that holds one of a few characters; `blank` stands for a space."""
    meanings = {" " if sign == "blank" else sign: title for sign, title in meanings.items()}

    def read(text: str, on: date) -> str:
        if text not in meanings:
            told = ", ".join(f"{sign} ({title})" for sign, title in meanings.items() if sign != " ")
            raise BadValue(f"“{text}” has no meaning here.", f"Write one of: {told}.")
        return text

    return Kind("one of " + "/".join(meanings), read, padded)


def _shaped(title: str, pattern: str, remedy: str, *, may_be_empty: bool = False) -> Kind:
    """The kind of a field whose text has a shape; `title` is what such a text is, with its article.

    The remedy says what to write in place of what has another shape.
    """

    def read(text: str, on: date) -> str:
        text = text.rstrip(" ")
        if not (text or may_be_empty):
            raise BadValue("The field is empty.", remedy)
        if text and not re.fullmatch(pattern, text):
            raise BadValue(f"“{text}” is not {title}.", remedy)
        return text

    return Kind(title, read, padded)


def _read_nothing(text: str, on: date) -> None:
    if text.strip(" "):
        raise BadValue(f"“{text.strip()}” stands where nothing should.", "Leave the field empty.")


TEXT = Kind("text, may be empty", _read_text, padded)
NEEDED = Kind("text", _read_needed, padded)
DIGITS = Kind("digits", _read_digits, padded)
NUMBER = Kind("number", _read_number, _write_number)
NUMBER_OR_NOTHING = Kind("number, may be empty", _read_number_or_nothing, _write_number)
DAY = Kind("date DDMMYY", _read_day, _write_day)
DAY_OR_NOTHING = Kind("date DDMMYY, may be empty", _read_day_or_nothing, _write_day)
BIRTHDAY = Kind("date of birth DDMMYY", _read_birthday, _write_day)
SERIES = Kind("series", _read_series, _write_series)
NOTHING = Kind("left empty", _read_nothing, padded)
UCI = _shaped(
    "a UCI",
    r"[0-9]{5}[0-9A-Z][0-9]{6}[A-Z]",
    "Write its 13 characters as on the candidate's papers, such as 123450264321A.",
)
ULN_OR_NOTHING = _shaped(
    "a ULN", r"[1-9][0-9]{9}", "Write its ten digits, or leave it empty.", may_be_empty=True
)
OPTION = _shaped(
    "an option",
    r"[0-9]{5}[0-9A-Z]?",
    "Write the option of the unit or qualification as it was entered, such as 583801 or 05838.",
)
