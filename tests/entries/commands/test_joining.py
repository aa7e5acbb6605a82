"""Which record somebody who is registered joins, and who gets a new one."""

from dataclasses import replace
from datetime import date

import pytest

from entries.models import Candidate
from entries.rules.people import Person
from entries.rules.registering import RowsRefused
from tests.entries.commands.typed import ADA
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_uci_birth_date_and_surname_join_the_record_of_another_centre(register, other_centre):
    known = make.a_candidate("OKAFOR", "Adaeze", born_on=ADA.born_on, uci=ADA.uci)
    make.an_entry(other_centre, make_catalogue.qualification("05834"), known)

    [ada] = register(ADA)

    assert ada.candidate == known
    assert Candidate.objects.count() == 1


@pytest.mark.slow
def test_less_than_that_is_never_joined_nor_given_a_second_record_with_the_number(register):
    make.a_candidate("Okafor", "Ada", born_on=date(2009, 3, 15), uci=ADA.uci)

    for typed in (ADA, replace(ADA, distinct=True)):
        with pytest.raises(RowsRefused, match="UCI is on record for a candidate with another name"):
            register(typed)
    [ada] = register(replace(ADA, uci="", distinct=True))

    assert Candidate.objects.count() == 2 and ada.candidate.born_on == ADA.born_on


@pytest.mark.slow
def test_of_the_centres_own_candidates_it_is_asked_first_and_then_refused(register, centre):
    known = make.a_candidate("Okafor", "Ada", born_on=date(2009, 3, 15), uci=ADA.uci)
    make.an_entry(centre, candidate=known)

    with pytest.raises(RowsRefused, match="looks like this person"):
        register(ADA)
    with pytest.raises(RowsRefused, match="UCI is on record"):
        register(replace(ADA, distinct=True))


@pytest.mark.slow
def test_a_picked_candidate_keeps_the_ocr_number_and_details(register, centre):
    known = make.an_entry(centre, make_catalogue.qualification("05834")).candidate
    number = known.entries.get().candidate_number

    [entry] = register(Person(picked=known.ocr_number, candidate_number=number))

    assert entry.candidate == known


@pytest.mark.slow
def test_only_the_centres_own_candidates_can_be_picked(register, other_centre):
    theirs = make.an_entry(other_centre).candidate

    with pytest.raises(RowsRefused, match="no candidate .* at your centre"):
        register(Person(picked=theirs.ocr_number, candidate_number="0001"))


@pytest.mark.slow
def test_a_record_joins_the_one_it_was_merged_into(register, centre):
    kept = make.a_candidate("Okafor", "Ada", born_on=ADA.born_on)
    make.a_candidate("Okafor", "Ada", born_on=ADA.born_on, uci=ADA.uci, merged_into=kept)
    kept.uci = ADA.uci
    kept.save()

    [ada] = register(ADA)

    assert ada.candidate == kept
