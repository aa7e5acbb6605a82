"""Marks that come after their grades: the grade stays, and nobody reads of a correction."""

import pytest

from interchange.notifications.models import Message
from results import commands, queries
from results.exam_file import BOUNDARIES_LINE, MARKED_LINE
from results.models import ExamFile, UnitResult
from tests.factories.results import DIPLOMA
from tests.results.held.files import AFTER, line

pytestmark = pytest.mark.slow


@pytest.fixture
def marked(entry, load, board_administrator, processor):
    """A file of the mark of an exam whose grade was told before, read and not confirmed yet."""
    load(line(entry), at=AFTER)
    text = f"{BOUNDARIES_LINE}\n2026-06,{DIPLOMA},1,60,48,40,32,26\n"
    more = {"source": "Notice 5", "provisional": False}
    commands.load_boundaries(text, by=board_administrator, at=AFTER, **more)
    text = f"{MARKED_LINE}\n{line(entry)},43"
    file = commands.send_exam_file(name="marks.csv", text=text, by=processor, at=AFTER)
    commands.work_exam_file(file, at=AFTER)
    return ExamFile.objects.get(pk=file.pk)


def test_the_board_reads_that_the_grade_is_as_before(marked):
    shows = queries.shown_of_exam_file(marked)

    assert (shows["Corrected"], shows["Mark entered, grade as before"]) == ("0", "1")
    assert "M → M (43)" in shows.values()


def test_it_needs_no_cause_and_the_letter_names_no_correction(marked, processor):
    commands.confirm_exam_file(file=marked, by=processor, at=AFTER)
    commands.work_exam_file(marked, at=AFTER)

    told = UnitResult.objects.standing().get()
    assert (told.marked, told.cause) == (
        "M (43)",
        "The board entered the mark; the grade is as before.",
    )
    letter = Message.objects.filter(template="results/exam_results").latest("pk")
    assert letter.subject == "Marks of exams have been entered, and no grade has changed"
    assert "No grade changes by it" in letter.body
    assert ": M (43)" in letter.body
    assert "corrected" not in letter.body


def test_the_page_says_from_when_the_results_are_told(marked):
    shows = queries.shown_of_exam_file(marked)

    assert [shows[one] for one in shows if one.startswith("Results of")] == [
        "told from 13 August 2026, 08:00"
    ]
    assert not any(one.startswith("Mark of") for one in shows)
