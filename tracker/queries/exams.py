"""What would withdrawing unit entries do, entry by entry?"""

from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.timezone import localdate

from claims.models import Line
from entries.models import UnitEntry
from entries.queries import Owed, owed_for
from entries.rules import withdrawing as rules
from entries.rules.charging import RESIT
from entries.unit_states import EXCUSE
from interchange.catalogue.queries import SHARED_UNIT, figures
from interchange.money import pounds
from interchange.workflow import Move
from results import queries as results_queries
from results.models import UnitResult
from results.queries.answering import answers
from results.rules import ABSENT
from tracker.queries.first_attempts import first_again


@dataclass(frozen=True)
class PlannedWithdrawal:
    """One entry: the move that withdrawing it is, or why it is refused, and what is paid back.

    `needs_grounds` says that it is refused only for want of medical or bereavement grounds;
    `owed` is what the entry was charged.
    """

    entry: UnitEntry
    move: Move | None = None
    refusal: str = ""
    needs_grounds: bool = False
    owed: Owed = Owed()

    @property
    def pays_back(self) -> bool:
        """Whether what was charged is paid back, by itself or by the board's hand."""
        return bool(self.move and rules.is_paid_back(self.move, self.entry.series))

    @property
    def paid_back(self) -> str:
        """How much is paid back by itself."""
        return pounds(self.owed.pence if self.pays_back else 0)

    @property
    def possible(self) -> bool:
        """Whether it can be withdrawn at all today."""
        return self.needs_grounds or not self.refusal

    @property
    def says(self) -> str:
        """What it means, as a sentence."""
        by_hand = self.owed.why_by_hand if self.pays_back else ""
        return self.refusal or rules.says(self.move, self.entry.series, by_hand=by_hand)


def withdrawable(centre, ids) -> QuerySet[UnitEntry]:
    """The centre's unit entries of these ids, by candidate."""
    found = UnitEntry.objects.filter(centre=centre, pk__in=ids).select_related(
        "candidate", "centre", "qualification__subject", "unit", "series", "withdrawn_by"
    )
    return found.order_by("candidate__sorts_as", "pk")


def plan(entries, at, grounds="") -> list[PlannedWithdrawal]:
    """A PlannedWithdrawal of each of the entries at the instant; a fixed number of queries."""
    person_of = results_queries.persons(entry.candidate_id for entry in entries)
    known = _results(person_of), _claimed(person_of), figures().get(rules.DAYS, 0)
    owed = owed_for(entries)
    return [
        replace(_one(entry, person_of, known, at, grounds), owed=owed[entry.pk])
        for entry in entries
    ]


@dataclass(frozen=True)
class Freed:
    """A later entry that is the first attempt once others are withdrawn, and what it was charged.

    `owed` is its fee as a further attempt, which is paid back with theirs.
    """

    entry: UnitEntry
    owed: Owed

    @property
    def says(self) -> str:
        """What becomes of it, as a sentence without its subject."""
        paid = f"{pounds(self.owed.pence)} for a further attempt is paid back too"
        if self.owed.by_hand:
            paid = f"the fee for a further attempt is paid back by hand, {self.owed.why_by_hand}"
        return f"counts as the first attempt then, which the registration covers: {paid}."


def freed_by(planned, centre) -> list[Freed]:
    """The same as `freed`, of the centre alone, as its page shows it."""
    return [Freed(*one) for one in freed(planned) if one[0].centre_id == centre.pk]


def freed(planned) -> list[tuple[UnitEntry, Owed]]:
    """The later entries that are first attempts once the planned are withdrawn.

    Each with what it was charged as a further one, which is paid back with theirs.
    """
    entries = first_again([one.entry for one in planned if one.pays_back])
    owed = owed_for(entries)
    return [(entry, owed[entry.pk].for_reason(RESIT)) for entry in entries]


def _one(entry, person_of, known, at, grounds):
    answered, claimed, days = known
    person, unit = person_of[entry.candidate_id], entry.unit.shared_id
    held = answered.get((person, unit, entry.series_id))
    grade = held[0] if held and answers(*held, entry.made_at) else None
    facts = rules.WithdrawalFacts(
        series=entry.series,
        over=_over(entry),
        has_result=grade not in (None, ABSENT),
        opened=_opened(entry.series, at),
        absent=grade == ABSENT,
        claimed=(person, unit) in claimed,
        days=days,
    )
    try:
        return PlannedWithdrawal(entry, rules.move(facts, localdate(at), grounds))
    except rules.ExamWithdrawalRefused as refusal:
        needs = isinstance(refusal, rules.GroundsNeeded)
        return PlannedWithdrawal(entry, refusal=str(refusal), needs_grounds=needs)


def _opened(series, at):
    """The day on which the results of the series were opened, in words; "" while they are not."""
    if series is None or not series.is_opened(at):
        return ""
    return f"{localdate(series.opens_at):%-d %B %Y}"


def _over(entry):
    if entry.status in EXCUSE.sources:
        return ""
    return f"by {entry.withdrawn_by.name} on {localdate(entry.withdrawn_at):%-d %B %Y}"


def _results(person_of):
    found = UnitResult.objects.standing().filter(candidate__in=list(person_of))
    return {
        (person_of[candidate], unit, series): (grade, banked_at)
        for candidate, unit, series, grade, banked_at in found.annotate(
            shared=SHARED_UNIT
        ).values_list("candidate_id", "shared", "series_id", "grade", "banked_at")
    }


def _claimed(person_of):
    found = Line.objects.filter(candidate__in=list(person_of), live=True)
    return {
        (person_of[candidate], unit)
        for candidate, unit in found.annotate(shared=SHARED_UNIT).values_list(
            "candidate_id", "shared"
        )
    }
