"""What the tests of held results are made with: a file of June 2026, before and after its hour."""

from datetime import datetime
from zoneinfo import ZoneInfo

from results import commands, queries
from results.models import ExamFile, UnitResult
from tests.factories import results as held
from tests.factories.results import DIPLOMA

LONDON = ZoneInfo("Europe/London")
BEFORE = datetime(2026, 8, 13, 7, 59, tzinfo=LONDON)
AFTER = datetime(2026, 8, 13, 8, 0, tzinfo=LONDON)


def enter(entry, june):
    """Enter the candidate for the three exams, some time before."""
    held.enter([entry], ["1", "2", "3"], june, at=datetime(2026, 1, 10, tzinfo=LONDON))


def line(entry, unit="1", grade="M"):
    return f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},{unit},{grade}"


def tell(at):
    """Tell whatever is to be told by then, as the sweeper does."""
    while commands.tell_held(at=at):
        pass


def grades_told():
    """What stands of exams: {unit number: grade}."""
    standing = UnitResult.objects.standing().values_list("unit__number", "grade")
    return dict(standing)


def confirm(file, by, at, cause=""):
    """Have a file read, confirm what it would do, and have that done."""
    commands.work_exam_file(file, at=at)
    file = ExamFile.objects.get(pk=file.pk)
    if file.is_checked:
        seen = {str(file): queries.shown_of_exam_file(file)}
        commands.confirm_exam_file(file=file, by=by, at=at, seen=seen, cause=cause)
        commands.work_exam_file(file, at=at)
    return ExamFile.objects.get(pk=file.pk)
