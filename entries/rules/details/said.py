"""What does a record say about a person, and what is different between two such sayings?"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from entries.rules import people
from interchange import sorting

TITLES = {
    "surname": "Surname",
    "forenames": "Forenames",
    "born_on": "Date of birth",
    "sex": "Sex",
    "uci": "UCI",
    "uln": "ULN",
}
NAMES = ("surname", "forenames")
CARRIED = ("surname", "forenames", "born_on", "sex")  # what all records of one person say alike
SEXES = {"F": "Female", "M": "Male", "X": "Not specified"}
NOT_ON_RECORD = "Not on record"


@dataclass(frozen=True)
class Details:
    """What a record says about a person, as far as a centre may have it corrected."""

    surname: str = ""
    forenames: str = ""
    born_on: date | None = None
    sex: str = ""
    uci: str = ""
    uln: str = ""

    @property
    def name(self) -> str:
        """Surname first, as lists have it."""
        return people.surname_first(self.surname, self.forenames)

    @property
    def sorts_as(self) -> str:
        """What it is sorted by in a list by name."""
        return sorting.sorts_as(self.surname, self.forenames)


@dataclass(frozen=True)
class DetailChanged:
    """One detail that changes, in words; `name` is its field."""

    name: str
    title: str
    old: str
    new: str


def of(record: Any) -> Details:
    """The Details of whatever has these fields."""
    return Details(**{name: getattr(record, name) for name in TITLES})


def as_json(details: Details) -> dict[str, str]:
    """The Details as they are kept."""
    return {**asdict(details), "born_on": details.born_on.isoformat() if details.born_on else ""}


def carried(kept: Mapping[str, str]) -> dict[str, str]:
    """Of details as they are kept, those that all records of one person say alike."""
    return {name: kept[name] for name in CARRIED}


def from_json(kept: Mapping[str, str]) -> Details:
    """The Details that were kept."""
    born_on = date.fromisoformat(kept["born_on"]) if kept.get("born_on") else None
    texts = {name: text for name, text in kept.items() if name != "born_on"}
    return Details(born_on=born_on, **texts)


def changed(old: Details, new: Details) -> list[str]:
    """The fields in which two Details differ, in the order of the page."""
    return [name for name in TITLES if getattr(old, name) != getattr(new, name)]


def in_words(names: Iterable[str]) -> str:
    """The fields as a sentence names them: the surname and the UCI."""
    titles = [
        title if title.isupper() else title.lower() for title in map(TITLES.__getitem__, names)
    ]
    return " and ".join(f"the {title}" for title in titles)


def rows(old: Details, new: Details) -> list[DetailChanged]:
    """What changes, as DetailChanged."""
    return [
        DetailChanged(
            name,
            TITLES[name],
            detail_text(name, getattr(old, name)),
            detail_text(name, getattr(new, name)),
        )
        for name in changed(old, new)
    ]


def detail_text(name: str, value: Any) -> str:
    """A detail as people read it."""
    if name == "born_on" and value:
        return f"{value:%-d %B %Y}"
    return (SEXES.get(value, value) if name == "sex" else value) or NOT_ON_RECORD


def carrying(record: Any, old: Details, new: Details) -> Details:
    """The Details of a record once what differs from `old` to `new` is changed on it."""
    return replace(of(record), **{name: getattr(new, name) for name in changed(old, new)})


def following(seen: Details, typed: Details, now: Details) -> Details:
    """The Details typed, except that what was left as it was seen follows what is there now."""
    mine = changed(seen, typed)
    return replace(now, **{name: getattr(typed, name) for name in mine})
