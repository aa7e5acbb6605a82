"""What the records of one person say of them: the same, until they are parted again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from entries import commands as entries
from entries import queries as entry_queries
from entries.details_states import Status
from entries.models import Candidate, Charge
from entries.rules import details as rules
from results.queries.sittings import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import details as make_details
from tests.factories import entries as make
from tracker import commands

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def correct(processor, at):
    """Change details of an entry's person as the board, some time later."""

    def correct(entry, days=1, **typed):
        person = Candidate.objects.get(pk=entry.candidate_id).person
        seen = rules.of(person)
        new = replace(seen, **typed)
        then = at + timedelta(days=days)
        said = {"reason": "Deed poll.", "by": processor, "at": then}
        return entries.correct_details(candidate=person, seen=seen, new=new, **said)

    return correct


def details(*entries_):
    """What the records of the entries say, as they are saved."""
    return [rules.of(Candidate.objects.get(pk=one.candidate_id)) for one in entries_]


def said_alike(*entries_):
    """The one name that the records of the entries have; fails where there are several."""
    [name] = {one.name for one in details(*entries_)}
    return name


def test_records_say_the_same_once_merged_and_after_a_correction(merge, apart, correct):
    here, there = apart

    merge(here, there)
    assert said_alike(here, there) == "Adeyemi, Tola"
    correct(here, surname="Smith", born_on=date(2008, 7, 2))

    assert said_alike(here, there) == "Smith, Tola"
    assert {one.born_on for one in details(here, there)} == {date(2008, 7, 2)}


def test_numbers_stay_each_records_own(merge, apart):
    here, there = apart
    own = rules.of(there.candidate)

    merge(here, there)

    [_, now] = details(here, there)
    assert (now.uci, now.uln) == (own.uci, own.uln)


def test_a_correction_reaches_the_lists_of_the_other_centre(merge, apart, correct):
    here, there = apart
    merge(here, there)
    correct(here, surname="Smith")

    shown = {one.candidate.name for one in entry_queries.of_centre(there.centre)}

    assert shown == {"Smith, Tola"}


@pytest.mark.parametrize("word", ["Okafor", "Mills", "Smith"])
def test_who_was_merged_is_found_by_each_name_that_the_centre_may_read(
    merge, centre, other_centre, correct, word
):
    here = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada"))
    small = make_catalogue.qualification("05838")
    there = make.an_entry(other_centre, small, make.a_candidate("Mills", "Eve"))
    merge(here, there)
    correct(here, surname="Smith")

    for one in (here, there):
        is_read = one is there or word != "Mills"
        assert list(entry_queries.find_candidates(one.centre, word)) == [here.candidate] * is_read
        found = list(entry_queries.of_centre(one.centre, text=word))
        assert found == [one] * is_read
        assert {row.candidate.name for row in found} <= {"Smith, Ada"}
    person = Candidate.objects.get(pk=here.candidate_id)
    assert entry_queries.former_names(person, centre) == ["Okafor, Ada"]
    assert entry_queries.former_names(person, other_centre) == ["Okafor, Ada", "Mills, Eve"]


def test_a_search_finds_and_names_no_former_name_that_another_centre_gave(
    merge, centre, other_centre, correct
):
    here = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada"))
    small = make_catalogue.qualification("05838")
    there = make.an_entry(other_centre, small, make.a_candidate("Mills", "Eve"))
    merge(here, there)
    correct(here, surname="Smith")

    [picked] = entry_queries.find_candidates(centre, "Oka")
    [listed] = entry_queries.of_centre(centre, text="Oka")

    assert picked.former_names == listed.candidate.former_names == ["Okafor, Ada"]
    assert not entry_queries.find_candidates(centre, "Mil").exists()
    assert not entry_queries.of_centre(centre, text="Mil").exists()


