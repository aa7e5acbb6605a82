"""Before a file of exam results is confirmed, somebody sees what to look at and what it does."""

import pytest

from interchange.notifications.models import Message
from results import commands, queries
from results.commands.exam_files.lines import refused_lines
from results.exam_file import ATTENDANCE, HEADER_LINE, LinesRefused, Refusal
from results.exam_file_states import Status
from results.models import ExamFile, UnitResult
from results.rules import Mark
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE


@pytest.fixture
def june(catalogue):
    return offers.a_series(2026, 6)


@pytest.fixture
def send(processor, at):
    """A function that sends lines as a file and has it read."""

    def send(*lines):
        text = "\n".join([HEADER_LINE, *lines])
        sent = commands.send_exam_file(name="june.csv", text=text, by=processor, at=at)
        commands.work_exam_file(sent, at=at)
        return ExamFile.objects.get(pk=sent.pk)

    return send


def line(entry, unit="1", grade="M"):
    return f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},{unit},{grade}"


@pytest.mark.slow
def test_a_grade_over_a_noted_absence_is_shown_to_be_looked_at(centre, june, send, processor, at):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    missed, sat = held.enter([entry], ["1", "2"], june)
    commands.mark_attendance(entry=missed, mark=Mark.ABSENT, by=processor, at=at)
    commands.mark_attendance(entry=sat, mark=Mark.PRESENT, by=processor, at=at)

    file = send(line(entry, "1"), line(entry, "2"))

    assert (file.status, file.counts["new"], file.counts["warned"]) == (Status.CHECKED, 2, 1)
    [warned] = queries.lines_to_look_at(file)
    assert warned.unit == "1"
    assert "the candidate was absent from this exam" in warned.problem
    assert queries.shown_of_exam_file(file)["Results that contradict the attendance"] == "1"
    assert send(line(entry, "1", "absent")).counts["warned"] == 0


@pytest.fixture
def awarded(centre, june):
    """A registration whose grade rests on an exam of June."""
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], OFFICIAL_EXAMPLE, series=june)
    held.settle_what_is_due()
    return entry


@pytest.mark.slow
def test_a_file_that_takes_an_award_back_says_whose_before_on_the_receipt_and_in_the_letter(
    awarded, centre, send, processor, at
):
    file = send(line(awarded, "1", "U"))

    [lower] = file.lowers
    number = awarded.candidate.ocr_number
    assert (lower["ocr_number"], lower["code"], lower["centre"]) == (number, DIPLOMA, centre.number)
    assert (lower["before"], lower["after"]) == ("DD", "")
    assert UnitResult.objects.filter(grade="U").count() == 0  # it was only tried
    shows = queries.shown_of_exam_file(file)
    assert shows["Awards lowered or taken back"] == "1"
    assert shows[f"Award of {number} for {DIPLOMA}, centre {centre.number}"] == "DD → taken back"
    assert ("", "Award lowered", "", number, DIPLOMA) == [*queries.exam_lines_told(file)][-1][:5]

    seen = {str(file): shows}
    commands.confirm_exam_file(file=file, by=processor, at=at, seen=seen, cause="Marked again.")
    commands.work_exam_file(file, at=at)

    assert ExamFile.objects.get().status == Status.LOADED
    letter = Message.objects.filter(template="results/exam_results").get().body
    assert f"{number}  {DIPLOMA}: from DD to no result" in letter


@pytest.mark.slow
def test_a_file_that_improves_or_brings_new_results_lowers_no_award(awarded, send):
    assert send(line(awarded, "1", "D")).lowers == []


@pytest.mark.slow
def test_what_is_confirmed_are_the_first_lines_of_each_kind_and_how_many(
    centre, june, send, monkeypatch
):
    monkeypatch.setitem(queries.exam_files.MOST, "new", 2)
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1", "2", "3"], june)

    shows = queries.shown_of_exam_file(send(*(line(entry, unit) for unit in "123")))

    about = f"{entry.candidate.ocr_number} {DIPLOMA} unit 1, 2026-06"
    assert shows["New result"] == "3"
    assert shows[f"Line 2, {about}"] == "New result → M"
    assert shows["New result, beyond these"] == "1 more"
    assert shows["Results of June 2026"] == "out"


@pytest.mark.slow
def test_refusals_of_a_file_of_attendance_speak_of_attendance(centre, june, processor, at):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1"], june)
    lines = [line(entry, "1", "present"), line(entry, "1", "absent"), line(entry, "4", "present")]
    lines += [f"2027-06,{entry.candidate.ocr_number},{DIPLOMA},1,present"]
    lines += [line(entry, "2", "absent#")]
    offers.a_series(2027, 6)

    with pytest.raises(LinesRefused) as refused:
        commands.import_attendance("\n".join([ATTENDANCE.header_line, *lines]), by=processor, at=at)

    said = " ".join(refused.value.sentences)
    assert "notes the attendance of the same candidate" in said
    assert "nobody attended them" in said
    assert "Nobody sits an exam of it" in said
    assert "Write partial of whoever missed part" in said
    assert "gives a grade" not in said


def test_what_is_too_long_for_its_column_is_seen_to_be_cut():
    [line] = refused_lines([Refusal(2, "grade", "x" * 60, "y" * 400, "z")])

    value, problem, remedy = line[-3:]
    assert (len(value), value[-1], len(problem), problem[-1], remedy) == (40, "…", 300, "…", "z")
