"""What does a centre still expect? Every result that is to come, whatever it is to come of.

An exam that somebody is entered for and whose result is not told, or pending; a grade on a claim
that is not processed; a grade that the board works out; the result of a qualification. What is held
(docs/adr/0061) is no result, so it is expected until it is told.
"""

from datetime import datetime

from django.db.models import CharField, DateField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from claims.models import Line
from entries.models import QualificationEntry, UnitEntry
from entries.queries.leaving import found_as_known
from entries.queries.people import found_under, matches
from entries.states import OPEN
from entries.unit_states import STANDING
from interchange.catalogue.models import Series
from interchange.catalogue.opening import told_on
from interchange.look.mixed import Mixed
from interchange.words import words_typed
from results.models import AwaitedGrade, QualificationResult, UnitResult
from results.queries.answering import is_answered, is_graded
from results.queries.attendance import latest_mark
from results.queries.kept import with_kept
from results.rules import PENDING, Mark

EXAM, UNSETTLED, CLAIM, ASSESSED, QUALIFICATION = KINDS = (
    *("exam", "unsettled", "claim", "assessed", "qualification"),
)
NARROWED = {"exam": (EXAM, UNSETTLED)}  # by what is chosen, which is one kind elsewhere
COLUMNS = ("by_name", "by_number", "by_code", "by_unit", "by_day")
LAST_OF_SUMMER = Func(
    F("completes_in"), Value(8), Value(31), function="make_date", output_field=DateField()
)
NO_DAY = Cast(Value(None), DateField())
NO_UNIT = Value("", output_field=CharField())


def expected(centre, at: datetime, *, kind="", qualification="", series="", text="") -> Mixed:
    """Everything the centre expects at the instant, of several kinds in one list.

    `kind` is one of KINDS, `qualification` an entry code, `series` a code such as 2026-06, which
    leaves exams alone; each word of `text` must be part of a name or number. Empty filters do not
    filter.
    """
    kinds = NARROWED.get(kind, (kind,) if kind else KINDS)
    found = {name: READ[name](centre) for name in kinds}
    if qualification:
        found = {name: some.filter(by_code=qualification) for name, some in found.items()}
    if series:
        found = {name: _of_series(some, series) for name, some in found.items()}
    return Mixed({name: _named(some, centre, text, at) for name, some in found.items()}, COLUMNS)


def series_expected(centre) -> list[Series]:
    """The series of which the centre expects results of exams, the latest first; one query."""
    here = _entered().filter(centre=centre, series=OuterRef("pk"))
    pending = _pending().filter(centre=centre, series=OuterRef("pk"))
    return list(Series.objects.filter(Exists(here) | Exists(pending)))


def _of_series(found, series):
    """Those of exams of the series; claims and qualifications have none."""
    if found.model in (QualificationEntry, Line):
        return found.filter(pk=None)
    year, _, month = series.partition("-")
    return found.filter(series__year=year, series__month=month)


def _named(found, centre, text, at):
    found = found.annotate(by_number=F("candidate__ocr_number"))
    if text:
        found = found.prefetch_related(*found_under(centre, text))
    for word in words_typed(text):
        found = found.filter(matches(centre, word, "candidate__"))
    return found_as_known(centre, found, text, at)


def _entered() -> QuerySet[UnitEntry]:
    """Who is entered for an exam without a result, and not marked absent from it."""
    found = UnitEntry.objects.filter(~is_answered(), series__isnull=False, status__in=STANDING)
    found = found.alias(mark=latest_mark())
    return found.filter(Q(mark=None) | ~Q(mark=Mark.ABSENT.value))


def _pending() -> QuerySet[UnitResult]:
    """Exams of which the board has said that the result is pending."""
    return UnitResult.objects.standing().filter(grade=PENDING, series__isnull=False)


def _exams(centre):
    return _of_a_unit(_entered().filter(centre=centre), told_on("series__"))


def _unsettled(centre):
    return _of_a_unit(_pending().filter(centre=centre), told_on("series__"))


def _claimed(centre):
    lines = Line.objects.filter(live=True, claim__centre=centre)
    lines = lines.annotate(
        by_code=F("claim__qualification__code"), by_unit=F("unit__in_order"), by_day=NO_DAY
    )
    return lines.select_related("candidate", "unit", "claim__qualification")


def _assessed(centre):
    stages = AwaitedGrade.Stage
    asked = Q(stage__in=AwaitedGrade.UNDECIDED) & ~is_graded()
    granted = Q(stage=stages.GRANTED, result=None) & ~Q(outcome__in=NOTHING_TO_COME)
    return _of_a_unit(AwaitedGrade.objects.filter(asked | granted, centre=centre), NO_DAY)


NOTHING_TO_COME = [AwaitedGrade.CameTo.SAT, AwaitedGrade.CameTo.OTHER, AwaitedGrade.CameTo.NONE]


def _of_a_unit(found, day):
    found = found.annotate(
        by_code=F("qualification__code"), by_unit=F("unit__in_order"), by_day=day
    )
    return found.select_related("candidate", "unit", "qualification", "series")


def _qualifications(centre):
    outcomes = QualificationResult.Outcome
    issued = QualificationResult.objects.standing().filter(
        entry=OuterRef("pk"), outcome__in=[outcomes.AWARD, outcomes.UNCLASSIFIED]
    )
    found = QualificationEntry.objects.filter(~Exists(issued), centre=centre, status__in=OPEN)
    found = found.annotate(by_code=F("qualification__code"), by_unit=NO_UNIT, by_day=LAST_OF_SUMMER)
    return with_kept(found.select_related("candidate", "centre", "qualification__subject"))


READ = dict(zip(KINDS, (_exams, _unsettled, _claimed, _assessed, _qualifications), strict=True))
