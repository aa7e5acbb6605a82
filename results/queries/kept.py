"""Where does each registration stand? As it was kept; worked out now where that is out of date."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from entries.models import QualificationEntry
from entries.states import LISTED, OPEN, Status
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import SpecificationVersion
from results.awarding.possible import possible_grades
from results.eligibility import LETTERS, SUBMITTED, Eligibility, UnitState
from results.models import KeptStanding, QualificationResult
from results.queries.progress import Progress, progress

STATES = {letter: state for state, letter in LETTERS.items()}
# Of an entry, beside which an AwardDue stands from its making.
WORKED_OUT = Q(award_due__done__gte=F("award_due__due"))
UNDONE = Q(award_due__done__lt=F("award_due__due"))
STILL_DUE = UNDONE & Q(award_due__problem="")
GIVEN_UP = UNDONE & ~Q(award_due__problem="")


@dataclass(frozen=True)
class KeptUnit:
    """A unit of the qualification, its state, and the grade held of it; empty for none."""

    number: str
    title: str
    state: UnitState
    grade: str

    @property
    def is_pending(self) -> bool:
        """Whether the work is with the moderator or the board, which gives the result."""
        return self.state in SUBMITTED


def to_be_kept() -> QuerySet[QualificationEntry]:
    """The entries of which it is kept where they stand: listed ones, and all that had a result."""
    return QualificationEntry.objects.filter(Q(status__in=LISTED) | _had_a_result())


def still_awarded() -> QuerySet[QualificationEntry]:
    """The entries whose award is worked out again: open ones, and all that had a result."""
    return QualificationEntry.objects.filter(Q(status__in=OPEN) | _had_a_result())


def _had_a_result() -> Exists:
    return Exists(QualificationResult.objects.filter(entry=OuterRef("pk")))


def with_kept(entries: QuerySet[QualificationEntry]) -> QuerySet[QualificationEntry]:
    """The entries, read together with what was kept of each and whether that is still due."""
    return entries.select_related("kept").annotate(is_still_due=STILL_DUE, is_given_up=GIVEN_UP)


def kept_of(entries: Iterable[QualificationEntry], on: date) -> dict[int, KeptStanding]:
    """Where each of the entries stands, by its id: as kept, or worked out now where that is due.

    Takes entries read by `with_kept`, so that it asks nothing where all are current. Entries of a
    qualification whose rules were never loaded are left out.
    """
    entries = list(entries)
    given_up = {one.pk: _looked_into(one, on) for one in entries if one.is_given_up}
    current = {one.pk: one.kept for one in entries if _is_current(one)}
    stale = [one for one in entries if one.pk not in given_up.keys() | current.keys()]
    return worked_out(stale, on) | current | given_up


def given_up(entries: Iterable[QualificationEntry]) -> set[int]:
    """The ids of those of the entries that could not be worked out, until the board tries again."""
    ids = [entry.pk for entry in entries]
    return set(QualificationEntry.objects.filter(GIVEN_UP, pk__in=ids).values_list("pk", flat=True))


def still_due(entries: Iterable[QualificationEntry]) -> set[int]:
    """The ids of those of the entries whose award is being worked out again; one query."""
    ids = [entry.pk for entry in entries]
    found = QualificationEntry.objects.filter(STILL_DUE, pk__in=ids)
    return set(found.values_list("pk", flat=True))


def _is_current(entry):
    return hasattr(entry, "kept") and not (entry.is_still_due or entry.is_given_up)


def _looked_into(entry, on) -> KeptStanding:
    """What is shown of an entry that could not be worked out: the board looks into it.

    Nor is it known whether anything counts that the centre does not see, so no sum is told.
    """
    state = Eligibility.WITHDRAWN if entry.status == Status.WITHDRAWN else Eligibility.NOT_ELIGIBLE
    nothing = dict.fromkeys(("points", "hours", "elsewhere", "achieved", "under_way"), 0)
    return KeptStanding(
        entry=entry,
        state=state.name,
        grades=[],
        days=[on],
        causes=["given_up"],
        told=[[[], []]],
        hides=True,
        **nothing,
    )


def worked_out(entries: Sequence[QualificationEntry], on: date) -> dict[int, KeptStanding]:
    """What is to be kept of each of the entries, by its id, worked out on the day; not saved.

    Entries of a qualification whose rules were never loaded are left out. The number of queries is
    the same for one entry and for thousands; none without entries.
    """
    if not entries:
        return {}
    found = progress(entries, on)
    alike = defaultdict(list)
    for one in found:
        alike[one.standing.version.pk].append(one)
    return {
        one.entry.pk: _kept(one, grade)
        for of_these in alike.values()
        for one, grade in zip(of_these, _possible(of_these), strict=True)
    }


def _possible(found: Sequence[Progress]) -> list[str]:
    return possible_grades(found[0].standing.specification, [one.standing.whole for one in found])


def _kept(found: Progress, possible: str) -> KeptStanding:
    standing = found.standing
    result, outcome = standing.result, standing.outcome
    reasons = [reason for _, reason in found.turns]
    return KeptStanding(
        entry=found.entry,
        specification=standing.version,
        state=found.state.name,
        issued=result.grade if result else "",
        grade=outcome.grade or "",
        possible=possible,
        points=outcome.points,
        hours=found.hours,
        elsewhere=found.elsewhere,
        hides=found.hides,
        achieved=found.achieved,
        under_way=found.under_way,
        units="".join(LETTERS[one.state] for one in found.units),
        grades=[one.grade for one in found.units],
        days=[day for day, _ in found.turns],
        causes=[one.code for one in reasons],
        told=[one.as_kept for one in reasons],
    )


def units_of(kept: Iterable[KeptStanding]) -> dict[int, list[KeptUnit]]:
    """The units of each of what is kept, in the order of its rules: {entry id: [KeptUnit]}."""
    kept = list(kept)
    versions = SpecificationVersion.objects.filter(pk__in={one.specification_id for one in kept})
    rules = catalogue_queries.rules_of(versions.defer("content"))
    return {
        one.entry_id: [
            KeptUnit(unit.number, unit.title, STATES[letter], grade)
            for unit, letter, grade in zip(
                rules[one.specification_id].units, one.units, one.grades, strict=True
            )
        ]
        if one.specification_id
        else []
        for one in kept
    }
