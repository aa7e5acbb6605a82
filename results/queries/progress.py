"""How far is each candidate? Live, from the engine that awards, in as few queries as for one."""

from dataclasses import dataclass

from entries.models import QualificationEntry
from entries.states import Status
from interchange.catalogue.specification import number_order
from results import eligibility, rules
from results.diagnosis import Seen
from results.diagnosis.facts import Reason, all_units
from results.eligibility import UNDER_WAY, Eligibility, UnitFacts, UnitState
from results.queries.circumstances import circumstances
from results.queries.fitting import fitting
from results.queries.missing import Turns, reasons, work_of
from results.queries.registered_late import registered_late
from results.queries.seen import standings_seen
from results.queries.standing import Standing

WHO = {  # acts next, so that the result comes
    "drafted": "your centre submits the claim",
    "unbooked": "your centre asks for a visit",
    "unconfirmed": "the moderator books the visit",
    "too_late": "your centre asks for an earlier visit",
    "ready": "the moderator looks at the claim",
    "sampled": "the moderator looks at the claim",
    "pending": "the board processes the claim",
    "held_up": "the board processes the claim",
    "overdue": "the board owes the result",
    "unsettled": "the board is not done with it",
    "asked": "the board decides on special consideration",
    "answer": "your centre answers the board",
    "granted": "the board works out an assessed grade",
}


@dataclass(frozen=True)
class UnitProgress:
    """A unit of the qualification: its state, the grade held, and where the work stands.

    `partly_absent`: part of the exam that gave the grade was missed. `awaits` says what result is
    still to come, from whom and when; of a grade that is held, too.
    """

    number: str
    title: str
    size: int
    examined: bool
    state: UnitState
    grade: str = ""
    detail: str = ""
    partly_absent: bool = False
    awaits: str = ""

    @property
    def shown(self) -> str:
        """The grade as results show it."""
        return rules.shown(self.grade, self.partly_absent)

    @property
    def is_achieved(self) -> bool:
        """Whether a grade that counts is held."""
        return self.state is UnitState.ACHIEVED

    @property
    def is_graded(self) -> bool:
        """Whether what there is to say of it is a grade."""
        return self.state in (UnitState.ACHIEVED, UnitState.NOT_ACHIEVED)

    @property
    def in_a_cell(self) -> str:
        """What there is to say of it, in the words of a cell: the grade, or what is expected."""
        grade = self.shown if self.is_achieved else f"{self.shown}, {self.state.value.lower()}"
        told = grade if self.is_graded else self.state.value
        return f"{told}; {self.awaits}" if self.awaits else told


@dataclass(frozen=True)
class Progress:
    """Where one entry stands: its units, hours so far, eligibility, and what is still needed.

    `turns` are the reasons why there is no result, each with the day from which it holds.
    """

    entry: QualificationEntry
    standing: Standing
    turns: Turns
    units: tuple[UnitProgress, ...]
    state: Eligibility

    @property
    def reason(self) -> Reason:
        """Why there is no result, on the day that was asked about."""
        return self.turns[0][1]

    @property
    def hours(self) -> int:
        """GLH (or credits) of the units achieved, wherever they are held."""
        return sum(unit.size for unit in self.units if unit.is_achieved) + self.elsewhere

    @property
    def elsewhere(self) -> int:
        """GLH (or credits) held where the entry's centre does not see which units they are."""
        return self.standing.elsewhere

    @property
    def hides(self) -> bool:
        """Whether anything counts that the entry's centre does not see."""
        return self.standing.hides

    def count(self, *states) -> int:
        """How many units are in one of the states."""
        return sum(unit.state in states for unit in self.units)

    @property
    def is_withdrawn(self) -> bool:
        """Whether the registration is marked Withdrawn."""
        return self.state is Eligibility.WITHDRAWN

    @property
    def is_not_eligible(self) -> bool:
        """Whether what is held is not enough yet."""
        return self.state is Eligibility.NOT_ELIGIBLE

    @property
    def achieved(self) -> int:
        """How many units are achieved."""
        return self.count(UnitState.ACHIEVED)

    @property
    def under_way(self) -> int:
        """How many units are claimed, pending or entered."""
        return self.count(*UNDER_WAY)

    @property
    def completes(self) -> str:
        """When the candidate is expected to complete, in words."""
        if self.state is Eligibility.WITHDRAWN:
            return "Withdrawn, until the board processes it"
        return f"Summer {self.entry.completes_in}"

    @property
    def label(self) -> str:
        """The eligibility in words."""
        return self.state.value


