"""What a centre sees under Test Results: unit results, and its entries with their results."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from entries.models import QualificationEntry
from entries.queries.leaving import found_as_known
from entries.queries.people import found_under, matches
from entries.queries.seeing import seeing
from entries.rules.people import words_typed
from entries.states import LISTED
from interchange.catalogue.models import Series
from results.models import QualificationResult, UnitResult
from results.queries.kept import with_kept

ISSUED = (QualificationResult.Outcome.AWARD, QualificationResult.Outcome.UNCLASSIFIED)


def unit_results(centre, *, qualification="", series="", text="") -> QuerySet[UnitResult]:
    """The centre's unit results as they stand; a corrected one shows only its correction.

    `qualification` is an entry code; `series` a code such as 2026-06, or `claims` for results of
    claims; each word of `text` must be part of a name or number. Empty filters do not filter.
    """
    found = (
        UnitResult.objects.standing()
        .filter(centre=centre)
        .select_related(
            "candidate",
            "centre",
            "qualification",
            "unit",
            "series",
            "line__claim",
            "decision",
            "supersedes",
        )
    )
    if qualification:
        found = found.filter(qualification__code=qualification)
    if series == "claims":
        found = found.filter(series=None)
    elif series:
        year, _, month = series.partition("-")
        found = found.filter(series__year=year, series__month=month)
    return _matching(found, centre, text)


def qualification_results(
    centre, *, qualification="", only="", text=""
) -> QuerySet[QualificationEntry]:
    """The centre's entries with the result that stands, and those that have none yet.

    `only` is `issued` or `none`. Each entry has `result_outcome`, `result_grade` and
    `result_issued_at`, None where there is no result; closed entries are listed for their result.
    """
    result = QualificationResult.objects.standing().filter(entry=OuterRef("pk"), outcome__in=ISSUED)
    found = QualificationEntry.objects.filter(centre=centre).annotate(
        result_outcome=Subquery(result.values("outcome")[:1]),
        result_grade=Subquery(result.values("grade")[:1]),
        result_issued_at=Subquery(result.values("issued_at")[:1]),
    )
    found = found.filter(Q(status__in=LISTED) | Q(result_outcome__isnull=False))
    if qualification:
        found = found.filter(qualification__code=qualification)
    if only:
        found = found.filter(result_outcome__isnull=only == "none")
    return with_kept(
        _matching(found, centre, text).select_related(
            "candidate", "centre", "qualification__subject"
        )
    )


def results_of(entries) -> dict[int, QualificationResult]:
    """The results of the entries that stand and were not revoked, by the entry's id."""
    ids = [entry.pk for entry in entries]
    found = QualificationResult.objects.standing().filter(entry__in=ids, outcome__in=ISSUED)
    found = found.select_related("specification").defer("specification__content")
    return {one.entry_id: one for one in found}


def certificates(person) -> QuerySet[QualificationResult]:
    """The awards of the person that stand, at whatever centre, the latest first."""
    found = (
        QualificationResult.objects.standing()
        .with_first_issue()
        .filter(
            entry__candidate__person=person,
            outcome=QualificationResult.Outcome.AWARD,
        )
    )
    return found.select_related("entry__qualification")


def certificates_seen(centre, person) -> list[QualificationResult]:
    """Those of the person's certificates that the centre sees, the latest first."""
    sees = seeing([person.pk])
    return [
        one
        for one in certificates(person)
        if sees.shows(
            centre.pk,
            person.pk,
            through=one.entry.centre_id,
            subject=one.entry.qualification.subject_id,
            at=one.begun_at,
        )
    ]


def _matching(found, centre, text) -> QuerySet:
    if text:
        found = found.prefetch_related(*found_under(centre, text))
    for word in words_typed(text):
        found = found.filter(matches(centre, word, "candidate__"))
    return found_as_known(centre, found, text, localdate())


def series_with_results(centre) -> list[tuple[int, int]]:
    """The series in which the centre has unit results, the latest first."""
    here = UnitResult.objects.filter(centre=centre, series=OuterRef("pk"))
    found = Series.objects.filter(Exists(here)).order_by("-year", "-month")
    return list(found.values_list("year", "month"))
