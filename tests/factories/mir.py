"""Requests: `a_request` raises one through the commands; `request_at` brings it to a status."""

from datetime import UTC, datetime

from mir import commands
from mir.models import Request
from mir.request_types import MERGE
from mir.states import Status
from tests.factories import entries, papers

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def unsent(entry, kind=MERGE, **fields):
    """A request about the entry's candidate, filled in and not sent."""
    if kind == MERGE and "other_ocr_number" not in fields:
        fields["other_ocr_number"] = entries.a_candidate("Okafor", "Adah").ocr_number
    fields = {
        "candidate": entry.candidate,
        "explanation": "Two numbers, one candidate.",
        "email": "exams@fernhill.example",
        "confirmed": [tick.slug for tick in kind.ticks],
        **fields,
    }
    return Request(kind=kind.slug, centre=entry.centre, qualification=entry.qualification, **fields)


def with_papers(request, kind, by):
    """The request with one file kept for each paper its kind asks for."""
    for document in kind.documents:
        name = "missed.xlsx" if document.template else "register.pdf"
        commands.keep(
            token=request.token,
            document=document.slug,
            upload=papers.a_file(name),
            centre=request.centre,
            by=by,
            at=NOW,
        )
    return request


def a_request(entry, by, kind=MERGE, at=NOW, **fields):
    """A request that the board has received."""
    request = with_papers(unsent(entry, kind, **fields), kind, by)
    return commands.raise_request(request=request, by=by, at=at)


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
            commands.resolve(request=request, decision="Merged.", by=staff, at=NOW)
        case Status.REJECTED:
            commands.reject(request=request, reason="Two people.", by=staff, at=NOW)
    return request