def test_what_is_charged_later_names_the_person_as_corrected(
    merge, apart, correct, centre, exams_officer, at
):
    there, here = apart
    merge(there, here)
    correct(there, surname="Smith")
    then = at + timedelta(days=78)  # late, so that it is charged

    entries.enter_for_exams(
        centre=centre,
        qualification=there.qualification,
        series=make_catalogue.a_series(),
        chosen=[(there.candidate, make_catalogue.unit(25, there.qualification.code))],
        sat=sittings,
        by=exams_officer,
        at=then,
    )

    assert [one.who.partition(" (")[0] for one in Charge.objects.all()] == ["Smith, Tola"]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_parted_in_any_order_each_record_says_its_own_again(merge, centre, processor, at, order):
    names = ("Okafor", "Mills", "Reed")
    sizes = map(make_catalogue.qualification, ("05838", "05839", "05840"))
    found = [
        make.an_entry(centre, size, make.a_candidate(name, "Eve"))
        for name, size in zip(names, sizes, strict=True)
    ]
    made = [merge(found[0], found[1]), merge(found[0], found[2])]
    assert said_alike(*found) == "Okafor, Eve"

    for place in order:
        commands.undo_merge(made=made[place], by=processor, at=at)

    assert [one.surname for one in details(*found)] == list(names)


def test_what_a_record_had_brought_along_follows_it_when_it_is_parted(
    merge, centre, processor, correct, at
):
    sizes = map(make_catalogue.qualification, ("05838", "05839", "05840"))
    first, second, third = (
        make.an_entry(centre, size, make.a_candidate(name, "Eve"))
        for name, size in zip(("Okafor", "Mills", "Reed"), sizes, strict=True)
    )
    inner = merge(second, third)
    outer = merge(first, second)
    correct(first, surname="Smith")
    assert said_alike(first, second, third) == "Smith, Eve"

    commands.undo_merge(made=outer, by=processor, at=at + timedelta(days=2))
    assert [one.surname for one in details(first, second, third)] == ["Smith", "Mills", "Mills"]
    commands.undo_merge(made=inner, by=processor, at=at + timedelta(days=2))
    assert [one.surname for one in details(first, second, third)] == ["Smith", "Mills", "Reed"]


def test_details_that_go_back_go_back_on_the_other_merged_records_too(merge, centre, processor, at):
    sizes = map(make_catalogue.qualification, ("05838", "05839", "05840"))
    first, second, third = (
        make.an_entry(centre, size, make.a_candidate(name, "Eve"))
        for name, size in zip(("Okafor", "Mills", "Reed"), sizes, strict=True)
    )
    made = merge(first, second, from_merged=["surname"])
    merge(first, third)
    assert said_alike(first, second, third) == "Mills, Eve"

    commands.undo_merge(made=made, by=processor, at=at)

    assert [one.surname for one in details(first, second, third)] == ["Okafor", "Mills", "Okafor"]


# A change that waits for a record which is merged meanwhile


@pytest.fixture
def waiting(apart, exams_officer):
    """A change of the surname to Smith, asked for the record that will be merged."""
    _, there = apart
    Candidate.objects.filter(pk=there.candidate_id).update(surname="Adeyemi", forenames="T")
    there.candidate.refresh_from_db()
    return make_details.a_waiting_change(there.candidate, there.centre, exams_officer)


def test_a_change_that_waits_goes_on_for_the_person(merge, apart, waiting, processor, at):
    here, there = apart
    merge(here, there)
    assert entry_queries.waiting_change(here.candidate) == waiting

    entries.approve_details(change=waiting, by=processor, at=at + timedelta(days=1))

    waiting.refresh_from_db()
    assert waiting.status == Status.MADE
    assert said_alike(here, there) == "Smith, Tola"


def test_a_change_that_does_not_fit_the_person_is_for_the_board_to_refuse(
    merge, apart, waiting, processor, correct, at
):
    merge(*apart)
    correct(apart[0], days=0, surname="Bello")

    with pytest.raises(rules.DetailsRefused, match="The surname of this candidate changed"):
        entries.approve_details(change=waiting, by=processor, at=at)
    entries.refuse_details(change=waiting, words="Send it again.", by=processor, at=at)


def test_what_was_asked_for_a_record_stays_on_it_when_it_is_parted(
    merge, apart, waiting, processor, correct, at
):
    here, there = apart
    made = merge(here, there)
    entries.approve_details(change=waiting, by=processor, at=at + timedelta(days=1))
    correct(here, days=2, forenames="Tolani")

    commands.undo_merge(made=made, by=processor, at=at + timedelta(days=3))

    assert [one.name for one in details(here, there)] == ["Smith, Tolani", "Smith, T"]
