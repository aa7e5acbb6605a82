"""What is known when somebody asks for a result, and what the answer looks like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from results.awarding.outcome import Kind, Shortfall
from results.diagnosis.acting import Owner, Page
from results.diagnosis.causes import CAUSES, Cause
from results.diagnosis.requests import RequestKind


@dataclass(frozen=True)
class Seen:
    """What a question found: the units it is about, what is known of them, and its day, if any.

    `on` is the day of what was seen, such as a visit; the cause says whether it is to act by.
    """

    units: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True)
class Reason:
    """Why there is no result (or that there is one), and all that follows.

    `code` names one of the CAUSES; `units`, `details` and `on` are what was Seen.
    """

    code: str
    units: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    on: date | None = None

    @property
    def cause(self) -> Cause:
        """Its row of the table."""
        return CAUSES[self.code]

    @property
    def owner(self) -> Owner:
        """Who has to act next."""
        return self.cause.owner

    @property
    def request(self) -> RequestKind | None:
        """The kind of missing-results request to raise, where one helps."""
        return self.cause.request

    @property
    def template(self) -> str:
        """The template with its sentences."""
        return f"results/reasons/{self.code}.html"

    @property
    def request_numbers(self) -> list[int]:
        """The numbers of the requests that are open about it."""
        if self.cause.page is not Page.REQUEST:
            return []
        numbers = (one.removeprefix("request ") for one in self.details)
        return [int(number) for number in numbers if number.isdecimal()]

    @property
    def as_kept(self) -> list[list[str] | str]:
        """What was seen, as it is kept: units, details, and the day where there is one."""
        own = [self.on.isoformat()] if self.on else []
        return [list(self.units), list(self.details), *own]

    @property
    def is_to_act_on(self) -> bool:
        """Whether somebody has to act."""
        return self.owner is not Owner.NOBODY

    @property
    def headline(self) -> str:
        """The reason in a few words."""
        return self.cause.headline


@dataclass(frozen=True)
class EntryFacts:
    """What is known of an entry and its candidate when somebody asks for the result.

    The claimed units are told by the stage of their claim, with its name: `drafted`, then by its
    visit `unbooked`, `unconfirmed` and `too_late`, else `ready` or `sampled`; `pending`, and
    `held_up` once that takes long. Of exams, by unit with their series, `entered` are to come,
    `overdue` are those whose results are out, and `unsettled` those whose result the board has
    pending; `asked` are units of which the board was asked for an assessed grade, `answer` those
    about which it waits for the centre's answer, `granted` those that get one. `acts_by` has the
    day of what is under way, where it has one.
    `held` is the grade of the person's best award for the code; where another centre's is, nothing
    is known of it but that it is `held_elsewhere`. After the last certification, the day
    `certified_until`, the qualification has `ended`; what is not `offered` has no rules.
    `registered_late` says that no claim could come in time for the summer of completion.
    `circumstances` is what else is known, by the cause that it is.
    """

    kind: Kind
    issued: str = ""
    held: str = ""
    held_elsewhere: bool = False
    withdrawn: bool = False
    closed: bool = False
    certified_until: date | None = None
    ended: bool = False
    offered: bool = True
    has_pathways: bool = False
    has_uci: bool = True
    completes_in: int = 0
    summer: int = 0
    registered_late: bool = False
    shortfalls: tuple[Shortfall, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    examined: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    no_result: frozenset[str] = frozenset()
    entered: Mapping[str, str] = field(default_factory=dict)
    overdue: Mapping[str, str] = field(default_factory=dict)
    drafted: Mapping[str, str] = field(default_factory=dict)
    unbooked: Mapping[str, str] = field(default_factory=dict)
    unconfirmed: Mapping[str, str] = field(default_factory=dict)
    too_late: Mapping[str, str] = field(default_factory=dict)
    ready: Mapping[str, str] = field(default_factory=dict)
    sampled: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)
    held_up: Mapping[str, str] = field(default_factory=dict)
    unsettled: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    answer: Mapping[str, str] = field(default_factory=dict)
    granted: Mapping[str, str] = field(default_factory=dict)
    acts_by: Mapping[str, date] = field(default_factory=dict)
    circumstances: Mapping[str, Seen] = field(default_factory=dict)

    @cached_property
    def under_way(self) -> frozenset[str]:
        """The units for which a grade is on its way."""
        exams, owed = (self.entered, self.unsettled), (self.asked, self.answer, self.granted)
        visited = (self.unbooked, self.unconfirmed, self.too_late, self.ready, self.sampled)
        ways = (*exams, *owed, self.drafted, *visited, self.pending, self.held_up)
        return frozenset(number for way in ways for number in way)

    @cached_property
    def could_be(self) -> tuple[str, ...]:
        """The units that could fill what is missing, in order."""
        return all_units(short.could_be for short in self.shortfalls)

    @cached_property
    def uncovered(self) -> tuple[Shortfall, ...]:
        """The shortfalls that remain even if every grade on its way is good enough."""
        return tuple(short for short in self.shortfalls if self._remains(short))

    @cached_property
    def to_do(self) -> tuple[str, ...]:
        """The units that could fill what is uncovered and are not on their way, in order."""
        units = all_units(short.could_be for short in self.uncovered)
        return tuple(one for one in units if one not in self.under_way)

    @cached_property
    def exams_needed(self) -> bool:
        """Whether exams are to do in the place of which no moderated unit could come."""
        left = (self._left(short) for short in self.uncovered)
        return any(units and self.examined.issuperset(units) for units in left)

    def _left(self, short: Shortfall) -> list[str]:
        return [one for one in short.could_be if one not in self.under_way]

    def _remains(self, short: Shortfall) -> bool:
        coming = [number for number in short.could_be if number in self.under_way]
        if short.measure == "points":
            return not coming
        if short.measure == "units":
            return len(coming) < short.needed
        return sum(self.sizes[number] for number in coming) < short.needed


def all_units(lists: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """The units of all the lists, each once, in their order."""
    return tuple(dict.fromkeys(one for each in lists for one in each))
