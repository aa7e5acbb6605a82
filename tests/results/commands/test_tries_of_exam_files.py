"""A file of exam results is worked on by one alone, so often, for somebody who still may.

What becomes of the file itself stands in test_exam_files.py.
"""

import pytest
from django.db import OperationalError, connection

from interchange.holding import Work, wait_for
from results import commands, queries
from results.commands.exam_files import working
from results.exam_file import HEADER_LINE
from results.exam_file_states import Status
from results.models import ExamFile, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA
from tests.racing import meanwhile

pytestmark = pytest.mark.slow


@pytest.fixture
def sent(centre, catalogue, processor, at):
    """A file of one result, that waits to be read."""
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1"], offers.a_series(2026, 6))
    text = f"{HEADER_LINE}\n2026-06,{entry.candidate.ocr_number},{DIPLOMA},1,M\n"
    return commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)


@pytest.fixture
def confirmed(sent, processor, at):
    """The same, read and confirmed: it waits to be loaded."""
    commands.work_exam_file(sent, at=at)
    sent.refresh_from_db()
    seen = {str(sent): queries.shown_of_exam_file(sent)}
    commands.confirm_exam_file(file=sent, by=processor, at=at, seen=seen)
    return sent


def now(file):
    return ExamFile.objects.get(pk=file.pk)


def test_a_file_that_somebody_works_on_is_left_to_them(sent, at):
    with meanwhile(lambda: wait_for(Work.EXAM_FILE, [sent.pk])):
        assert not commands.work_exam_file(sent, at=at)
        assert (now(sent).status, now(sent).tries) == (Status.WAITING, 0)

    assert commands.work_exam_file(sent, at=at)


def test_a_database_that_goes_away_is_no_try_of_the_file(sent, at, monkeypatch):
    def away(*args, **how):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    monkeypatch.setitem(working.EXAM_FILES.steps, Status.WAITING, away)

    for _ in range(4):
        with pytest.raises(OperationalError):
            commands.work_exam_file(sent, at=at)

    assert (now(sent).status, now(sent).tries) == (Status.WAITING, 0)


def test_each_other_failure_is_a_try(sent, at, monkeypatch):
    monkeypatch.setitem(working.EXAM_FILES.steps, Status.WAITING, lambda *args, **how: 1 / 0)

    tries = [commands.work_exam_file(sent, at=at) and now(sent).tries for _ in range(2)]

    assert (tries, now(sent).status) == ([1, 2], Status.WAITING)


@pytest.mark.parametrize("which", ["sent", "confirmed"])
def test_whose_right_is_gone_has_nothing_read_or_loaded(which, processor, at, request):
    file = request.getfixturevalue(which)
    processor.memberships.all().delete()

    commands.work_exam_file(file, at=at)

    assert now(file).status == Status.REFUSED
    assert now(file).problems == [
        "Whoever sent or confirmed it may not bank results any more. Send it yourself."
    ]
    assert not UnitResult.objects.exists()
