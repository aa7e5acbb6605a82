"""Entering registered candidates for exams."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from entries.models import UnitEntry
from entries.rules.registering import EntryRefused, RowsRefused
from interchange.audit.models import Event
from interchange.notifications.models import Message
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_registered_candidates_are_entered_with_trail_letter_and_receipt(enter, centre, june):
    ada, bo = make.an_entry(centre), make.an_entry(centre)
    exam = make_catalogue.unit(1)

    made = enter((ada.candidate, exam), (bo.candidate, exam))

    assert [(one.series, one.status, one.stage, one.resit) for one in made] == [
        (june, "entered", "in_time", False)
    ] * 2
    assert made[0].candidate_number == ada.candidate_number
    assert Event.objects.filter(name="unitentry.enter").count() == 2
    assert "2 exam entries" in Message.objects.get(template="entries/entered").subject
    assert set(made[0].submission.unit_entries.all()) == set(made)


@pytest.mark.slow
def test_after_the_closing_date_entries_are_marked_late(enter, centre, june, at):
    june.entries_close_on = at.date() - timedelta(days=1)
    june.save()

    [made] = enter((make.an_entry(centre).candidate, make_catalogue.unit(1)))

    assert made.stage == "late"


@pytest.mark.slow
def test_after_the_late_stage_entries_are_very_late_and_cost_that_fee(enter, centre, june, at):
    june.entries_close_on = at.date() - timedelta(days=9)
    june.late_until_on = at.date() - timedelta(days=1)
    june.very_late_until_on = at.date()
    june.save()

    [made] = enter((make.an_entry(centre).candidate, make_catalogue.unit(1)))

    assert made.stage == "very_late"
    made.submission.refresh_from_db()
    [line] = made.submission.invoice.lines.all()
    assert (line.fee, line.pence) == ("very-late-entry", 3000)


def test_after_the_last_day_nothing_is_entered(enter, centre, june, at):
    june.entries_close_on = at.date() - timedelta(days=9)
    june.late_until_on = at.date() - timedelta(days=1)
    june.save()

    with pytest.raises(EntryRefused, match="closed on"):
        enter((make.an_entry(centre).candidate, make_catalogue.unit(1)))


def test_a_refused_candidate_is_named_with_the_reason_and_nobody_is_entered(enter, centre):
    ada, stranger = make.an_entry(centre), make.a_candidate("Nobody")
    exam = make_catalogue.unit(1)

    with pytest.raises(RowsRefused, match="Nobody, Ada, unit 1: .*not registered"):
        enter((ada.candidate, exam), (stranger, exam))

    assert not UnitEntry.objects.exists()


@pytest.mark.slow
def test_moderated_units_and_units_of_other_sizes_are_refused(enter, centre):
    ada = make.an_entry(centre).candidate

    with pytest.raises(RowsRefused, match="moderated"):
        enter((ada, make_catalogue.unit(4)))
    with pytest.raises(RowsRefused, match="does not count towards this size"):
        enter((ada, make_catalogue.unit(1, "05830")))


@pytest.mark.slow
@pytest.mark.parametrize("status", ["entered", "absent"])
def test_of_an_entry_at_another_centre_is_told_only_that_it_is_there(
    enter, centre, other_centre, june, status
):
    entry, exam = make.an_entry(centre), make_catalogue.unit(1)
    theirs = make.an_entry(other_centre, candidate=entry.candidate, status="removed")
    make.a_unit_entry(theirs, exam, june, status=status)

    with pytest.raises(RowsRefused, match="the board knows of an entry already") as refused:
        enter((entry.candidate, exam))

    for word in ("already entered", "marked absent", other_centre.number, other_centre.name):
        assert word not in str(refused.value)


@pytest.mark.slow
def test_nobody_is_entered_for_an_exam_twice(enter, centre):
    ada, exam = make.an_entry(centre).candidate, make_catalogue.unit(1)
    enter((ada, exam))

    with pytest.raises(RowsRefused, match="already entered"):
        enter((ada, exam))


@pytest.mark.slow
def test_the_same_form_sent_twice_enters_once(enter, centre):
    ada, exam, token = make.an_entry(centre).candidate, make_catalogue.unit(1), uuid.uuid4()

    assert enter((ada, exam), token=token) == enter((ada, exam), token=token)
    assert UnitEntry.objects.count() == 1


@pytest.mark.slow
def test_the_same_form_with_another_candidate_ticked_enters_that_one(enter, centre):
    exam, token = make_catalogue.unit(1), uuid.uuid4()
    ada, bo = (make.an_entry(centre).candidate for _ in range(2))
    enter((ada, exam), token=token)

    [made] = enter((bo, exam), token=token)

    assert made.candidate == bo


@pytest.mark.slow
def test_the_2012_suite_has_no_exam_entries(enter, centre):
    it_2012 = make_catalogue.qualification("05349")

    with pytest.raises(EntryRefused, match="2012 suite"):
        enter((make.a_candidate(), it_2012.units.first()), qualification=it_2012)


@pytest.mark.slow
def test_whoever_may_not_make_entries_enters_nobody(enter, centre, tutor):
    with pytest.raises(PermissionDenied):
        enter((make.an_entry(centre).candidate, make_catalogue.unit(1)), by=tutor)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 100])
def test_a_hundred_entries_cost_no_more_queries_than_one(
    enter, centre, count, django_assert_max_num_queries
):
    exam = make_catalogue.unit(1)
    chosen = [(entry.candidate, exam) for entry in make.entries(centre, count)]

    with django_assert_max_num_queries(36):
        enter(*chosen)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_officers_who_enter_one_candidate_at_once_make_one_entry(enter, centre):
    chosen = (make.an_entry(centre).candidate, make_catalogue.unit(1))
    answers, start = [], threading.Barrier(2)

    def go():
        try:
            start.wait(5)
            enter(chosen)
            answers.append("entered")
        except EntryRefused as refusal:
            answers.append(str(refusal))
        finally:
            connection.close()

    officers = [threading.Thread(target=go) for _ in range(2)]
    for officer in officers:
        officer.start()
    for officer in officers:
        officer.join()

    assert answers.count("entered") == 1 and UnitEntry.objects.count() == 1
    [refusal] = [one for one in answers if one != "entered"]
    assert "already entered" in refusal or "a moment ago" in refusal
