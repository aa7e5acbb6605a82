"""What is there: a centre's requests, their papers and story, and the facts their rules ask for."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from claims.models import Claim
from claims.states import STANDING
from claims.states import Status as ClaimStatus
from entries import queries as entries_queries
from entries.models import Candidate, UnitEntry
from interchange.audit import trail
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.catalogue.unit_numbers import as_published
from mir.models import Attachment, Request
from mir.preconditions import RequestFacts
from mir.request_types import BY_SLUG
from mir.states import ACTS_OF_CENTRE, FINISHED, WITH_THE_BOARD, WITH_THE_CENTRE
from results.models import UnitResult

WITH_NAMES = ("centre", "qualification__subject", "candidate", "unit", "series", "raised_by")
EXAM_MONTHS = (Series.Month.JANUARY, Series.Month.JUNE)


@dataclass(frozen=True)
class Step:
    """One thing that happened to a request, as the centre reads it."""

    title: str
    at: datetime
    by: str
    words: str


# Requests


def requests(centre) -> QuerySet[Request]:
    """The centre's requests, as pages show one."""
    return Request.objects.filter(centre=centre).select_related(*WITH_NAMES)


def history(centre, *, status="", kind="") -> QuerySet[Request]:
    """The centre's requests; filters that are empty do not filter."""
    found = requests(centre)
    if status:
        found = found.filter(status=status)
    return found.filter(kind=kind) if kind else found


def waiting(centre) -> QuerySet[Request]:
    """The requests that wait for an answer of the centre, the oldest first."""
    return requests(centre).filter(status__in=WITH_THE_CENTRE).order_by("raised_at", "id")


def queue(requests, whose) -> QuerySet[Request]:
    """Those of the requests on which the `board`, the `centre` or `nobody` must act; else all."""
    turns = {"board": WITH_THE_BOARD, "centre": WITH_THE_CENTRE, "nobody": FINISHED}
    return requests.filter(status__in=turns[whose]) if whose in turns else requests


def papers(request) -> list[Attachment]:
    """The papers of a request, each with the title its kind gives it."""
    kind = BY_SLUG[request.kind]
    found = list(request.attachments.select_related("added_by"))
    for paper in found:
        paper.title = kind.document(paper.document).title
    return found


def attachments(request) -> QuerySet[Attachment]:
    """The papers of a request, as they are kept."""
    return Attachment.objects.filter(request=request)


def story(request) -> list[Step]:
    """What happened to a request, newest first; the board's people are not named to centres."""
    return [_step(event) for event in trail.of(request)]


def _step(event):
    """An event of the trail in the centre's words."""
    by = str(event.by) if event.name in ACTS_OF_CENTRE else "the board"
    return Step(event.title, event.at, by, event.detail.get("words", ""))


def chosen(token, by) -> QuerySet[Attachment]:
    """The papers a person has chosen in a form that is not sent yet."""
    return Attachment.objects.filter(token=token, added_by=by, request=None)


# What a form offers


def other_qualifications(centre) -> QuerySet[Qualification]:
    """All other qualifications on offer: a top-up may not have been loaded yet."""
    mine = entries_queries.qualifications_of(centre).values("pk")
    return Qualification.objects.filter(offered=True).exclude(pk__in=mine)


def qualifications_to_name(centre) -> QuerySet[Qualification]:
    """All a request may be about: those with entries of the centre, and those on offer."""
    return Qualification.objects.filter(
        Q(pk__in=entries_queries.qualifications_of(centre).values("pk")) | Q(offered=True)
    )


def units(qualification, which="any") -> QuerySet[Unit]:
    """The qualification's units in their order: `examined`, `moderated` or any."""
    found = qualification.units.order_by("qualificationunit__position")
    return found if which == "any" else found.filter(examined=which == "examined")


def exam_series(on) -> QuerySet[Series]:
    """The January and June series whose month has come by the day, the latest first."""
    come = Q(year__lt=on.year) | Q(year=on.year, month__lte=on.month)
    return Series.objects.filter(come, month__in=EXAM_MONTHS)


def claims_to_name(kind, centre, qualification) -> QuerySet[Claim]:
    """The claims a request of this kind may name: processed ones, or any after its visit."""
    found = Claim.objects.filter(centre=centre, qualification=qualification, number__isnull=False)
    if kind.corrects:
        return found.filter(status=ClaimStatus.PROCESSED)
    return found.filter(visited_on__isnull=False)


def candidate_here(centre, ocr_number) -> Candidate | None:
    """The candidate of that OCR number who has or had an entry at the centre, or None."""
    if not (ocr_number.isascii() and ocr_number.isdigit()):
        return None
    found = Candidate.objects.filter(ocr_number=ocr_number).select_related("person").first()
    if not found or not entries_queries.candidates_of(centre).filter(pk=found.person_id).exists():
        return None
    left = entries_queries.left_since(centre, {found.person_id}, localdate()).get(found.person_id)
    return found if entries_queries.as_read(centre, found, left) else None


def known_for_template(centre, *, ocr_number="", qualification="", unit="") -> dict[str, str]:
    """What the first row of a template begins with: the centre, and what else is known of it."""
    known = {"centre": centre.number}
    if qualification.isalnum() and Qualification.objects.filter(code=qualification).exists():
        known["qualification"] = qualification
    if unit.isalnum():
        known["unit"] = as_published(unit)
    if found := candidate_here(centre, ocr_number):
        entries_queries.named_as_known(centre, [found], localdate(), whose=lambda one: one)
        known |= {
            "ocr_number": found.ocr_number,
            "surname": found.surname,
            "forenames": found.forenames,
            "born_on": f"{found.born_on:%d/%m/%Y}",
        }
    return known


def last_sitting(centre, ocr_number, unit) -> Series | None:
    """The series in which the centre last entered the candidate for the unit (its number)."""
    sat = UnitEntry.objects.filter(
        centre=centre,
        candidate__person__records__ocr_number=ocr_number,
        unit__number=unit,
        series__isnull=False,
    )
    latest = sat.select_related("series").order_by("-series__year", "-series__month").first()
    return latest.series if latest else None


# What the rules ask for


def facts(request, on) -> RequestFacts:
    """What the portal knows on the day `on` about what a request (perhaps unsaved) names."""
    other = Candidate.objects.filter(ocr_number=request.other_ocr_number or None).first()
    both = [one for one in (request.candidate, other) if one]
    return RequestFacts(
        today=on,
        visits=_visits(request),
        processed=_processed(request),
        candidate_here=request.candidate is None
        or candidate_here(request.centre, request.candidate.ocr_number) is not None,
        unit_offered=request.unit is None or request.unit in units(request.qualification),
        claim_known=request.claim_number is None or _its_claim(request).exists(),
        ocr_number=request.candidate.ocr_number if request.candidate else "",
        other_ocr_number=request.other_ocr_number,
        same_person=len(both) == 2 and len({one.person_id for one in both}) == 1,
    )


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


def correctable(request) -> QuerySet[UnitResult]:
    """The unit results that stand and that a decision on the request may correct."""
    if not BY_SLUG[request.kind].corrects:
        return UnitResult.objects.none()
    found = (
        UnitResult.objects.standing()
        .filter(unit=request.unit)
        .select_related("candidate", "unit", "series")
    )
    if request.candidate:
        return found.filter(candidate__in=_records_of(request.candidate))
    return found.filter(centre=request.centre)
