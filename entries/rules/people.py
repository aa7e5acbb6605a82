"""What must be true of a person's details, and when do they name a record that is there?"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from entries import identifiers
from interchange.words import straight

LONGEST_NAME = 40  # JCQ formats: a candidate's name
NO_DATE = "Enter a date of birth."
YOUNGEST, OLDEST = 11, 100  # years at registration; outside them the year is a slip (ours)


def surname_first(surname: str, forenames: str) -> str:
    """A name as lists have it: Surname, Forenames; one alone where the other is missing."""
    return ", ".join(filter(None, [surname, forenames]))


@dataclass(frozen=True)
class Person:
    """What a centre says about one candidate it registers.

    `picked` is the OCR number of a candidate the centre already has; the details then are those of
    the record. `distinct` says that the centre has seen the records that look alike and that this
    is somebody else.
    """

    surname: str = ""
    forenames: str = ""
    born_on: date | None = None
    sex: str = ""
    candidate_number: str = ""
    uci: str = ""
    uln: str = ""
    picked: str = ""
    distinct: bool = False

    @property
    def name(self) -> str:
        """Surname first."""
        return surname_first(self.surname, self.forenames)


class Named(Protocol):
    """Whoever has a name, a birthday and identifiers: somebody typed in, or a record."""

    @property
    def surname(self) -> str: ...
    @property
    def forenames(self) -> str: ...
    @property
    def born_on(self) -> date | None: ...
    @property
    def uci(self) -> str: ...
    @property
    def uln(self) -> str: ...


def tidy_name(text: str | None) -> str:
    """A name as it is kept: single spaces, the plain apostrophe, composed letters."""
    return " ".join(straight(text or "").split())


def name_problem(name: str) -> str:
    """What is wrong with a tidied name, as a sentence; nothing where it is sound."""
    if len(name) > LONGEST_NAME:
        return f"A name has at most {LONGEST_NAME} characters, this has {len(name)}. Shorten it."
    strange = sorted({one for one in name if not _may_stand_in_a_name(one)})
    if strange:
        return (
            f"A name cannot contain {' '.join(strange)}. Use letters, spaces, hyphens,"
            " apostrophes and full stops."
        )
    if name and not any(one.isalpha() for one in name):
        return "A name needs at least one letter."
    return ""


def _may_stand_in_a_name(one: str) -> bool:
    return one in " -'." or (one.isalpha() and unicodedata.name(one, "").startswith("LATIN"))


def number_problem(number: str) -> str:
    """What is wrong with a centre's candidate number, as a sentence (JCQ: 0001 to 9999)."""
    if not re.fullmatch(r"[0-9]{4}", number):
        return "A candidate number is four digits, such as 0042."
    return "Candidate numbers begin at 0001." if number == "0000" else ""


def birth_problem(born_on: date, on: date) -> str:
    """What is wrong with a date of birth on the day `on`, as a sentence."""
    age_then = age(born_on, on)
    if YOUNGEST <= age_then <= OLDEST:
        return ""
    return (
        f"A date of birth of {born_on:%-d %B %Y} would make the candidate"
        f" {f'{age_then} years old' if age_then >= 0 else 'not yet born'}. Check the year."
    )


def age(born_on: date, on: date) -> int:
    """The age in full years on the day `on`."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def problems(person: Person, on: date) -> list[tuple[str, str]]:
    """Everything wrong with the typed details of a person: (field, sentence) pairs."""
    found = [
        ("surname", name_problem(person.surname) if person.surname else "Enter a surname."),
        ("forenames", name_problem(person.forenames)),
        (
            "born_on",
            birth_problem(person.born_on, on) if person.born_on else NO_DATE,
        ),
        ("sex", "" if person.sex in {"F", "M", "X"} else "Choose the candidate's sex."),
        ("candidate_number", number_problem(person.candidate_number)),
        ("uci", identifiers.uci_problem(person.uci)),
        ("uln", identifiers.uln_problem(person.uln)),
    ]
    return [(field, sentence) for field, sentence in found if sentence]


def says_same(person: Any, record: Any) -> bool:
    """Whether somebody may join a record that has their UCI or ULN: birth date, surname agree."""
    return bool(
        person.born_on is not None
        and person.born_on == record.born_on
        and plain(person.surname) == plain(record.surname)
    )


def plain(name: str) -> str:
    """A name without accents, capitals and signs, for comparing."""
    if name.isascii():
        return " ".join(ASCII_LETTERS.findall(name.replace("'", "").lower()))
    letters = unicodedata.normalize("NFKD", name.translate(WITHOUT_STROKE)).casefold()
    kept = "".join(
        one if one.isalpha() else " " for one in letters if not unicodedata.combining(one)
    )
    return " ".join(kept.split())


ASCII_LETTERS = re.compile("[a-z]+")
WITHOUT_STROKE = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "æ": "ae", "Æ": "Ae", "'": ""}
)
