"""What does an embargo keep from most at a centre, and who may read it already?

Results under an embargo are held still (docs/adr/0068), so nothing else knows of them; whoever has
the right to read them early asks here. Whom a candidate may not be told of yet is asked here, too.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from entries.queries.leaving import as_known, found_as_known
from entries.queries.people import found_under, matches
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.bulk import among
from interchange.catalogue.models import Series
from interchange.catalogue.opening import may_keep_from_candidates, opened_by, out_by
from interchange.words import words_typed
from results.models import HeldResult, UnitResult
from results.rules import PART
from results.statements import StatedResult, Statement

EMBARGO_COLUMNS = (
    "OCR candidate number",
    "Candidate name",
    "Entry code",
    "Unit",
    "Unit title",
    "Result",
    "Mark",
    "From",
    "Under embargo until",
)


def under_embargo(centre, at: datetime) -> list[Series]:
    """The series of which results of the centre are open and under an embargo; one query."""
    held = HeldResult.objects.filter(series=OuterRef("pk"), centre=centre, problem="")
    found = Series.objects.filter(opened_by(at), ~out_by(at))
    return list(found.filter(Exists(held)))


def embargoed(
    centre, *, by, at, qualification="", series="", grade="", text=""
) -> QuerySet[HeldResult]:
    """What is held of exams of the centre and may be read `by` this person at the instant, early.

    Nothing for who may not read it early. Of several results of an exam the last, as it will be
    told; none that cannot be told. Each has `by_name`. The filters are those
    of `unit_results`, `series` a code such as 2026-06.
    """
    found = HeldResult.objects.filter(centre=centre, problem="")
    if not permissions.can(by, Permission.READ_EARLY, centre=centre):
        return found_as_known(centre, found.none(), "", at)
    open_now = [one for one in under_embargo(centre, at) if series in ("", one.code)]
    of_exam = {"candidate__person": OuterRef("candidate__person"), "unit": OuterRef("unit")}
    later = HeldResult.objects.filter(
        **of_exam, series=OuterRef("series"), problem="", pk__gt=OuterRef("pk")
    )
    found = found.filter(~Exists(later), series__in=open_now)
    if qualification:
        found = found.filter(qualification__code=qualification)
    if grade:
        found = found.filter(Q(partly_absent=True) if grade == PART else Q(grade=grade))
    found = found.select_related("candidate", "centre", "qualification", "unit", "series")
    if text:
        found = found.prefetch_related(*found_under(centre, text))
    for word in words_typed(text):
        found = found.filter(matches(centre, word, "candidate__"))
    return found_as_known(centre, found, text, at)


def embargoed_statements(centre, persons, *, by, at) -> list[Statement]:
    """A Statement of each of the persons (ids), in order, of what the reader may read early."""
    persons = list(dict.fromkeys(persons))
    found = embargoed(centre, by=by, at=at).filter(candidate__person__in=among(persons))
    rows = as_known(centre, found.order_by("qualification__code", "unit__in_order"), at)
    made = {}
    for one in rows:
        about = f"{one.qualification.code} · {one.unit.number} {one.unit.title}"
        told = StatedResult(about, one.shown, f"Exam, {one.series}", one.series.opens_at)
        of_person = made.setdefault(one.candidate.person_id, (one.candidate, [], []))
        of_person[1].append(told)
        of_person[2].append(one.series)
    return [
        Statement(candidate, (), (), tuple(told), embargo=kept_words(series, at))
        for candidate, told, series in (made[one] for one in persons if one in made)
    ]


def not_for_candidates(centre, at) -> list[Series]:
    """The series of which the centre reads results and no candidate is to be told yet; one query.

    Of results that are told; what is under an embargo is for fewer still.
    """
    here = UnitResult.objects.filter(centre=centre, series=OuterRef("pk"))
    later = may_keep_from_candidates(localdate(at))
    found = Series.objects.filter(later, Exists(here)).order_by("-year", "-month")
    return [one for one in found if one.keeps_from_candidates(at)]


def kept_words(series, at) -> tuple[str, ...]:
    """For each of the series, once, from when candidates may be told, where that is to come."""
    kept = sorted({one for one in series if one and one.keeps_from_candidates(at)}, key=str)
    return tuple(one.embargo_on_candidates for one in kept)
