"""What does a centre's system read about a file it sent? A reply file, a record an option."""

from dataclasses import dataclass

from entries.file_states import Outcome
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
    return Reply(head.name, write(head, map(_answer, lines_of(file).iterator(2000))))


def _answer(line):
    told = " ".join(filter(None, [line.note, *(" ".join(one[3:5]) for one in line.problems)]))
    return {
        "line": line.number,
        "candidate_number": fitting(line.candidate_number, 4),
        "uci": fitting(line.uci, 13),
        "option": fitting(line.option, 6),
        "outcome": SIGNS.get(line.became, NOT_LOADED),
        "text": fitting(told, 160),
    }
