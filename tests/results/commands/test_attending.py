"""Who sat which exam: noted by the board, shown while the series is live, told to centres."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from entries.models import AwardDue
from entries.unit_states import Status
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results import commands, exam_file, queries
from results.commands.attending import AttendanceRefused
from results.exam_file import FileRefused, LinesRefused
from results.models import Attendance
from results.queries.sittings import sittings
from results.rules import Mark
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = pytest.mark.slow

LIVE, OVER = date(2026, 6, 10), date(2026, 8, 14)


@pytest.fixture
def june(catalogue):
    series = offers.a_series(2026, 6)
    series.results_on, series.released_at = date(2026, 8, 13), None
    series.save()
    return series


@pytest.fixture
def entry(centre, june):
    return factory.an_entry(centre, offers.qualification(DIPLOMA))


@pytest.fixture
def exam(entry, june):
    [found] = held.enter([entry], ["1"], june)
    return found


@pytest.fixture
def mark(processor, at):
    """A function that marks how an exam was attended."""

    def mark(entry, how, when=at):
        return commands.mark_attendance(entry=entry, mark=how, by=processor, at=when)

    return mark


def standing(entry, on, number="1"):
    """How the unit shows on the day, and the cause."""
    [found] = queries.progress([entry], on)
    units = queries.units_on(entry.centre, {entry: found.units}, on)[entry.pk]
    return next(one.state.value for one in units if one.number == number), found.reason.code


def test_an_absence_shows_while_the_series_is_live_and_says_what_to_do_after(entry, exam, mark):
    before = standing(entry, LIVE)

    mark(exam, Mark.ABSENT)

    assert before[0] == "Entered"
    assert standing(entry, LIVE) == ("Absent", "absent")
    assert standing(entry, OVER) == ("Absent", "absent")


def test_what_was_achieved_before_shows_again_once_the_series_is_over(entry, exam, mark):
    held.hold([entry], {"1": "P"}, series=offers.a_series(2026, 1))
    mark(exam, Mark.ABSENT)

    assert standing(entry, LIVE)[0] == "Absent"
    assert standing(entry, date(2026, 8, 13))[0] == "Absent"
    assert standing(entry, OVER)[0] == "Result achieved"
    [found] = queries.progress([entry], LIVE)
    assert found.achieved == 1  # it counts all the while


def test_an_absence_of_a_file_of_results_shows_while_the_series_is_live_too(entry, june):
    held.hold([entry], {"1": "P"}, series=offers.a_series(2026, 1))
    held.hold([entry], {"1": "absent"}, series=june)

    assert standing(entry, LIVE)[0] == "Absent"
    assert standing(entry, OVER)[0] == "Result achieved"


def test_of_several_marks_the_last_counts(entry, exam, mark):
    mark(exam, Mark.ABSENT)
    mark(exam, Mark.PRESENT)

    assert not mark(exam, Mark.PRESENT)
    assert standing(entry, LIVE)[0] == "Entered"
    assert standing(entry, OVER) == ("Entered", "exam_result_missing")
    assert Attendance.objects.count() == 2


def test_an_absence_is_no_attempt(entry, exam, mark):
    person, unit = entry.candidate.person_id, exam.unit_id
    before = sittings(None, [person])[person, unit]

    mark(exam, Mark.ABSENT)

    assert len(before) == 1
    assert not sittings(None, [person])[person, unit]


def test_a_mark_is_in_the_trail_raises_what_is_due_and_tells_the_centre(
    entry, exam, mark, centre, browser_of_the_centre
):
    mark(exam, Mark.ABSENT)
    mark(exam, Mark.PARTIAL)

    assert AwardDue.objects.get(entry=entry).due == 2
    events = Event.objects.filter(name="unitentry.mark_attendance").order_by("pk")
    assert [one.detail for one in events] == [
        {"is": "absent"},
        {"is": "partial", "was": "absent"},
    ]
    letters = Message.objects.filter(template="results/attendance").order_by("pk")
    assert [one.to for one in letters] == [centre.email] * 2
    assert "June 2026: Absent from part (before: Absent)" in letters[1].body
    page = browser_of_the_centre.get(
        reverse("tracker:candidate", args=[centre.number, entry.candidate.ocr_number])
    )
    assert "Attendance noted" in page.content.decode()


@pytest.fixture
def browser_of_the_centre(sign_in, exams_officer):
    return sign_in(exams_officer)


def test_presence_alone_is_no_letter(exam, mark):
    mark(exam, Mark.PRESENT)

    assert not Message.objects.filter(template="results/attendance").exists()


def test_what_cannot_be_noted_is_refused(entry, exam, mark, june, at):
    with pytest.raises(AttendanceRefused, match="begin on 1 June 2026"):
        mark(exam, Mark.ABSENT, at.replace(month=5))
    held.hold([factory.an_entry(entry.centre, entry.qualification)], {"1": "P"}, series=june)
    other = exam.__class__.objects.exclude(pk=exam.pk).get()
    with pytest.raises(AttendanceRefused, match="holds P for this exam.* correct the result to"):
        mark(other, Mark.ABSENT)


def test_only_the_board_notes_it_and_others_learn_nothing_of_it(exam, exams_officer, at):
    exam.__class__.objects.update(status=Status.EXCUSED)

    with pytest.raises(PermissionDenied):
        commands.mark_attendance(entry=exam, mark=Mark.ABSENT, by=exams_officer, at=at)
    with pytest.raises(PermissionDenied):
        commands.import_attendance("no such file", by=exams_officer, at=at)


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.ABSENT, Status.EXCUSED])
@pytest.mark.parametrize("how", Mark)
def test_of_who_was_withdrawn_nothing_is_noted_by_hand_or_file(
    entry, exam, mark, processor, at, status, how
):
    exam.__class__.objects.update(status=status)

    with pytest.raises(AttendanceRefused, match="was withdrawn from this exam"):
        mark(exam, how)
    with pytest.raises(LinesRefused) as refused:
        commands.import_attendance(a_file(line(entry, how.value)), by=processor, at=at)
    assert "was withdrawn from this exam" in " ".join(refused.value.sentences)


def a_file(*lines):
    return "\n".join([exam_file.ATTENDANCE.header_line, *lines])


def line(entry, how, unit="1"):
    return f"2026-06,{entry.candidate.ocr_number},{DIPLOMA},{unit},{how}"


def test_a_file_is_noted_at_once_and_twice_is_once(entry, exam, processor, at):
    first = commands.import_attendance(a_file(line(entry, "absent")), by=processor, at=at)
    again = commands.import_attendance(a_file(line(entry, "absent")), by=processor, at=at)

    assert (first.loaded, first.already) == (1, 0)
    assert (again.loaded, again.already) == (0, 1)
    assert Attendance.objects.get().mark == "absent"


def test_with_one_bad_line_nothing_is_noted(entry, exam, processor, at):
    bad = line(entry, "ill"), line(entry, "absent", "2"), line(entry, "absent", "4"), "x"

    with pytest.raises(LinesRefused) as refused:
        text = a_file(line(entry, "absent"), *bad)
        commands.import_attendance(text, by=processor, at=at)

    said = " ".join(refused.value.sentences)
    assert "Line 3, attendance “ill”: That is no attendance. It is one of present, absent" in said
    assert "Line 4, unit “2”: The candidate is not entered for this unit" in said
    assert "is moderated, not examined" in said
    assert "It has 1 field instead of 5." in said
    assert not Attendance.objects.exists()


def test_a_file_asks_no_more_questions_for_more_lines(centre, june, processor, at):
    entries = [factory.an_entry(centre, offers.qualification(DIPLOMA)) for _ in range(5)]
    held.enter(entries, ["1"], june)

    def noting(these):
        with CaptureQueriesContext(connection) as asked:
            text = a_file(*(line(one, "absent") for one in these))
            commands.import_attendance(text, by=processor, at=at)
        return len(asked)

    assert noting(entries[:1]) == noting(entries[1:])
    assert Event.objects.filter(name="unitentry.mark_attendance").count() == 5


def test_a_file_has_so_many_lines_that_nobody_waits_long_for_it(entry, processor, at):
    most = exam_file.ATTENDANCE.most_lines
    lines = [f"2026-06,{number},{DIPLOMA},1,absent" for number in range(most + 1)]

    with pytest.raises(FileRefused, match="more than 20,000 lines. Split it"):
        commands.import_attendance(a_file(*lines), by=processor, at=at)
