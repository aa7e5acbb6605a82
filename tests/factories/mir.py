"""Requests: `a_request` raises one through the commands; `request_at` brings it to a status."""

from datetime import UTC, date, datetime
from uuid import uuid4

from mir import commands, queries, spreadsheets
from mir.models import Attachment, Request
from mir.request_types import MERGE, MISSED_FROM_CLAIM, MISSING_EXAM_RESULT, MISSING_TAG
from mir.states import Status
from tests.factories import entries, papers

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def unsent(entry, kind=MERGE, **fields):
    """A request about the entry's candidate, filled in and not sent.

    Of an exam without a result the candidate is entered for it, if it is named.
    """
    if kind == MERGE and "other_ocr_number" not in fields:
        fields["other_ocr_number"] = entries.a_candidate("Okafor", "Adah").ocr_number
    if kind == MISSING_TAG:
        fields = {"planned_on": date(2021, 5, 12), **fields}
    if kind == MISSING_EXAM_RESULT and fields.get("unit"):
        entered_for(entry, fields["unit"], fields["series"])
    fields = {
        "candidate": entry.candidate,
        "explanation": "Two numbers, one candidate.",
        "email": "exams@fernhill.example",
        "confirmed": [tick.slug for tick in kind.ticks],
        **fields,
    }
    return Request(kind=kind.slug, centre=entry.centre, qualification=entry.qualification, **fields)


def entered_for(entry, exam, series):
    """The entry's candidate is entered for the exam, once."""
    if not entry.candidate.unit_entries.filter(unit=exam, series=series).exists():
        entries.a_unit_entry(entry, exam, series)


def with_papers(request, kind, by):
    """The request with one file kept for each paper its kind asks for."""
    for place, document in enumerate(kind.documents):
        commands.keep(
            token=request.token,
            document=document.slug,
            template=document.template,
            upload=a_paper_of(document, request, place),
            centre=request.centre,
            by=by,
            at=NOW,
        )
    return request


def a_paper_of(document, request, place=0):
    """A file for the document: its template filled in for the request, or a scan of its own."""
    if document.template:
        rows = [row_of(request, document.template)]
        return papers.a_file("missed.xlsx", spreadsheets.workbook(document.template, rows))
    return papers.a_file("register.pdf", papers.PDF + b"\n" * place)


def row_of(request, template, **changes):
    """A row of the template about what the request names, or some unit of its qualification."""
    unit = request.unit or request.qualification.units.filter(examined=False).last()
    asked = {
        "qualification": request.qualification.code,
        "candidate": request.candidate.ocr_number,
        "unit": unit.number,
    }
    [known] = queries.rows_for_template(request.centre, template, asked)
    grade = "M"
    if template == spreadsheets.INCORRECT:
        held = queries.results_of_rows(request, [known]).get((known["ocr_number"], unit.number))
        grade = "D" if held and held.grade == "M" else "M"
    return {**known, "grade": grade, "reason": "It was left out.", **changes}


def a_draft(entry, by, kind=MERGE, at=NOW, **typed):
    """A request that somebody has begun about the entry's candidate and not sent."""
    typed = {"candidate": entry.candidate.ocr_number, "explanation": "Two numbers", **typed}
    what = {"kind": kind.slug, "qualification": entry.qualification, "centre": entry.centre}
    return commands.keep_draft(token=uuid4(), typed=typed, by=by, at=at, **what)


def a_request(entry, by, kind=MERGE, at=NOW, **fields):
    """A request that the board has received."""
    request = with_papers(unsent(entry, kind, **fields), kind, by)
    return commands.raise_request(request=request, by=by, at=at)


def a_request_of_rows(entry, by, rows, kind=MISSED_FROM_CLAIM):
    """A request that names no candidate, but for the rows of its template."""
    request = unsent(entry, kind, candidate=None)
    [document] = kind.documents
    commands.keep(
        token=request.token,
        document=document.slug,
        template=document.template,
        upload=papers.a_file("rows.xlsx", spreadsheets.workbook(document.template, rows)),
        centre=request.centre,
        by=by,
        at=NOW,
    )
    return commands.raise_request(request=request, by=by, at=NOW)


def request_at(status, entry, by, staff, **fields):
    """A request that has come to the status."""
    request = a_request(entry, by, **fields)
    if status == Status.WITHDRAWN:
        commands.withdraw(request=request, by=by, at=NOW)
    elif status != Status.SUBMITTED:
        commands.take(request=request, by=staff, at=NOW)
    match status:
        case Status.MORE_NEEDED:
            commands.ask(request=request, question="Which of the two?", by=staff, at=NOW)
        case Status.RESOLVED:
            commands.resolve(
                request=request,
                decision="Merged.",
                unchanged_because="It was done by letter.",
                by=staff,
                at=NOW,
            )
        case Status.REJECTED:
            commands.reject(request=request, reason="Two people.", by=staff, at=NOW)
    return request


def a_paper(request, by):
    """A paper of the request, whose file was never kept."""
    return Attachment.objects.create(
        request=request,
        document="register",
        file="requests/none.pdf",
        name="register.pdf",
        content_type="application/pdf",
        size=1,
        digest="0" * 64,
        added_at=NOW,
        added_by=by,
    )
