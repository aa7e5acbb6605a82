"""What the tests of held results are made with: a file of June 2026, before and after its hour."""

from datetime import datetime
from zoneinfo import ZoneInfo

from results import commands
from results.models import UnitResult
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
