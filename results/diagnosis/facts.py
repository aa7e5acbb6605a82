"""What is known when somebody asks for a result, and what the answer looks like."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from results.awarding.outcome import Kind, Shortfall
from results.diagnosis.causes import CAUSES, Owner
from results.diagnosis.requests import RequestKind


@dataclass(frozen=True)
class Reason:
    """Why there is no result (or that there is one), and who acts next.

    `code` names one of the CAUSES; `units` are the unit numbers it is about and `details` what is
    known of them.
    """

    code: str
    units: tuple[str, ...] = ()
    details: tuple[str, ...] = ()

    @property
    def owner(self) -> Owner:
        """Who has to act next."""
        return CAUSES[self.code].owner

    @property
    def request(self) -> RequestKind | None:
        """The kind of missing-results request to raise, where the guide names one."""
        return CAUSES[self.code].request

    @property
    def template(self) -> str:
        """The template with its sentences."""
        return f"results/reasons/{self.code}.html"

    @property
    def is_to_act_on(self) -> bool:
        """Whether somebody has to act."""
        return self.owner is not Owner.NOBODY

    @property
    def headline(self) -> str:
        """The reason in a few words."""
        return CAUSES[self.code].headline


@dataclass(frozen=True)
class EntryFacts:
    """What is known of an entry and its candidate when somebody asks for the result.

    The claimed units are told by the status of their claim, with its name: `drafted`, `ready`,
    `sampled`, `pending`. `entered` are exams to come and `overdue` exams whose results are out, by
    unit, with their series. `held` is the grade of the person's best award for the code; where
    another centre's is, nothing is known of it but that it is `held_elsewhere`.
    """

    kind: Kind
    issued: str = ""
    held: str = ""
    held_elsewhere: bool = False
    withdrawn: bool = False
    closed: bool = False
    completes_in: int = 0
    summer: int = 0
    shortfalls: tuple[Shortfall, ...] = ()
    sizes: Mapping[str, int] = field(default_factory=dict)
    absent: frozenset[str] = frozenset()
    entered: Mapping[str, str] = field(default_factory=dict)
    overdue: Mapping[str, str] = field(default_factory=dict)
    drafted: Mapping[str, str] = field(default_factory=dict)
    ready: Mapping[str, str] = field(default_factory=dict)
    sampled: Mapping[str, str] = field(default_factory=dict)
    pending: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def under_way(self) -> frozenset[str]:
        """The units for which a grade is on its way."""
        ways = (self.entered, self.drafted, self.ready, self.sampled, self.pending)
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
