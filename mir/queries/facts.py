"""What does the portal know about what a request names? The facts that its rules ask for."""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from assessed.models import Reduction
from assessed.queries import tag_days
from claims.models import Claim
from claims.states import STANDING
from claims.states import Status as ClaimStatus
from entries.models import Candidate, QualificationEntry, SizeChange, UnitEntry
from entries.size_states import Status as SizeStatus
from entries.states import LISTED
from entries.unit_states import USED
from mir.queries.known import claimed_on, grades_held, registered
from mir.queries.offering import candidate_here, units
from mir.queries.under_way import same_open
from mir.request_facts import Exam, RequestFacts
from mir.request_types import BY_SLUG
from results.models import UnitResult
from results.rules import PENDING, UNGRADED


def facts(request, at) -> RequestFacts:
    """What the portal knows at the instant `at` about what a request (perhaps unsaved) names."""
    other = Candidate.objects.filter(ocr_number=request.other_ocr_number or None).first()
    both = [one for one in (request.candidate, other) if one]
    return RequestFacts(
        today=localdate(at),
        visits=_visits(request),
        processed=_processed(request),
        candidate_here=request.candidate is None
        or candidate_here(request.centre, request.candidate.ocr_number) is not None,
        unit_offered=request.unit is None or request.unit in units(request.qualification),
        claim_known=request.claim_number is None or _its_claim(request).exists(),
        ocr_number=request.candidate.ocr_number if request.candidate else "",
        other_ocr_number=request.other_ocr_number,
        same_person=len(both) == 2 and len({one.person_id for one in both}) == 1,
        qualification=request.qualification.code,
        open_request=same_open(request),
        unit=request.unit.number if request.unit else "",
        examined=bool(request.unit and request.unit.examined),
        seen_by_moderator=_seen_by_moderator(request),
        planned_on=request.planned_on,
        tag_days=tag_days(),
        **(_of_candidate(request, at) if request.candidate else {}),
    )


def _of_candidate(request, at):
    """What is known of the candidate that is named, by the name of the fact."""
    centre, person = request.centre, request.candidate.person_id
    known = {
        "registered": person in registered(centre, request.qualification, {person}),
        "moved": _moved(request),
        "reported": Reduction.objects.filter(
            candidate__in=_records_of(request.candidate), report__centre=request.centre
        ).exists(),
    }
    if request.unit:
        what = person, request.unit.shared_id
        known["held"] = grades_held(centre, {person}, [request.unit]).get(what, ())
        known["claimed_on"] = claimed_on(centre, {person}, [request.unit]).get(what, "")
        if request.series:
            known["exam"] = _exam(request, at)
    return known


def _claims_for(request):
    """The submitted claims of the request's centre and qualification."""
    return Claim.objects.filter(
        centre=request.centre, qualification=request.qualification, number__isnull=False
    )


def _its_claim(request):
    """The claim that the request names, or all it may mean where it names none."""
    found = _claims_for(request)
    return found.filter(number=request.claim_number) if request.claim_number else found


def _visits(request):
    """The days of the visits for the claim named, or for any; the latest first."""
    visited = _its_claim(request).filter(visited_on__isnull=False).order_by("-visited_on")
    return tuple(visited.values_list("visited_on", flat=True))


def _seen_by_moderator(request):
    """The numbers of the claims named or meant whose visit has been and that claim the unit."""
    if request.unit is None:
        return ()
    found = _its_claim(request).filter(
        visited_on__isnull=False, lines__unit=request.unit, lines__outcome__in=STANDING
    )
    return tuple(found.order_by("number").values_list("number", flat=True).distinct())


def _processed(request):
    """The numbers of the processed claims with the unit and candidate named."""
    found = _its_claim(request).filter(status=ClaimStatus.PROCESSED)
    named = {}
    if request.unit or request.candidate:
        named["lines__outcome__in"] = STANDING
    if request.unit:
        named["lines__unit"] = request.unit
    if request.candidate:
        named["lines__candidate__in"] = _records_of(request.candidate)
    return frozenset(found.filter(**named).values_list("number", flat=True))


def _records_of(candidate):
    """All records of the person behind a candidate."""
    return Candidate.objects.filter(person=candidate.person_id)


def _moved(request):
    """Whether a top-up or move-down to the qualification was made at the centre, or asked for.

    By the portal, or by a further entry for another size of the subject, as files make it.
    """
    records = _records_of(request.candidate)
    here = QualificationEntry.objects.filter(centre=request.centre, candidate__in=records)
    asked = SizeChange.objects.filter(
        entry__in=here,
        to=request.qualification,
        status__in=(SizeStatus.ASKED, SizeStatus.DONE),
    )
    if asked.exists():
        return True
    of_subject = here.filter(
        qualification__subject=request.qualification.subject_id,
        qualification__level=request.qualification.level,
        qualification__suite=request.qualification.suite,
    )
    others = of_subject.exclude(qualification=request.qualification)
    now = here.filter(qualification=request.qualification, status__in=LISTED)
    return now.exists() and others.exists()


def _comes(series, at):
    """The day on which the results of a series come out that are not out at `at`; else nothing."""
    day = series.out_on
    return f"{day:%-d %B %Y}" if day and not series.is_out(at) else ""


def _exam(request, at):
    """What the centre knows of the exam that is named."""
    very = {
        "candidate__in": _records_of(request.candidate),
        "unit": request.unit,
        "series": request.series,
        "centre": request.centre,
    }
    result = UnitResult.objects.standing().filter(**very).first()
    grade = result.grade if result else ""
    return Exam(
        f"unit {request.unit.number} in {request.series}",
        entered=bool(result) or UnitEntry.objects.filter(**very, status__in=USED).exists(),
        grade=result.shown if result and grade not in UNGRADED else "",
        pending=grade == PENDING,
        comes=_comes(request.series, at),
    )


def correctable(request) -> QuerySet[UnitResult]:
    """The unit results of the centre that stand and that a decision on its request may correct."""
    if not BY_SLUG[request.kind].corrects:
        return UnitResult.objects.none()
    found = (
        UnitResult.objects.standing()
        .filter(unit=request.unit, centre=request.centre)
        .select_related("candidate", "unit", "series")
    )
    if request.candidate:
        found = found.filter(candidate__in=_records_of(request.candidate))
    return found
