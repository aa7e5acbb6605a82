"""By which name does a centre read of somebody who has left it for another?"""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate

from entries import commands, queries
from entries.models import Candidate
from entries.queries.leaving import as_known, left_since
from entries.rules import details as rules
from tests.factories import catalogue
from tests.factories import entries as make
from tracker import commands as tracker

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def correct(processor, at):
    """Give a record another surname so many days later, as the board."""

    def correct(record, days, surname):
        seen = rules.of(Candidate.objects.get(pk=record.pk))
        said = {"reason": "Deed poll.", "by": processor, "at": at + timedelta(days=days)}
        new = replace(seen, surname=surname)
        return commands.correct_details(candidate=record, seen=seen, new=new, **said)

    return correct


@pytest.fixture
def gone(centre, other_centre, processor, correct, at):
    """Ada Okafor, Smith at the centre, transferred on day 2; Jones and Mills at the other."""
    entry = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada"))
    correct(entry.candidate, 1, "Smith")
    asked = make.a_transfer(other_centre, processor, centre)
    asked.entry, asked.candidate_number = entry, "0901"
    asked.save()
    tracker.process_transfer(transfer=asked, by=processor, at=at + timedelta(days=2))
    correct(entry.candidate, 3, "Jones")
    correct(entry.candidate, 4, "Mills")
    return Candidate.objects.get(pk=entry.candidate_id)


def name_read_by(centre, person):
    """The name under which the centre reads of the person."""
    record = Candidate.objects.get(pk=person.pk)
    [row] = as_known(centre, [SimpleNamespace(candidate=record)], localdate())
    return row.candidate.surname


def test_who_left_is_read_of_under_the_name_of_then_and_by_the_new_centre_of_now(
    centre, other_centre, gone, at
):
    assert left_since(centre, [gone.pk], localdate()) == {gone.pk: at + timedelta(days=2)}
    assert left_since(other_centre, [gone.pk], localdate()) == {}
    assert name_read_by(centre, gone) == "Smith"
    assert name_read_by(other_centre, gone) == "Mills"


def test_former_names_are_those_of_before_the_person_left(centre, gone, at):
    gone.surname = "Smith"

    assert queries.former_names(gone, centre, at + timedelta(days=2)) == ["Okafor, Ada"]


def test_who_has_left_for_nobody_is_read_of_as_they_are_called_now(centre, correct):
    entry = make.an_entry(centre, status="removed")
    correct(entry.candidate, 1, "Smith")

    assert name_read_by(centre, entry.candidate) == "Smith"


def test_an_exam_keeps_the_name_until_the_day_of_its_results(centre, other_centre, correct, at):
    entry = make.an_entry(centre, status="removed")
    series = catalogue.a_series()
    series.results_on = localdate(at) + timedelta(days=2)
    series.save()
    make.a_unit_entry(entry, catalogue.unit(1), series)
    make.an_entry(other_centre, candidate=entry.candidate)
    correct(entry.candidate, 1, "Smith")
    correct(entry.candidate, 3, "Jones")

    record = Candidate.objects.get(pk=entry.candidate_id)
    [row] = as_known(centre, [SimpleNamespace(candidate=record)], series.results_on)
    assert row.candidate.surname == "Smith"


def test_any_number_of_persons_cost_the_same_queries(
    centre, other_centre, django_assert_max_num_queries
):
    gone = [make.an_entry(centre, status="removed").candidate for _ in range(8)]
    for one in gone:
        make.an_entry(other_centre, candidate=one)

    with django_assert_max_num_queries(12):
        as_known(centre, [SimpleNamespace(candidate=one) for one in gone], localdate())


def test_the_page_of_who_left_says_the_name_of_then(sign_in, exams_officer, centre, gone):
    address = f"/centres/{centre.number}/candidates/{gone.ocr_number}/"

    page = sign_in(exams_officer).get(address).content.decode()

    assert "Smith, Ada" in page and "Okafor, Ada" in page
    assert "Jones" not in page and "Mills" not in page
    assert "Shown at the centre that has the candidate now" in page and "UCI</dt>" not in page
