"""What would a file of exam results do, or what has it done, line by line?"""

from collections.abc import Iterator

from django.db.models import QuerySet

from results.exam_file_states import WARNED, Outcome
from results.models import ExamFile, ExamFileLine
from results.queries.held import series_of_file

MOST = {  # lines of each kind that the page which asks lists
    Outcome.CORRECTED: 200,
    Outcome.MARKED: 50,
    Outcome.SETTLED: 50,
    Outcome.NEW: 20,
}
MOST_AWARDS = 50
AWARDS = "Awards lowered or taken back"
AGAINST = "Results that contradict the attendance"
LOWER = "Award lowered"
TAKEN_BACK = "taken back"
LINE_COLUMNS = (
    *("Line", "What", "Series", "OCR candidate number", "Entry code", "Unit"),
    *("Before", "Grade", "Field", "It says", "What is wrong", "What to do"),
)


def shown_of_exam_file(file) -> dict[str, str]:
    """What the board confirms of a file: how many lines do what, and the first of each kind.

    With the awards that its corrections lower or take back, and when its results are told.
    """
    of_lines = [one for one in Outcome if one not in (Outcome.REFUSED, Outcome.DROPPED)]
    counts = {one.label: str(file.counts.get(one, 0)) for one in of_lines}
    looked_at = {AWARDS: len(file.lowers), AGAINST: file.counts.get(WARNED, 0)}
    counts |= {name: str(count) for name, count in looked_at.items() if count}
    come = {f"Results of {one}": _come(one) for one in series_of_file(file)}
    awards = awards_lowered(file.lowers)
    listed = {}
    for outcome, most in MOST.items():
        listed |= _first(file, outcome, most)
    return {
        **counts,
        **come,
        **dict(list(awards.items())[:MOST_AWARDS]),
        **listed,
        "Check code of all lines": file.shows[:16],
    }


def _come(series) -> str:
    """From when the results of a series are told, or that they are out by a release."""
    return "out" if series.is_released_to_all else f"told from {series.results_come}"


def _first(file, outcome, most) -> dict[str, str]:
    """The first lines of an outcome, from what to what, and how many more there are."""
    listed = {
        f"Line {line.number}, {line.about}": f"{line.before or outcome.label} → {line.after}"
        for line in exam_lines(file, outcome)[:most]
    }
    more = file.counts.get(outcome, 0) - most
    return listed | ({f"{outcome.label}, beyond these": f"{more:,} more"} if more > 0 else {})


def awards_lowered(lowers) -> dict[str, str]:
    """Awards that are lowered or taken back (commands.lowering), in words: {whose: what of it}."""
    return {_award(one): f"{one['before']} → {one['after'] or TAKEN_BACK}" for one in lowers}


def _award(one) -> str:
    """An award that is lowered: whose it is."""
    return f"Award of {one['ocr_number']} for {one['code']}, centre {one['centre']}"


def lines_to_look_at(file) -> QuerySet[ExamFileLine]:
    """The lines that are loaded, and of which something should be looked at first."""
    return exam_lines(file).exclude(outcome=Outcome.REFUSED).exclude(problem="")


def exam_lines(file, outcome="") -> QuerySet[ExamFileLine]:
    """What the lines of a file do, in its order, of one outcome or of all."""
    found = ExamFileLine.objects.filter(file=file).order_by("number", "place")
    return found.filter(outcome=outcome) if outcome else found


def exam_lines_told(file: ExamFile) -> Iterator[tuple]:
    """All of them as rows of LINE_COLUMNS, then the awards that are lowered or taken back."""
    for one in exam_lines(file).iterator(2000):
        yield (
            *(one.number, one.get_outcome_display(), one.series, one.ocr_number),
            *(one.entry_code, one.unit, one.before, one.after),
            *(one.field, one.value, one.problem, one.remedy),
        )
    for one in file.lowers:
        yield (
            *("", LOWER, "", one["ocr_number"], one["code"], ""),
            *(one["before"], one["after"] or TAKEN_BACK, "", "", "", ""),
        )
