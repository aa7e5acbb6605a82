"""Courses are checked, the centre declares, the board reminds; what comes after is late."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from checkpoints import commands, queries
from checkpoints.models import CourseCheck, Declaration, DeclaredResult, Reminder
from checkpoints.rules import CheckpointRefused
from entries.commands import set_completion, withdraw
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.shown import ShownOtherwise
from results.models import KeptStanding
from tests.factories import catalogue as offers
from tests.factories import checkpoints as make
from tests.factories import entries, results
from tests.factories.results import DIPLOMA

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

AT, IT = make.IN_WINDOW, {"code": "IT", "level": 3}


@pytest.fixture(autouse=True)
def published(catalogue):
    """The days of the checkpoint of summer 2027."""
    make.published()


@pytest.fixture
def listed(centre):
    """Two registrations for IT: one expects a result in summer 2027, one a year later."""
    return [entries.an_entry(centre), entries.an_entry(centre, completes_in=2028)]


def course_of(centre, declared=None):
    """IT at the centre, as it is now."""
    [found] = queries.courses(centre, 2027, declared)
    return found


def test_a_teacher_checks_a_course_once_and_the_trail_says_so(centre, listed, tutor):
    assert commands.check_course(centre=centre, **IT, by=tutor, at=AT)
    assert not commands.check_course(centre=centre, **IT, by=tutor, at=AT)

    found = course_of(centre)
    assert (found.registered, found.expecting, found.state) == (2, 1, "Checked")
    assert found.checked_by == tutor.name
    assert Event.objects.filter(name="coursecheck.make").count() == 1


def test_what_changed_since_the_page_was_opened_is_not_checked(centre, listed, tutor):
    seen = queries.shown_of(course_of(centre))
    entries.an_entry(centre)

    with pytest.raises(ShownOtherwise):
        commands.check_course(centre=centre, **IT, seen=seen, by=tutor, at=AT)
    assert not CourseCheck.objects.exists()


def test_a_date_that_changes_makes_the_course_one_to_look_at_again(
    centre, listed, tutor, exams_officer
):
    commands.check_course(centre=centre, **IT, by=tutor, at=AT)

    set_completion(entry=listed[0], year=2028, by=exams_officer, at=AT)

    assert course_of(centre).is_changed
    with pytest.raises(CheckpointRefused, match="Still to be checked: IT, Level 3"):
        commands.declare(centre=centre, sure=True, by=exams_officer, at=AT)


def test_who_is_withdrawn_or_has_the_result_of_a_past_summer_expects_none(
    centre, listed, tutor, exams_officer
):
    has_it, lacks_it = (entries.an_entry(centre, completes_in=2026) for _ in range(2))
    results.settle_at(centre)
    KeptStanding.objects.filter(entry=has_it).update(issued="M")
    commands.check_course(centre=centre, **IT, by=tutor, at=AT)
    assert (course_of(centre).registered, course_of(centre).expecting) == (4, 2)

    withdraw(entry=listed[0], by=exams_officer, at=AT)

    assert course_of(centre).is_changed and course_of(centre).expecting == 1
    made = make.a_declaration(centre, tutor, exams_officer)
    assert (made.registered, made.expecting) == (3, 1)
    assert [one.entry_id for one in made.results.all()] == [lacks_it.pk]
    assert course_of(centre, made).late == 0


def test_a_check_is_taken_back(centre, listed, tutor):
    commands.check_course(centre=centre, **IT, by=tutor, at=AT)

    for _ in range(2):
        commands.take_back(centre=centre, **IT, by=tutor, at=AT)

    assert course_of(centre).state == "Not checked"
    assert Event.objects.filter(name="coursecheck.take_back").count() == 1


def test_the_exams_officer_declares_who_expects_a_result(centre, listed, tutor, exams_officer):
    made = make.a_declaration(centre, tutor, exams_officer)

    assert (made.registered, made.expecting) == (2, 1)
    assert list(made.results.values_list("entry", flat=True)) == [listed[0].pk]
    assert "1 of 2 registrations" in Message.objects.get(template="checkpoints/declared").body
    with pytest.raises(CheckpointRefused, match="has been submitted"):
        commands.declare(centre=centre, sure=True, by=exams_officer, at=AT)
    with pytest.raises(CheckpointRefused, match="nothing left to check"):
        commands.take_back(centre=centre, **IT, by=tutor, at=AT)


def test_what_was_declared_stays(centre, listed, tutor, exams_officer):
    make.a_declaration(centre, tutor, exams_officer)

    with pytest.raises(ProgrammingError):
        Declaration.objects.update(expecting=2)


def test_who_is_added_afterwards_is_late_and_who_tops_up_is_not(
    centre, listed, tutor, exams_officer
):
    declared = make.a_declaration(centre, tutor, exams_officer)
    assert course_of(centre, declared).late == 0

    added = entries.an_entry(centre)
    set_completion(entry=listed[1], year=2027, by=exams_officer, at=AT)
    larger = offers.qualification(DIPLOMA)
    entries.an_entry(centre, larger, listed[0].candidate)
    entries.an_entry(centre, completes_in=2028)

    late = queries.with_late(queries.listed(centre), declared).filter(is_late=True)
    assert {one.pk for one in late} == {added.pk, listed[1].pk}
    assert course_of(centre, declared).late == 2


@pytest.mark.parametrize("who", ["post_result_read", "post_result_full", "stranger", "processor"])
def test_others_may_neither_check_nor_declare(who, request, centre, listed):
    by = request.getfixturevalue(who)

    for act, more in (
        (commands.check_course, IT),
        (commands.take_back, IT),
        (commands.declare, {"sure": True}),
    ):
        with pytest.raises(PermissionDenied):
            act(centre=centre, **more, by=by, at=AT)
    assert not CourseCheck.objects.exists() and not DeclaredResult.objects.exists()


def test_a_teacher_does_not_declare(centre, listed, tutor):
    make.check_all(centre, tutor)

    with pytest.raises(PermissionDenied, match="Exams Officer"):
        commands.declare(centre=centre, sure=True, by=tutor, at=AT)


def test_others_of_the_same_number_are_not_reminded(
    centre, other_centre, listed, tutor, exams_officer, processor
):
    _, seen = queries.counted(queries.to_remind(2027, AT.date()))
    entries.an_entry(other_centre)
    make.a_declaration(centre, tutor, exams_officer)

    with pytest.raises(CheckpointRefused, match="not the centres"):
        commands.remind_all(seen=seen, by=processor, at=AT)
    assert not Reminder.objects.exists()


@pytest.mark.usefixtures("listed")
def test_the_board_reminds_whoever_has_not_declared_once_a_day(
    centre, other_centre, tutor, exams_officer, processor
):
    entries.an_entry(other_centre)
    make.a_declaration(centre, tutor, exams_officer)

    found = queries.to_remind(2027, AT.date())
    [made] = commands.remind_all(seen=queries.counted(found)[1], by=processor, at=AT)

    assert made.centre_id == other_centre.pk
    assert Message.objects.get(template="checkpoints/reminder").to == other_centre.email
    with pytest.raises(CheckpointRefused, match="was reminded today"):
        commands.remind_all(seen="0", by=processor, at=AT)
    with pytest.raises(CheckpointRefused, match="reminded today"):
        commands.remind(centre=other_centre, by=processor, at=AT)
    with pytest.raises(CheckpointRefused, match="declared already"):
        commands.remind(centre=centre, by=processor, at=AT)
    commands.remind(centre=other_centre, by=processor, at=AT + timedelta(days=1))
    assert Reminder.objects.count() == 2


@pytest.mark.usefixtures("listed")
def test_the_board_sees_how_far_each_centre_is(centre, other_centre, tutor):
    entries.an_entry(other_centre)
    commands.check_course(centre=centre, **IT, by=tutor, at=AT)
    of_both = queries.at_checkpoint(2027)

    def far():
        with CaptureQueriesContext(connection) as asked:
            found = {one.pk: (one.checked, one.begun, one.courses) for one in of_both.all()}
        assert len(asked) == 1
        return found

    assert far() == {centre.pk: (1, 1, 1), other_centre.pk: (0, 0, 1)}
    entries.an_entry(centre)
    assert far()[centre.pk] == (0, 1, 1)
