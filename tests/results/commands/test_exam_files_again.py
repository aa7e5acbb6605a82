"""A file of exam results that does something else once it is confirmed is read again, anew."""

import pytest

from results import commands, queries
from results.commands.exam_files import reading
from results.exam_file import HEADER_LINE
from results.exam_file_states import Status
from results.models import ExamFile
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = pytest.mark.slow


def text_of(entry, *grades):
    """A file that gives the candidate these grades by unit number."""
    about = f"2026-06,{entry.candidate.ocr_number},{DIPLOMA}"
    return "\n".join([HEADER_LINE, *(f"{about},{one}" for one in grades)])


def work(file, at):
    commands.work_exam_file(file, at=at)
    return ExamFile.objects.get(pk=file.pk)


@pytest.fixture
def load(processor, at):
    """A function that confirms a file as it is shown and has it loaded."""

    def load(file, **how):
        seen = {str(file): queries.shown_of_exam_file(file)}
        commands.confirm_exam_file(file=file, by=processor, at=at, seen=seen, **how)
        return work(file, at)

    return load


@pytest.fixture
def back(centre, catalogue, load, processor, service, at):
    """A file that was confirmed after something else had changed what it does: to be read again."""
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1", "2"], offers.a_series(2026, 6))
    sent = commands.send_exam_file(
        name="june.csv", text=text_of(entry, "1,M", "2,M"), by=processor, at=at
    )
    file = work(sent, at)
    commands.import_exam_results(text_of(entry, "1,U"), by=service, at=at)
    return load(file)


def test_while_it_is_read_again_nothing_of_what_it_did_before_is_shown(back):
    assert (back.status, back.lines, back.done, back.counts) == (Status.WAITING, 2, 0, {})
    assert not back.judged.exists()


def test_once_it_is_confirmed_again_nobody_is_asked_to_look(back, load, at):
    checked = work(back, at)
    assert "Something changed" in checked.notes[0]

    loaded = load(checked, cause="It was marked again.")

    assert (loaded.status, loaded.notes) == (Status.LOADED, [])


def test_what_is_given_up_asks_nobody_to_look_again(back, at, monkeypatch):
    monkeypatch.setattr(reading, "keep", lambda *args: 1 / 0)

    for _ in range(3):
        file = work(back, at)

    assert (file.status, file.notes) == (Status.REFUSED, [])


def test_what_has_nothing_to_load_any_more_asks_nobody_to_look_again(back, service, at):
    commands.import_exam_results(back.content, correct=True, by=service, at=at)

    file = work(back, at)

    assert (file.status, file.notes) == (Status.NOTHING_NEW, [])


def test_what_is_cancelled_after_it_changed_asks_nobody_to_look_again(back, processor, at):
    commands.cancel_exam_file(file=back, by=processor, at=at)

    assert ExamFile.objects.get().notes == []
