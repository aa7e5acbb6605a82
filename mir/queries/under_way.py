"""Which open request asks for the very same thing?"""

from django.db.models import Q, QuerySet

from entries.models import Candidate
from mir.models import Attachment, Request
from mir.request_types import BY_SLUG
from mir.states import FINISHED
from results.diagnosis import RequestKind


def same_open(request) -> int | None:
    """The number of a request of the centre still open that asks for the same; None for none.

    The same kind for the same person, qualification, unit and series, be it that the rows of its
    template name them; of two records to be merged, in whichever order. What a request asks for in
    its own rows `asked_of_units` answers.
    """
    if request.candidate is None:
        return None
    found = _open_alike(request)
    if request.kind == RequestKind.MERGE:
        found = found.filter(_of_the_two(request))
    else:
        found = found.filter(
            candidate__person=request.candidate.person_id,
            qualification=request.qualification,
            unit=request.unit,
            series=request.series,
        )
    number = found.order_by("pk").values_list("number", flat=True).first()
    if number is None and request.unit and BY_SLUG[request.kind].judge_rows:
        what = request.candidate.person_id, request.unit.number
        return asked_of_units(request, {request.candidate.person_id}).get(what)
    return number


def asked_of_units(request, persons) -> dict[tuple[int, str], int]:
    """What requests still open ask for of persons (ids), of the request's kind and qualification.

    {(person id, unit number): number of the first that does}, by what each names itself or in the
    rows of its template. Three queries for any number.
    """
    found = _open_alike(request).filter(qualification=request.qualification)
    named = found.filter(candidate__person__in=persons, unit__isnull=False)
    asked = [
        ((person, unit), number)
        for person, unit, number in named.values_list("candidate__person", "unit__number", "number")
    ]
    records = Candidate.objects.order_by().filter(person__in=persons)
    person_of = dict(records.values_list("ocr_number", "person"))
    papers = Attachment.objects.filter(request__in=found).exclude(rows=[])
    asked += [
        ((person_of[row["ocr_number"]], row["unit"]), number)
        for number, rows in papers.values_list("request__number", "rows")
        for row in rows
        if row["ocr_number"] in person_of
    ]
    first: dict[tuple[int, str], int] = {}
    for what, number in sorted(asked, key=lambda one: one[1]):
        first.setdefault(what, number)
    return first


def _open_alike(request) -> QuerySet[Request]:
    """The open requests of the centre of the same kind."""
    found = Request.objects.exclude(status__in=FINISHED)
    return found.filter(centre=request.centre, kind=request.kind)


def _of_the_two(request) -> Q:
    """The condition that a request is about the same two numbers."""
    mine, other = request.candidate.ocr_number, request.other_ocr_number
    return Q(candidate__ocr_number=mine, other_ocr_number=other) | Q(
        candidate__ocr_number=other, other_ocr_number=mine
    )
