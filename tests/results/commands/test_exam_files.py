"""A file of exam results is read, looked at and confirmed; what was shown is loaded, or nothing."""

import pytest
from django.core.exceptions import PermissionDenied

from interchange import shown
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands, queries
from results.commands.exam_files import reading
from results.commands.exam_files.sending import NoCause
from results.exam_file import HEADER_LINE
from results.exam_file_states import Status
from results.models import ExamFile, ExamFileLine, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = pytest.mark.slow


@pytest.fixture
def entry(centre, catalogue):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1", "2", "3"], offers.a_series(2026, 6))
    return entry


def line(entry, unit="1", grade="M"):
    return f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},{unit},{grade}"


@pytest.fixture
def send(processor, at):
    """A function that sends lines as a file and has it read."""

    def send(*lines):
        text = "\n".join([HEADER_LINE, *lines])
        sent = commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)
        return work(sent, at)

    return send


@pytest.fixture
def load(processor, at):
    """A function that confirms a file as it is shown and has it loaded."""

    def load(file, **how):
        seen = {str(file): queries.shown_of_exam_file(file)}
        commands.confirm_exam_file(file=file, by=processor, at=at, seen=seen, **how)
        return work(file, at)

    return load


def work(file, at):
    commands.work_exam_file(file, at=at)
    return ExamFile.objects.get(pk=file.pk)


def lines_of(file):
    return [(one.number, one.outcome, one.before, one.after) for one in file.judged.all()]


def test_a_file_is_shown_before_anything_is_loaded(entry, send, load, processor, centre):
    file = send(line(entry), line(entry, "2", "Q"), line(entry, "3", "M#"))
    assert (file.status, file.lines, file.done) == (Status.CHECKED, 3, 3)
    assert not UnitResult.objects.exists()

    loaded = load(file)

    assert lines_of(file) == [
        (2, "new", "", "M"),
        (3, "new", "", "Pending"),
        (4, "new", "", "M#"),
    ]
    assert loaded.status == Status.LOADED
    assert UnitResult.objects.count() == 3
    assert UnitResult.objects.first().banked_by == processor
    assert Message.objects.get(template="results/exam_results").to == centre.email
    events = Event.objects.filter(name__startswith="examfile").values_list("name", flat=True)
    assert sorted(events) == [f"examfile.{one}" for one in ("confirm", "load", "read", "send")]


def test_a_correction_is_shown_from_what_to_what_and_needs_its_cause(entry, send, load, at):
    load(send(line(entry), line(entry, "2", "Q")))

    file = send(line(entry, grade="D"), line(entry, "2", "P"), line(entry, "3"))
    with pytest.raises(NoCause, match="Say why"):
        load(file)
    load(file, cause="A script was marked twice.")

    assert lines_of(file) == [
        (2, "corrected", "M", "D"),
        (3, "settled", "Pending", "P"),
        (4, "new", "", "M"),
    ]
    shows = queries.shown_of_exam_file(file)
    about = f"{entry.candidate.ocr_number} {DIPLOMA} unit 1, 2026-06"
    assert (shows["Corrected"], shows[f"Line 2, {about}"]) == ("1", "M → D")
    assert UnitResult.objects.standing().get(unit__number="1").cause == "A script was marked twice."
    assert "A script was marked twice." in Message.objects.latest("pk").body


def test_one_bad_line_keeps_all_from_being_loaded_and_says_what_to_do(entry, send, load):
    file = send(line(entry), line(entry, "2", "1C"), "2026-06,5,5,,A")

    assert (file.status, file.counts["refused"], file.counts["new"]) == (Status.REFUSED, 2, 1)
    refused = file.judged.filter(outcome="refused")
    assert [(one.number, one.place, one.field) for one in refused] == [
        (3, 0, "grade"),
        (4, 0, "ocr_candidate_number"),
        (4, 1, "entry_code"),
        (4, 2, "unit"),
        (4, 3, "grade"),
    ]
    assert all(one.problem and one.remedy for one in refused)
    with pytest.raises(MoveRefused):
        load(file)
    assert not UnitResult.objects.exists()