def progress(entries, on) -> list[Progress]:
    """The Progress of each of the entries on the day, in their order.

    Entries of a qualification whose rules were never loaded are left out.
    """
    entries = list(entries)
    found = standings_seen(entries)
    work = work_of(entries)
    known = _known(found)
    why = reasons(found, work, known, registered_late([*found]), on)
    return [
        _progress_of(found[entry.pk], why[entry.pk], work[entry.pk], on)
        for entry in entries
        if entry.pk in found
    ]


def _known(found) -> dict[int, dict[str, Seen]]:
    """The circumstances of each of the standings, and whether another size or unit was meant."""
    known, fits = circumstances(found), fitting(found.values())
    return {pk: known.get(pk, {}) | fits.get(pk, {}) for pk in known.keys() | fits.keys()}


def pending_units(entry) -> list[str]:
    """The numbers of the units of the entry for which a result is on its way, in order."""
    return pending_units_of([entry])[entry.pk]


def pending_units_of(entries) -> dict[int, list[str]]:
    """The same of each of the entries, by its id; as many queries for one as for hundreds."""
    pending = eligibility.PENDING_STAGES
    return {
        pk: sorted((one for one in work if work[one].stage in pending), key=number_order)
        for pk, work in work_of(entries).items()
    }


def _progress_of(standing, turns, work, on):
    """The Progress of an entry, from its standing and the work under way."""
    entry = standing.entry
    state = eligibility.eligibility(
        withdrawn=entry.status == Status.WITHDRAWN,
        issued=standing.result is not None,
        kind=standing.outcome.kind,
    )
    units = standing.specification.units
    needed = set(all_units(short.could_be for short in standing.outcome.shortfalls))
    now = {number: one.on(on) for number, one in work.items()}
    return Progress(
        entry=entry,
        standing=standing,
        turns=turns,
        units=tuple(_about(unit, standing, now.get(unit.number), needed) for unit in units),
        state=state,
    )


def _about(unit, standing, work, needed):
    """The UnitProgress of a unit of the specification, by what is held and what is under way."""
    held = standing.achieved.get(unit.number)
    state = eligibility.unit_state(
        UnitFacts(
            grade=held.grade if held else "",
            achieved=bool(held and held.achieved),
            absent=unit.number in standing.absent,
            no_result=unit.number in standing.no_result,
            stage=work.stage if work else "",
            needed=unit.number in needed,
            sampled=bool(work and work.sampled),
        )
    )
    told_by_result = held and state in (UnitState.ACHIEVED, UnitState.NOT_ACHIEVED)
    return UnitProgress(
        number=unit.number,
        title=unit.title,
        size=unit.size or 0,
        examined=unit.examined,
        state=state,
        grade=held.grade if held else "",
        detail=held.source if told_by_result else work.where if work else "",
        awaits=_awaited(work) if work else "",
        partly_absent=bool(held and held.partly_absent),
    )


def _awaited(work):
    """The result that is on its way: where, and who acts next or when results come out."""
    if work.stage == "missed":
        return ""
    where = work.where[0].upper() + work.where[1:]
    if work.stage == "entered":
        return f"{where}, results on {work.late_after:%d/%m/%Y}" if work.late_after else where
    return f"{where}: {WHO[work.stage]}"
