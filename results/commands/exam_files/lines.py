"""How is kept what the lines of a file of exam results would do?"""

import hashlib

from interchange.bulk import copy_in, copy_row
from interchange.catalogue import marks
from results import rules
from results.exam_file import CHECK, Verdict
from results.exam_file_states import CHANGES, WARNED, Outcome
from results.models import GRADES, ExamFileLine

COLUMNS = ("number", "place", "outcome", "series", "ocr_number", "entry_code", "unit") + (
    *("before", "after", "field", "value", "problem", "remedy"),
)
NOT_REFUSED = ("", "", "", "")
LONGEST = 300


def lines_of(verdict: Verdict, ground) -> list[tuple]:
    """What became of the lines, as the values of COLUMNS, by the verdict on them and its ground."""
    kinds = (
        (Outcome.NEW, verdict.new),
        (Outcome.SETTLED, verdict.to_settle),
        (Outcome.CORRECTED, verdict.to_correct),
        (Outcome.MARKED, verdict.to_mark),
        (Outcome.ALREADY, verdict.already),
    )
    found = [
        (row.line, 0, outcome.value, *_about(row, ground.held.get(ground.key(row))), *said)
        for outcome, rows in kinds
        for row in rows
        for said in (_warning(row, ground, outcome),)
    ]
    return found + refused_lines(verdict.refused)


def _warning(row, ground, outcome):
    """What somebody should look at before a line is loaded, as the last of COLUMNS."""
    against = ground.against(row) if outcome in CHANGES else ""
    return ("", "", against, CHECK[against]) if against else NOT_REFUSED


def refused_lines(refused) -> list[tuple]:
    """The same of lines that are refused: one for each reason."""
    found, places = [], {}
    for one in refused:
        place = places[one.line] = places.get(one.line, -1) + 1
        said = (_cut(one.value, 40), _cut(one.problem, LONGEST), _cut(one.remedy, LONGEST))
        why = (one.field, *said)
        found.append((one.line, place, Outcome.REFUSED.value, *("",) * 6, *why))
    return found


def _cut(text, most):
    """The text as far as its column takes it; what is left out is seen to be."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _about(row, held):
    year, month = row.series
    before = _shown(held) if held else ""
    return f"{year}-{month:02}", row.ocr_number, row.entry_code, row.unit, before, _shown(row)


def _shown(one):
    return marks.beside(rules.shown(GRADES[one.grade], one.partly_absent), one.mark)


def digest_of(lines, lowers=()) -> str:
    """SHA-256 of what the lines do: the same where all of them do the same.

    And where they lower the same awards, as `ExamFile.lowers` has them.
    """
    said = "\n".join(copy_row(*line) for line in sorted(lines))
    said += "".join(copy_row(*sorted(one.items())) for one in lowers)
    return hashlib.sha256(said.encode()).hexdigest()


def keep(file, lines) -> None:
    """Keep the lines of the file, instead of those that were."""
    ExamFileLine.objects.filter(file=file).delete()
    rows = (f"{file.pk}\t{copy_row(*line)}" for line in sorted(lines))
    copy_in(ExamFileLine._meta.db_table, ("file_id", *COLUMNS), rows)


def counts_of(lines) -> dict[str, int]:
    """How many lines have which outcome; one that is refused for two reasons is one."""
    counts = dict.fromkeys(Outcome.values, 0)
    for outcome, _ in {(line[2], line[0]) for line in lines}:
        counts[outcome] += 1
    counts[WARNED] = sum(line[2] in CHANGES and bool(line[-2]) for line in lines)
    return counts