def test_a_file_without_its_header_is_refused_as_a_whole(processor, at):
    sent = commands.send_exam_file(name="june.csv", text="a,b\n1,2\n", by=processor, at=at)

    file = work(sent, at)

    assert file.status == Status.REFUSED
    assert "The first line must be" in file.problems[0]


def test_the_same_file_again_changes_nothing_and_says_so(entry, send, load):
    load(send(line(entry), line(entry, "2")))
    letters = Message.objects.count()

    again = send(line(entry), line(entry, "2"))

    assert (again.status, again.counts["already"]) == (Status.NOTHING_NEW, 2)
    assert (UnitResult.objects.count(), Message.objects.count()) == (2, letters)


def test_the_same_file_that_still_waits_is_one(entry, send):
    assert send(line(entry)).pk == send(line(entry)).pk


def test_what_changed_after_it_was_shown_is_shown_again_and_not_loaded(
    entry, send, load, service, at
):
    file = send(line(entry), line(entry, "2"))
    text = f"{HEADER_LINE}\n{line(entry, grade='U')}\n"
    commands.import_exam_results(text, by=service, at=at)

    back = load(file)
    shown_now = work(back, at)

    assert back.status == Status.WAITING
    assert (shown_now.status, shown_now.counts["corrected"]) == (Status.CHECKED, 1)
    assert "Something changed after you looked" in shown_now.notes[0]
    assert UnitResult.objects.count() == 1
    with pytest.raises(shown.ShownOtherwise):
        commands.confirm_exam_file(
            file=shown_now,
            by=file.sent_by,
            at=at,
            seen={str(file): queries.shown_of_exam_file(file)},
            cause="Why",
        )


def test_a_cancelled_file_loads_nothing(entry, send, load, processor, at):
    file = send(line(entry))

    commands.cancel_exam_file(file=file, by=processor, at=at)

    with pytest.raises(MoveRefused):
        load(file)
    assert not commands.work_exam_file(file, at=at)
    assert not UnitResult.objects.exists()


def test_a_file_cancelled_while_it_is_read_stays_cancelled(entry, processor, at, monkeypatch):
    text = f"{HEADER_LINE}\n{line(entry)}\n"
    sent = commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)
    judge = reading.queries.ground

    def cancelling(*args):
        ExamFile.objects.filter(pk=sent.pk).update(status=Status.CANCELLED)
        return judge(*args)

    monkeypatch.setattr(reading.queries, "ground", cancelling)

    assert work(sent, at).status == Status.CANCELLED
    assert not ExamFileLine.objects.exists()


def test_pieces_of_a_file_know_of_each_other(entry, send, monkeypatch, service, at):
    monkeypatch.setattr(reading, "PIECE", 1)

    file = send(line(entry), line(entry, "2"), line(entry, "1", "D"))

    assert (file.lines, file.done) == (3, 3)
    assert file.counts["refused"] == 1
    assert "Line 2 gives a grade for the same candidate" in file.judged.get(number=4).problem


def test_a_file_that_cannot_be_worked_on_is_given_up(entry, processor, at, monkeypatch):
    text = f"{HEADER_LINE}\n{line(entry)}\n"
    sent = commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)
    monkeypatch.setattr(reading, "keep", lambda *args: 1 / 0)

    for _ in range(3):
        file = work(sent, at)

    assert file.status == Status.REFUSED
    assert "could not be worked on" in file.problems[0]


def test_a_worker_takes_what_waits(entry, processor, at):
    text = f"{HEADER_LINE}\n{line(entry)}\n"
    commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)

    assert commands.work_an_exam_file(at=at)
    assert not commands.work_an_exam_file(at=at)


def test_only_the_board_sends_and_confirms(entry, send, exams_officer, at):
    file = send(line(entry))

    with pytest.raises(PermissionDenied):
        commands.send_exam_file(name="june.csv", text="x", by=exams_officer, at=at)
    with pytest.raises(PermissionDenied):
        commands.confirm_exam_file(file=file, by=exams_officer, at=at)
