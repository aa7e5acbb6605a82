"""By which name does a centre read of somebody who has left it for another?"""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils.timezone import localdate, localtime

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
    [row] = as_known(centre, [SimpleNamespace(candidate=record)], localtime())
    return row.candidate.surname


def test_who_left_is_read_of_under_the_name_of_then_and_by_the_new_centre_of_now(
    centre, other_centre, gone, at
):
    assert left_since(centre, [gone.pk], localtime()) == {gone.pk: at + timedelta(days=2)}
    assert left_since(other_centre, [gone.pk], localtime()) == {}
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
    [row] = as_known(centre, [SimpleNamespace(candidate=record)], series.results_at)
    assert row.candidate.surname == "Smith"


def test_any_number_of_persons_cost_the_same_queries(
    centre, other_centre, django_assert_max_num_queries
):
    gone = [make.an_entry(centre, status="removed").candidate for _ in range(8)]
    for one in gone:
        make.an_entry(other_centre, candidate=one)

    with django_assert_max_num_queries(12):
        as_known(centre, [SimpleNamespace(candidate=one) for one in gone], localtime())


def test_the_page_of_who_left_says_the_name_of_then(sign_in, exams_officer, centre, gone):
    address = f"/centres/{centre.number}/candidates/{gone.ocr_number}/"

    page = sign_in(exams_officer).get(address).content.decode()

    assert "Smith, Ada" in page and "Okafor, Ada" in page
    assert "Jones" not in page and "Mills" not in page
    assert "Shown at the centre that has the candidate now" in page and "UCI</dt>" not in page


UCI = "681990012058G"


@pytest.fixture
def numbered(gone, processor, at):
    """Gone, who has another birth date and a UCI since; as the board has it."""
    seen = rules.of(gone)
    said = {"reason": "Found.", "by": processor, "at": at + timedelta(days=5)}
    new = replace(seen, born_on=date(2008, 2, 1), uci=UCI)
    commands.correct_details(candidate=gone, seen=seen, new=new, **said)
    return Candidate.objects.get(pk=gone.pk)


def test_a_number_given_since_finds_nobody_whatever_of_it_is_typed(centre, other_centre, numbered):
    for typed in (UCI, UCI[:3], "Mills", "2008"):
        assert not queries.find_candidates(centre, typed).exists(), typed
    assert queries.find_candidates(centre, numbered.ocr_number).exists()
    assert queries.find_candidates(centre, "smith").exists()
    assert queries.find_candidates(other_centre, UCI[:3]).exists()


def test_former_numbers_find_whoever_is_here(other_centre, numbered, processor, at):
    seen = rules.of(numbered)
    said = {"reason": "Slip.", "by": processor, "at": at + timedelta(days=6)}
    new = replace(seen, uci="")
    commands.correct_details(candidate=numbered, seen=seen, new=new, **said)

    assert queries.find_candidates(other_centre, UCI).exists()


def test_the_date_of_birth_is_that_of_then(centre, other_centre, gone, numbered):
    for where, born_on, uci in (
        (centre, gone.born_on, ""),
        (other_centre, numbered.born_on, UCI),
    ):
        record = Candidate.objects.get(pk=gone.pk)
        as_known(where, [SimpleNamespace(candidate=record)], localtime())
        assert (record.born_on, record.uci) == (born_on, uci)


def test_lists_are_sorted_by_the_name_of_then(centre, gone):
    make.an_entry(centre, candidate=make.a_candidate("Parr", "Dee"), status="moved")
    found = queries.find_candidates(centre, "")

    assert [one.by_surname for one in found] == ["Parr", "Smith"]


def test_a_record_merged_since_does_not_find_who_left(centre, other_centre, gone, processor, at):
    other = make.a_candidate("Zulu", "Zoe", uci=UCI, born_on=gone.born_on)
    make.an_entry(other_centre, catalogue.qualification("05838"), candidate=other)
    said = {"because": "The same.", "by": processor, "at": at + timedelta(days=6)}
    tracker.merge(one=gone, other=other, **said)

    for typed in ("Zulu", UCI, UCI[:2], other.ocr_number):
        assert not queries.find_candidates(centre, typed).exists(), typed
        assert queries.find_candidates(other_centre, typed).exists(), typed
    merged = Candidate.objects.get(pk=other.pk)
    left = left_since(centre, {merged.person_id}, localtime())[merged.person_id]
    assert queries.as_read(centre, merged, left) is None
    assert name_read_by(centre, gone) == "Smith"


def test_a_record_that_is_under_an_older_one_by_now_is_read_as_it_was(
    centre, other_centre, processor, at
):
    older = make.a_candidate("Zulu", "Zoe")
    make.an_entry(other_centre, catalogue.qualification("05838"), candidate=older)
    entry = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada"), status="removed")
    make.an_entry(other_centre, candidate=entry.candidate)
    said = {"because": "The same.", "by": processor, "at": at + timedelta(days=60)}
    tracker.merge(one=older, other=entry.candidate, **said)

    assert name_read_by(centre, entry.candidate) == "Okafor"
    record = Candidate.objects.get(pk=entry.candidate_id)
    left = left_since(centre, {older.pk}, localtime())[older.pk]
    read = queries.as_read(centre, record, left)
    assert (read.name, read.ocr_number) == ("Okafor, Ada", entry.candidate.ocr_number)
