"""By what of another centre's does a search find a candidate? By nothing the centre cannot read."""

from dataclasses import replace
from datetime import timedelta

import pytest

from entries import commands, queries
from entries.models import Candidate, NumberTwice
from entries.rules import details as rules
from results import queries as results_queries
from tests.factories import catalogue
from tests.factories import entries as make
from tracker import commands as tracker
from tracker.queries import progress

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]
ULN, UCI = "9276308686", "681990012058G"


def found_in(centre, typed):
    """In how many of the centre's lists a search for what is typed finds anybody."""
    lists = (
        queries.find_candidates(centre, typed),
        queries.of_centre(centre, text=typed),
        queries.of_centre(centre, status="removed", text=typed),
        queries.unit_entries_of_centre(centre, text=typed),
        results_queries.qualification_results(centre, text=typed),
        progress.matching(centre, {"text": typed}),
    )
    return sum(one.exists() for one in lists)


def every_list(centre, entry, typed):
    """How many rows each list has in which an entry stands, for what is typed."""
    lists = (
        queries.find_candidates(centre, typed),
        queries.of_centre(centre, text=typed),
        queries.unit_entries_of_centre(centre, text=typed),
        queries.with_text(queries.open_entries(centre, entry.qualification), typed),
        results_queries.qualification_results(centre, text=typed),
        progress.matching(centre, {"text": typed}),
    )
    return [one.count() for one in lists]


PRINTED = ("Okafor, Ada", "Okafor,Ada", "okafor , ada,", "Ada Okafor")  # and as they are typed


@pytest.mark.parametrize("typed", PRINTED)
def test_a_name_is_found_as_it_is_printed(centre, typed):
    entry = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada"))
    make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ben"))
    make.a_unit_entry(entry, catalogue.unit(1))

    assert set(every_list(centre, entry, typed)) == {1}


@pytest.mark.parametrize("typed", ["O'Brien", "O’Brien", "o‘brien, Sinéad", "Sine\u0301ad"])
def test_a_name_is_found_by_whichever_apostrophe_and_accent_a_keyboard_has(centre, typed):
    entry = make.an_entry(centre, candidate=make.a_candidate("O'Brien", "Sinéad"))
    make.a_unit_entry(entry, catalogue.unit(1))

    assert set(every_list(centre, entry, typed)) == {1}


@pytest.mark.parametrize(("typed", "found"), [("4711", 1), ("471", 0), ("711", 0)])
def test_a_candidate_number_is_found_by_all_its_digits(centre, typed, found):
    entry = make.an_entry(centre, candidate_number="4711")
    make.a_unit_entry(entry, catalogue.unit(1))

    lists = (
        queries.of_centre(centre, text=typed),
        queries.unit_entries_of_centre(centre, text=typed),
        queries.with_text(queries.open_entries(centre, entry.qualification), typed),
        progress.matching(centre, {"text": typed}),
    )
    assert {one.count() for one in lists} == {found}


@pytest.mark.parametrize("typed", PRINTED)
def test_who_has_left_is_found_as_the_name_of_then_is_printed(
    centre, other_centre, processor, at, typed
):
    gone = make.an_entry(centre, status="removed", candidate=make.a_candidate("Okafor", "Ada"))
    make.an_entry(other_centre, candidate=gone.candidate)
    seen = rules.of(gone.candidate)
    said = {"reason": "Deed poll.", "by": processor, "at": at + timedelta(days=2)}
    new = replace(seen, surname="Smith")
    commands.correct_details(candidate=gone.candidate, seen=seen, new=new, **said)

    assert queries.of_centre(centre, status="removed", text=typed).count() == 1
    assert not found_in(centre, "Smith, Ada")


def test_who_is_entered_for_exams_is_found_by_uci_and_uln(centre):
    one = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada", uci=UCI, uln=ULN))
    make.an_entry(centre)
    open_ones = queries.open_entries(centre, one.qualification)

    for typed in (UCI, UCI.lower(), ULN):
        assert list(queries.with_text(open_ones, typed)) == [one], typed


@pytest.fixture
def two(centre, other_centre):
    """Somebody of the centre's, and the record that another centre has of them."""
    ours = make.a_candidate("Okafor", "Ada")
    numbers = {"ocr_number": "61234567", "uln": ULN, "uci": UCI}
    theirs = make.a_candidate("Quorley", "Adah", born_on=ours.born_on, **numbers)
    make.an_entry(centre, candidate=ours)
    make.an_entry(other_centre, catalogue.qualification("05838"), candidate=theirs)
    return ours, theirs


def test_a_merged_record_finds_nobody_where_the_centre_may_not_read_of_it(
    centre, other_centre, two, processor, at
):
    ours, theirs = two
    tracker.merge(one=ours, other=theirs, because="The same.", by=processor, at=at)
    ours.refresh_from_db()

    for typed in ("Quorley", "Quor", "612", *own_numbers(theirs, ours)):
        assert not found_in(centre, typed), typed
        assert found_in(other_centre, typed), typed
    for typed in ("Okafor", ours.ocr_number, theirs.ocr_number):
        assert found_in(centre, typed) and found_in(other_centre, typed), typed


def own_numbers(record, kept):
    """The UCI and ULN, with their beginnings, that the record has and the kept one has not."""
    for number, known in ((record.uci, kept.uci), (record.uln, kept.uln)):
        if number != known:
            yield from (number, number[:4])


def test_a_name_or_number_that_another_centre_gave_before_finds_nobody_here(
    centre, other_centre, processor, at
):
    record = make.a_candidate("Quorley", "Ada", uln=ULN)
    make.an_entry(other_centre, catalogue.qualification("05838"), candidate=record)
    seen = rules.of(record)
    new = replace(seen, surname="Okafor", uln="")
    said = {"reason": "Deed poll.", "by": processor, "at": at - timedelta(days=9)}
    commands.correct_details(candidate=record, seen=seen, new=new, **said)
    ours = make.a_candidate("Okafor", "Ada", born_on=record.born_on)
    make.an_entry(centre, candidate=ours)
    said = {"because": "The same.", "by": processor, "at": at}
    tracker.merge(one=record, other=ours, **said)

    for typed in ("Quor", ULN, ULN[:4]):
        assert not found_in(centre, typed), typed
        assert found_in(other_centre, typed), typed


def test_a_number_given_back_since_finds_nobody_where_they_have_left(
    centre, other_centre, processor, at
):
    gone = make.an_entry(centre, status="removed").candidate
    make.an_entry(other_centre, candidate=gone)
    holder = make.a_candidate("Jones", "Jo", uln=ULN)
    make.an_entry(other_centre, catalogue.qualification("05838"), candidate=holder)
    twice = NumberTwice.objects.create(
        candidate=gone, holder=holder, kind="uln", number=ULN, noted_at=at
    )
    commands.say_whose_number(
        twice=twice,
        answer=NumberTwice.Answer.GOES_BACK,
        by=processor,
        at=at + timedelta(days=2),
    )

    assert Candidate.objects.get(pk=gone.pk).uln == ULN
    for typed in (ULN, ULN[:4]):
        assert not found_in(centre, typed), typed
        assert found_in(other_centre, typed), typed
    assert found_in(centre, gone.ocr_number)
