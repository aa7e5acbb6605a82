"""What does a centre's system read about a file it sent? A reply file, a record an option."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Q

from entries.file_states import Outcome
from entries.models import Candidate, FileLine
from entries.queries.basedata import reference
from entries.queries.files import lines_of
from interchange.edi import layouts
from interchange.edi.writer import Head, fitting, write

SIGNS = {
    Outcome.LOADED: "L",
    Outcome.ALREADY: "A",
    Outcome.REFUSED: "R",
}
NOT_LOADED = "N"


@dataclass(frozen=True)
class Reply:
    """The file: its name and its bytes."""

    name: str
    content: bytes


def reply(file) -> Reply:
    """The reply to a file whose header could be read."""
    made_on = file.confirmed_at or file.sent_at
    head = Head(
        layouts.REPLY,
        reference(file.series),
        file.sequence,
        made_on.date(),
        centre=file.centre.number,
    )
    answers = map(partial(_answer, ocr_number_of(file)), lines_of(file).iterator(2000))
    return Reply(head.name, write(head, answers))


def ocr_number_of(file) -> Callable[[FileLine], str]:
    """Which OCR candidate number a line of the file made or found, in two queries for all lines.

    Gives "" where nobody is entered by the line: of others the centre is told nothing.
    """
    numbers = _ocr_numbers(file)

    def of_line(line):
        if line.became not in (Outcome.LOADED, Outcome.ALREADY):
            return ""
        return numbers.get(line.candidate_id) or numbers.get(line.uci, "")

    return of_line


def _ocr_numbers(file):
    """The OCR candidate numbers of who is entered by the file, or was before, by UCI and by id."""
    here = Q(entries__submission__file=file) | Q(unit_entries__submission__file=file)
    made = Candidate.objects.filter(here).exclude(uci="").values_list("uci", "ocr_number")
    known = Candidate.objects.filter(pk__in=file.asked.values("candidate"))
    return dict(made) | dict(known.values_list("pk", "ocr_number"))


def _answer(ocr_number, line):
    told = " ".join(filter(None, [line.note, *(" ".join(one[3:5]) for one in line.problems)]))
    return {
        "line": line.number,
        "candidate_number": fitting(line.candidate_number, 4),
        "uci": fitting(line.uci, 13),
        "option": fitting(line.option, 6),
        "outcome": SIGNS.get(line.became, NOT_LOADED),
        "text": fitting(told, 160),
        "ocr_number": ocr_number(line),
    }
