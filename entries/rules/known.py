"""What may be known of those who are to be entered? Who they are, what holds, what is there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from entries.rules import exams
from entries.rules.people import Person
from entries.rules.targets import Bank, Target
from interchange.catalogue.life import Life


@dataclass(frozen=True, slots=True)
class Who:
    """A person who is asked for, as far as the records tell; `record` is whose record it is.

    `likely` are the ids of records that may be the same person, unless the centre has said no.
    `problems` are (field, sentence) pairs of the details; `changes` is what they would change of
    the record, in words; `name` is what the record is called. Of a record that the centre may not
    read neither is kept: only whether something differs from it (`differs_unseen`). `meets` is the
    kind of number, uci or uln, that somebody else has.
    """

    person: Person
    record: int | None = None
    likely: frozenset[int] = frozenset()
    problems: tuple[tuple[str, str], ...] = ()
    changes: str = ""
    name: str = ""
    differs_unseen: bool = False
    meets: str = ""

    @property
    def called(self) -> str:
        """The name of the record, or of the person where there is none yet."""
        return self.name or self.person.name

    @property
    def is_unseen(self) -> bool:
        """Whether the centre has yet to say if it is one of the likely duplicates."""
        return bool(self.likely) and not self.person.distinct


@dataclass(frozen=True, slots=True)
class Held:
    """A person's registration at the centre: open, or else marked Withdrawn.

    `record` is the one it stands on: the person's own, or one that was merged into it.
    """

    record: int
    open: bool
    pathway: str
    number: str
    made_on: date
    replaces: bool = False
    attempts_after_on: date | None = None


@dataclass(frozen=True)
class Terms:
    """What holds for everybody who is entered at the centre on the day `on`.

    `approvals` are statuses by subject id; `closed` has the (qualification id, unit id) that take
    no more entries; `days` must pass between registration and exam; `allowed` is how often an exam
    may be sat, by qualification id, None for any number; `banks`, `lives` and `codes` have every
    qualification's.
    """

    on: date
    series: Any = None
    approvals: Mapping[int, str] = field(default_factory=dict)
    closed: Collection[tuple[int, int]] = ()
    days: int = 0
    allowed: Mapping[int, int | None] = field(default_factory=dict)
    banks: Mapping[int, Bank] = field(default_factory=dict)
    lives: Mapping[int, Life] = field(default_factory=dict)
    codes: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def stage(self) -> exams.Stage:
        """When an exam entry of this day is made, seen from the closing date."""
        return exams.stage(self.series, self.on) if self.series else exams.Stage.IN_TIME

    @cached_property
    def said(self) -> dict[Target, str]:
        """What was found of targets as a whole so far."""
        return {}


@dataclass
class Knowledge:
    """What is there of the persons who are asked for, by person id and what it is of.

    `sizes` and `elsewhere` are of open registrations, at the centre and at others; `whole` and
    `alone` of the 2012 suite anywhere; `after` is the month up to which attempts were those of a
    registration before; `entered` and `absent` are of the centre's own exams and units, `there`
    has those of which another centre has an entry; months are the first day of those in which there
    was an exam series. `holder_of` gives the person and the name, by candidate number.
    """

    terms: Terms
    held: dict[tuple[int, int], Held] = field(default_factory=dict)
    sizes: dict[tuple[int, Bank], str] = field(default_factory=dict)
    after: dict[tuple[int, int], date] = field(default_factory=dict)
    elsewhere: set[tuple[int, Bank]] = field(default_factory=set)
    whole: set[tuple[int, Bank]] = field(default_factory=set)
    alone: set[tuple[int, Bank]] = field(default_factory=set)
    entered: set[tuple[int, int]] = field(default_factory=set)
    absent: set[tuple[int, int]] = field(default_factory=set)
    there: set[tuple[int, int]] = field(default_factory=set)
    earlier: dict[tuple[int, int], list[date]] = field(default_factory=dict)
    sat: Mapping[tuple[int, int], list[date]] = field(default_factory=dict)
    number_of: dict[int, str] = field(default_factory=dict)
    holder_of: dict[str, tuple[int, str]] = field(default_factory=dict)
