"""What does the board do with the boundaries of marks? Enter them, and have exams graded again."""

from django.db import transaction

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue import marks
from interchange.catalogue.models import MarkBoundaries, Series
from interchange.refusals import RuleBroken
from results.commands.exam_files import send_exam_file
from results.exam_file import (
    MARKED_LINE,
    BoundariesRow,
    LinesRefused,
    Refusal,
    Report,
    read_boundaries,
)
from results.models import ExamFile
from results.queries import importing as queries
from results.queries.marks import boundaries_entered, boundaries_in_force, marked_otherwise
from results.rules import PART


class NothingToGrade(RuleBroken):
    """No exam would get another grade."""


@transaction.atomic
def load_boundaries(text, *, source, provisional, by, at) -> int:
    """Enter the boundaries that a file gives; give of how many exams. All of them, or none.

    Raises FileRefused where it is no such file, LinesRefused with a sentence for each line that
    cannot be, and what `enter_boundaries` raises.
    """
    permissions.check(by, Permission.MANAGE_CATALOGUE)
    rows, misshapen = read_boundaries(text)
    if misshapen:
        raise LinesRefused(Report(refused=tuple(misshapen)))
    return enter_boundaries(rows, source=source, provisional=provisional, by=by, at=at)


@transaction.atomic
def enter_boundaries(rows, *, source, provisional, by, at) -> int:
    """Enter the boundaries of exams (BoundariesRow); give of how many they were not so already.

    They count from now on, in the place of those entered before; results that came by those stand
    until `grade_again`. Sizes that share a unit share its boundaries: rows by their several codes
    may say the same. Raises LinesRefused where they do not, where an exam is unknown, or where
    boundaries do not fall. A fixed number of queries asks what is there.
    """
    permissions.check(by, Permission.MANAGE_CATALOGUE)
    series = _hold(queries.series_named({row.series for row in rows}))
    exams = queries.exams_of({row.entry_code for row in rows})
    refused = [problem for row in rows if (problem := _problem(row, series, exams))]
    if refused:
        raise LinesRefused(Report(refused=tuple(refused)))
    wanted = _by_exam(rows, series, exams)
    before = boundaries_entered([one.pk for one in series.values()])
    stamp = {"source": source, "provisional": provisional, "entered_at": at, "entered_by": by}
    made = [_made(exam, row, before.get(exam), stamp) for exam, row in wanted.items()]
    entered = MarkBoundaries.objects.bulk_create(one for one in made if one)
    trail.record_all("markboundaries.enter", entered, by=by, at=at)
    return len(entered)


def _hold(found) -> dict[tuple[int, int], Series]:
    """Hold the series, so that no file of theirs is judged meanwhile."""
    held = Series.objects.filter(pk__in=[one.pk for one in found.values()]).order_by("pk")
    return {(one.year, one.month): one for one in held.select_for_update(no_key=True)}


def _problem(row: BoundariesRow, series, exams) -> Refusal | None:
    """Why the boundaries of a row cannot be entered; None if they can."""
    if row.series not in series:
        said = f"{row.series[0]}-{row.series[1]:02}"
        remedy = "Check it, or add it to the catalogue."
        return Refusal(row.line, "series", said, "There is no such series.", remedy)
    exam = exams.get((row.entry_code, row.unit))
    if exam is None:
        problem = f"{row.entry_code} has no such unit."
        remedy = "Check the unit number and the entry code."
        return Refusal(row.line, "unit", row.unit, problem, remedy)
    if not exam.examined or not exam.grades:
        problem = f"Unit {row.unit} of {row.entry_code} has no exam that is marked."
        return Refusal(row.line, "unit", row.unit, problem, "Leave the line out.")
    wrong = marks.problem(row.boundaries, exam.grades)
    return wrong and Refusal(row.line, wrong[0], _said(row.boundaries, wrong[0]), *wrong[1:])


def _said(boundaries, field) -> str:
    """What stands in a field of the boundaries."""
    least = boundaries.maximum if field == "maximum" else boundaries.least_for(field)
    return "" if least is None else str(least)


def _by_exam(rows, series, exams) -> dict[tuple[int, int], BoundariesRow]:
    """The row of each exam, by unit and series ids; raises LinesRefused where two differ."""
    wanted: dict[tuple[int, int], BoundariesRow] = {}
    refused = []
    for row in rows:
        exam = exams[row.entry_code, row.unit].unit_id, series[row.series].pk
        first = wanted.setdefault(exam, row)
        if first.boundaries != row.boundaries:
            problem = (
                f"Line {first.line} gives other boundaries of the same exam, by {first.entry_code}:"
                f" {first.boundaries.in_words}."
            )
            remedy = "Give both lines the same boundaries, or keep one of them."
            refused.append(Refusal(row.line, "unit", row.unit, problem, remedy))
    if refused:
        raise LinesRefused(Report(refused=tuple(refused)))
    return wanted


def _made(exam, row, before, stamp) -> MarkBoundaries | None:
    """A row of the table, not saved yet; None where the same is in force `before` already."""
    unit, series = exam
    last = before[-1] if before else None
    said = {name: row.boundaries.least_for(grade) for grade, name in MarkBoundaries.COLUMNS.items()}
    said |= {"maximum": row.boundaries.maximum}
    said |= {name: stamp[name] for name in ("source", "provisional")}
    if last and all(getattr(last, name) == value for name, value in said.items()):
        return None
    number = last.number + 1 if last else 1
    return MarkBoundaries(unit_id=unit, series_id=series, number=number, **said | stamp)


def grade_again(*, boundaries, by, at) -> ExamFile:
    """Make a file of the exams to whose marks the boundaries in force give another grade; give it.

    It is looked at and confirmed like any other: what it corrects supersedes what stands. Raises
    NothingToGrade where there is none.
    """
    permissions.check(by, Permission.BANK_RESULTS)
    in_force = boundaries_in_force(boundaries)
    rows = marked_otherwise(in_force)
    if not rows:
        raise NothingToGrade(
            "Every mark of this exam has the grade that these boundaries give: nothing to correct."
        )
    text = "\n".join([MARKED_LINE, *map(_line, rows), ""])
    name = f"{in_force.unit.number} {in_force.series} by boundaries {in_force.number}.csv"
    return send_exam_file(name=f"Unit {name}", text=text, by=by, at=at)


def _line(row) -> str:
    year, month = row.series
    sign = PART if row.partly_absent else ""
    about = f"{year}-{month:02},{row.ocr_number},{row.entry_code},{row.unit}"
    return f"{about},{sign},{row.mark}"
