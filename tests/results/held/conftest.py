"""A series whose results are to come, whoever is entered in it, and a file of its results."""

from datetime import date, time

import pytest

from entries.models import AwardDue
from results import commands, queries
from results.exam_file import HEADER_LINE
from results.models import ExamFile
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories.results import DIPLOMA
from tests.results.held.files import BEFORE, enter


@pytest.fixture
def june(catalogue):
    """The series of June 2026, whose results come out on 13 August at eight."""
    june = offers.a_series(2026, 6)
    june.results_on, june.results_time, june.released_at = date(2026, 8, 13), time(8), None
    june.save()
    return june


@pytest.fixture
def entry(centre, june):
    """A registration, entered for three exams of June."""
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    enter(entry, june)
    AwardDue.objects.all().delete()
    return entry


@pytest.fixture
def load(processor):
    """A function that sends lines as a file, confirms it and has it loaded."""

    def load(*lines, at=BEFORE, cause=""):
        text = "\n".join([HEADER_LINE, *lines])
        file = commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)
        commands.work_exam_file(file, at=at)
        file = ExamFile.objects.get(pk=file.pk)
        if file.is_checked:
            seen = {str(file): queries.shown_of_exam_file(file)}
            commands.confirm_exam_file(file=file, by=processor, at=at, seen=seen, cause=cause)
            commands.work_exam_file(file, at=at)
        return ExamFile.objects.get(pk=file.pk)

    return load
