"""What a centre sees under Test Results: unit results, and its entries with their results."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate, localtime

from entries.models import QualificationEntry
from entries.queries.leaving import found_as_known
from entries.queries.people import found_under, matches
from entries.states import LISTED
from interchange.catalogue.models import Series, Unit
from interchange.look.paging import MOST
from interchange.words import words_typed
from results.eligibility import LETTERS, UNDER_WAY, UnitState
from results.models import AwaitedGrade, QualificationResult, UnitResult
from results.queries.absences import absent_now
from results.queries.kept import with_kept
from results.rules import ABSENT, PART

AWAITED = "".join(LETTERS[one] for one in UNDER_WAY)
ISSUED = (QualificationResult.Outcome.AWARD, QualificationResult.Outcome.UNCLASSIFIED)


def unit_results(
    centre, *, qualification="", series="", unit="", grade="", since=None, text="", sorts=True
) -> QuerySet[UnitResult]:
    """The centre's unit results as they stand; a corrected one shows only its correction.

    An assessed grade that gave way is not listed where another result says how the unit stands.
    Each has `by_name` unless nobody `sorts` by it.

    `qualification` is an entry code; `series` a code such as 2026-06, or `claims` for results of
    claims, or `decided` for those the board decided; `unit` the id of one; `grade` a grade, or #
    where part of the exam was missed; `since` the moment after which they came; each word of `text`
    must be part of a name or number. Empty filters do not filter.
    """
    standing = UnitResult.objects.standing().filter(~_gave_way())
    found = _of_filters(standing, centre, qualification, series)
    if unit:
        found = found.filter(unit=unit)
    if grade:
        found = found.filter(partly_absent=True) if grade == PART else found.filter(grade=grade)
    if since:
        found = found.filter(banked_at__gt=since)
    found = found.select_related(
        "candidate",
        "centre",
        "qualification",
        "unit",
        "series",
        "line__claim",
        "decision",
        "supersedes",
    )
    return _matching(found, centre, text) if text or sorts else found


def new_since(centre, moment) -> tuple[int, int]:
    """How many unit results and qualification results of the centre came after the moment.

    Those that stand; no further counted than lists are.
    """
    units = unit_results(centre, since=moment, sorts=False)
    issued = QualificationResult.objects.standing().filter(
        entry__centre=centre, outcome__in=ISSUED, issued_at__gt=moment
    )
    return tuple(found.order_by().values("pk")[: MOST + 1].count() for found in (units, issued))


def units_offered(qualifications, code="") -> QuerySet[Unit]:
    """The units of the qualifications, or of the one of the entry code."""
    of_these = [one.pk for one in qualifications if code in ("", None, one.code)]
    return Unit.objects.filter(in_sizes__in=of_these).distinct()


def unit_results_counted(centre, *, qualification="", series="") -> int:
    """How many `unit_results` there are: all that ever were but those corrected or given way since.

    An index tells the one and the other, while what stands is told by looking at each.
    """
    ever, corrected = UnitResult.objects.all(), UnitResult.objects.superseded()
    absences = UnitResult.objects.filter(awaited__centre=centre)  # few: by the grades owed there
    gone = absences.standing().filter(_gave_way())
    filters = centre, qualification, series
    counts = [_of_filters(found, *filters).count() for found in (ever, corrected, gone)]
    return counts[0] - sum(counts[1:])


def _gave_way() -> Q:
    """The condition that a result is the absence in an assessed grade's place, and not the last.

    Another that stands says how the person stands with the unit at the centre.
    """
    others = UnitResult.objects.standing().filter(
        Q(awaited=None) | ~Q(grade=ABSENT) | Q(pk__gt=OuterRef("pk")),
        candidate__person=OuterRef("candidate__person"),
        unit=OuterRef("unit"),
        centre=OuterRef("centre"),
    )
    owed = AwaitedGrade.objects.filter(result=OuterRef("pk"))
    beside = others.exclude(pk=OuterRef("pk"))
    return Q(Exists(owed), Exists(beside), grade=ABSENT, series=None, line=None)


def _of_filters(found, centre, qualification, series):
    found = found.filter(centre=centre)
    if qualification:
        found = found.filter(qualification__code=qualification)
    if series == "claims":
        found = found.filter(series=None, line__isnull=False)
    elif series == "decided":
        found = found.filter(decision__isnull=False)
    elif series:
        year, _, month = series.partition("-")
        found = found.filter(series__year=year, series__month=month)
    return found


def qualification_results(
    centre, *, qualification="", only="", since=None, text=""
) -> QuerySet[QualificationEntry]:
    """The centre's entries with the result that stands, and those that have none yet.

    `only` is `issued`, `none`, `new` (issued after the moment `since`), `awaited` (a unit result is
    on its way) or `absent` (from an exam, as far as it is shown today). Each entry has
    `result_outcome`, `result_grade` and `result_issued_at`, None where there is no result; closed
    entries are listed for their result.
    """
    result = QualificationResult.objects.standing().filter(entry=OuterRef("pk"), outcome__in=ISSUED)
    found = QualificationEntry.objects.filter(centre=centre).annotate(
        result_outcome=Subquery(result.values("outcome")[:1]),
        result_grade=Subquery(result.values("grade")[:1]),
        result_issued_at=Subquery(result.values("issued_at")[:1]),
    )
    found = found.filter(Q(status__in=LISTED) | Exists(result))
    if qualification:
        found = found.filter(qualification__code=qualification)
    if only:
        found = found.filter(_only(only, centre, result, since))
    return with_kept(
        _matching(found, centre, text).select_related(
            "candidate", "centre", "qualification__subject"
        )
    )


def _only(only, centre, result, since):
    """The condition by which a list is narrowed to entries with some result, or none."""
    if only == "new":
        return Exists(result.filter(issued_at__gt=since)) if since else Exists(result)
    if only == "awaited":
        return Q(kept__units__regex=f"[{AWAITED}]")
    if only == "absent":
        units = absent_now(centre, None, localdate())
        noted = Q(kept__units__contains=LETTERS[UnitState.ABSENT])
        return noted | Q(candidate__person__in=[*units])
    return ~Exists(result) if only == "none" else Exists(result)


def results_of(entries) -> dict[int, QualificationResult]:
    """The results of the entries that stand and were not revoked, by the entry's id."""
    ids = [entry.pk for entry in entries]
    found = QualificationResult.objects.standing().filter(entry__in=ids, outcome__in=ISSUED)
    found = found.select_related("specification").defer("specification__content")
    return {one.entry_id: one for one in found}


def _matching(found, centre, text) -> QuerySet:
    if text:
        found = found.prefetch_related(*found_under(centre, text))
    for word in words_typed(text):
        found = found.filter(matches(centre, word, "candidate__"))
    return found_as_known(centre, found, text, localtime())


def series_with_results(centre) -> list[tuple[int, int]]:
    """The series in which the centre has unit results, the latest first."""
    here = UnitResult.objects.filter(centre=centre, series=OuterRef("pk"))
    found = Series.objects.filter(Exists(here)).order_by("-year", "-month")
    return list(found.values_list("year", "month"))
