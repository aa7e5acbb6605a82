"""What does a centre's system read about a file it sent? A reply file, a record an option.

A reason that does not fit in one record goes on in the next, which repeats the line and option.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from textwrap import wrap

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
REASON = next(one.width for one in layouts.ANSWER.fields if one.name == "text")
LONGEST = 100 * REASON  # beyond any reasons of one line


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
    whose = ocr_number_of(file)
    answers = chain.from_iterable(
        answers_to(line, whose(line)) for line in lines_of(file).iterator(2000)
    )
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


def answers_to(line, ocr_number) -> list[dict]:
    """The records about a line, as many as its reasons take: what is wrong first, then the note."""
    told = " ".join([*(" ".join(one[3:5]) for one in line.problems), line.note]).strip()
    answer = {
        "line": line.number,
        "candidate_number": fitting(line.candidate_number, 4),
        "uci": fitting(line.uci, 13),
        "option": fitting(line.option, 6),
        "outcome": SIGNS.get(line.became, NOT_LOADED),
        "ocr_number": ocr_number,
    }
    pieces = wrap(fitting(told, LONGEST), REASON) or [""]
    return [{**answer, "text": one} for one in pieces]
