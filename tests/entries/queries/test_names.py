"""The name that somebody had at some instant, whatever was changed, merged and parted since."""

from dataclasses import replace
from datetime import timedelta

import pytest

from entries import commands
from entries.models import Candidate
from entries.queries.names import names_at
from entries.rules import details as rules
from tests.factories import details as make_details
from tests.factories import entries as make
from tracker import commands as tracker

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def day(at):
    """The instant so many days later."""
    return lambda days: at + timedelta(days=days)


@pytest.fixture
def correct(processor, day):
    """Give a record another name on a day, as the board."""

    def correct(record, days, **typed):
        seen = rules.of(Candidate.objects.get(pk=record.pk))
        said = {"reason": "Deed poll.", "by": processor, "at": day(days)}
        new = replace(seen, **typed)
        return commands.correct_details(candidate=record, seen=seen, new=new, **said)

    return correct


@pytest.fixture
def names(day):
    """The surname and forenames of a record on each of some days."""

    def names(record, *days):
        return [" ".join(names_at([record.pk], day(one))[record.pk]) for one in days]

    return names


@pytest.fixture
def two():
    """Two records of one person."""
    return make.a_candidate("Okafor", "Ada"), make.a_candidate("Mills", "Eve")


def test_a_corrected_name_is_that_of_its_days(correct, names, two):
    ada, _ = two
    correct(ada, 1, surname="Smith")
    correct(ada, 3, forenames="Adah")

    assert names(ada, 0, 2, 4) == ["Okafor Ada", "Smith Ada", "Smith Adah"]


def test_merged_and_parted_each_record_had_the_name_of_its_days(
    correct, names, two, processor, day
):
    ada, eve = two
    correct(eve, 1, surname="Reed")
    made = tracker.merge(
        one=ada, other=eve, from_merged=["forenames"], because="One.", by=processor, at=day(3)
    )
    correct(ada, 5, surname="Smith")
    tracker.undo_merge(made=made, by=processor, at=day(7))
    correct(eve, 9, surname="Bello")

    assert names(ada, 0, 2, 4, 6, 8, 10) == [
        *("Okafor Ada", "Okafor Ada", "Okafor Eve", "Smith Eve", "Smith Ada", "Smith Ada")
    ]
    assert names(eve, 0, 2, 4, 6, 8, 10) == [
        *("Mills Eve", "Reed Eve", "Okafor Eve", "Smith Eve", "Reed Eve", "Bello Eve")
    ]


def test_a_record_brought_along_had_each_name_in_turn(correct, names, two, processor, day):
    ada, eve = two
    kim = make.a_candidate("Reed", "Kim")
    said = {"because": "One.", "by": processor}
    tracker.merge(one=eve, other=kim, **said, at=day(1))
    correct(eve, 3, surname="Bello")
    tracker.merge(one=ada, other=eve, **said, at=day(5))
    correct(ada, 7, surname="Smith")

    assert names(kim, 0, 2, 4, 6, 8) == [
        *("Reed Kim", "Mills Eve", "Bello Eve", "Okafor Ada", "Smith Ada")
    ]


def test_a_change_asked_for_a_record_merged_since_is_the_persons(
    names, two, centre, exams_officer, processor, day
):
    ada, eve = two
    make.an_entry(centre, candidate=eve)
    Candidate.objects.filter(pk=eve.pk).update(surname="Okafor")
    eve.refresh_from_db()
    waiting = make_details.a_waiting_change(eve, centre, exams_officer)
    tracker.merge(one=ada, other=eve, because="One.", by=processor, at=day(1))
    commands.approve_details(change=waiting, by=processor, at=day(3))

    assert names(ada, 0, 2, 4) == ["Okafor Ada", "Okafor Ada", "Smith Ada"]
    assert names(eve, 0, 2, 4) == ["Okafor Eve", "Okafor Ada", "Smith Ada"]


def test_many_records_cost_no_more_queries_than_one(correct, centre, at, django_assert_num_queries):
    people = [one.candidate for one in make.entries(centre, 30)]
    for one in people[:3]:
        correct(one, 1, surname="Smith")

    with django_assert_num_queries(3):
        names_at([one.pk for one in people], at)
