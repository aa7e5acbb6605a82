"""How far is each candidate? Live, from the engine that awards, in as few queries as for one."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from entries.models import QualificationEntry
from entries.queries import people
from entries.states import LISTED, Status
from results import queries as results_queries
from results.diagnosis import Reason
from results.queries import Standing
from tracker import rules
from tracker.rules import Eligibility, UnitFacts, UnitState


@dataclass(frozen=True)
class UnitProgress:
    """A unit of the qualification: its state, the grade held, and where the work stands."""

    number: str
    title: str
    size: int
    examined: bool
    state: UnitState
    grade: str = ""
    detail: str = ""

    @property
    def is_achieved(self) -> bool:
        """Whether a grade that counts is held."""
        return self.state is UnitState.ACHIEVED


@dataclass(frozen=True)
class Progress:
    """Where one entry stands: its units, hours so far, eligibility, and what is still needed."""

    entry: QualificationEntry
    standing: Standing
    reason: Reason
    units: tuple[UnitProgress, ...]
    state: Eligibility
    at_risk: bool

    @property
    def hours(self) -> int:
        """GLH (or credits) of the units achieved, wherever they are held."""
        return sum(unit.size for unit in self.units if unit.is_achieved) + self.elsewhere

    @property
    def elsewhere(self) -> int:
        """GLH (or credits) held where the entry's centre does not see which units they are."""
        return self.standing.elsewhere

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
        return self.count(UnitState.CLAIMED, UnitState.PENDING, UnitState.ENTERED)

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


def listed(centre) -> QuerySet[QualificationEntry]:
    """The centre's entries that the tracker lists."""
    return QualificationEntry.objects.filter(centre=centre, status__in=LISTED).select_related(
        "candidate", "centre", "qualification__subject"
    )


def progress(entries, on) -> list[Progress]:
    """The Progress of each of the entries on the day, in their order.

    Entries of a qualification whose rules were never loaded are left out.
    """
    entries = list(entries)
    found = results_queries.standings_seen(entries)
    why = results_queries.reasons(found, on)
    work = _under_way(entries, on)
    return [
        _progress_of(found[entry.pk], why[entry.pk], work, on)
        for entry in entries
        if entry.pk in found
    ]


def _progress_of(standing, reason, work, on):
    """The Progress of an entry, from its standing and the work under way."""
    entry = standing.entry
    state = rules.eligibility(
        withdrawn=entry.status == Status.WITHDRAWN,
        issued=standing.result is not None,
        kind=standing.outcome.kind,
    )
    units = standing.specification.units
    return Progress(
        entry=entry,
        standing=standing,
        reason=reason,
        units=tuple(_about(unit, standing, work[entry.pk].get(unit.number)) for unit in units),
        state=state,
        at_risk=rules.at_risk(completes_in=entry.completes_in, state=state, on=on),
    )


def _about(unit, standing, work):
    """The UnitProgress of a unit of the specification, by what is held and what is under way."""
    held = standing.achieved.get(unit.number)
    state = rules.unit_state(
        UnitFacts(
            grade=held.grade if held else "",
            achieved=bool(held and held.achieved),
            absent=unit.number in standing.absent,
            stage=work.stage if work else "",
            needed=any(unit.number in short.could_be for short in standing.outcome.shortfalls),
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
    )


def _under_way(entries, on):
    """The work under way for each entry's person: {entry id: {unit number: Work}}."""
    numbers = results_queries.unit_numbers({entry.qualification_id for entry in entries})
    by_entry = results_queries.work_of(entries, on)
    return {
        entry.pk: {
            numbers[entry.qualification_id][unit]: work
            for unit, work in by_entry[entry.pk].items()
            if unit in numbers[entry.qualification_id]
        }
        for entry in entries
    }


def count_at_risk(centre, on) -> int:
    """How many entries of the centre are at risk of no result this summer."""
    expected = listed(centre).filter(completes_in__lte=rules.summer_of(on))
    return sum(found.at_risk for found in progress(expected, on))


def pending_units(entry, on) -> list[str]:
    """The numbers of the units of the entry for which a result is on its way, in order."""
    work = _under_way([entry], on)[entry.pk]
    found = [number for number, one in work.items() if one.stage in rules.PENDING_STAGES]
    return sorted(found, key=lambda number: (len(number), number))


def matching(centre, chosen) -> QuerySet[QualificationEntry]:
    """The centre's listed entries of a chosen `qualification` and with the `text` typed."""
    found = listed(centre)
    if code := chosen.get("qualification"):
        found = found.filter(qualification__code=code)
    text = chosen.get("text", "")
    if text:
        found = found.prefetch_related(*people.found_under(centre, text))
    for word in text.split():
        found = found.filter(people.matches(word, "candidate__") | Q(candidate_number=word))
    return found


def is_asked_for(found, chosen) -> bool:
    """Whether a Progress is of the chosen `state`, and at risk where only such are asked for."""
    right_state = not chosen.get("state") or found.state.name == chosen["state"]
    return right_state and (found.at_risk or not chosen.get("at_risk"))
