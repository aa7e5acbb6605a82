"""Candidates who are there already, or may be: picked, joined, asked about."""

from datetime import date

import pytest

from entries.models import Candidate, QualificationEntry
from tests import confirming
from tests.entries.views.sheets import ADA, URL, confirm, sheet
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_a_likely_duplicate_made_meanwhile_is_asked_about_first(page, centre):
    looked = page.post(URL, sheet(ADA))
    twin = make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada")).candidate

    again = page.post(URL, sheet(ADA, act="confirm", shown=confirming.shown_on(looked)))

    assert Candidate.objects.count() == 1
    assert twin.ocr_number in again.content.decode()
    picked = sheet({**ADA, "is": "new"}, act="confirm", shown=confirming.shown_on(again))
    page.post(URL, picked)
    assert Candidate.objects.count() == 2


@pytest.mark.slow
def test_details_of_a_picked_candidate_changed_meanwhile_are_shown_first(page, centre):
    business = make_catalogue.qualification("05834")
    entry = make.an_entry(centre, business, make.a_candidate("Okafor", "Ada"))
    row = {"picked": entry.candidate.ocr_number, "candidate_number": entry.candidate_number}
    looked = page.post(URL, sheet(row))
    Candidate.objects.update(forenames="Adaeze")

    again = page.post(URL, sheet(row, act="confirm", shown=confirming.shown_on(looked)))

    assert QualificationEntry.objects.count() == 1
    assert "Okafor, Adaeze" in again.content.decode()
    assert len(confirming.differences_on(again)) == 1


@pytest.mark.slow
def test_candidates_the_centre_has_are_found_and_picked(page, centre, other_centre):
    ours = make.an_entry(centre, make_catalogue.qualification("05838")).candidate
    theirs = make.an_entry(other_centre).candidate

    found = page.post(URL, sheet(ADA, act="find", search="okafor")).content.decode()
    assert ours.ocr_number in found and theirs.ocr_number not in found

    picked = page.post(URL, sheet(ADA, act="pick", pick=[ours.ocr_number, theirs.ocr_number]))
    assert f'name="row-1-picked" value="{ours.ocr_number}"' in picked.content.decode()
    assert theirs.ocr_number not in picked.content.decode()


@pytest.mark.slow
def test_whoever_is_registered_for_another_size_is_pointed_to_the_top_up(page, centre):
    ada = make.an_entry(centre, make_catalogue.qualification("05838")).candidate
    row = {"picked": ada.ocr_number, "candidate_number": ada.entries.get().candidate_number}

    words = page.post(URL, sheet(row)).content.decode()

    assert "registered for another size" in words and "Top up or move down" in words
    assert "registered for another size" not in page.post(URL, sheet(ADA)).content.decode()


@pytest.mark.slow
def test_a_likely_duplicate_of_the_centres_own_is_shown_and_must_be_answered(page, centre):
    known = make.a_candidate("Okafour", "Ada")
    make.an_entry(centre, make_catalogue.qualification("05834"), known, candidate_number="0042")

    shown = page.post(URL, sheet(ADA)).content.decode()
    assert known.ocr_number in shown and "the same date of birth and a similar name" in shown

    unanswered = page.post(URL, sheet(ADA, act="confirm")).content.decode()
    assert "say whether this is the same person" in unanswered
    assert QualificationEntry.objects.count() == 1

    confirm(page, {**ADA, "is": known.ocr_number})
    assert known.entries.count() == 2


@pytest.mark.slow
def test_an_answer_to_one_row_is_not_lost_while_another_waits(page, centre):
    known = make.a_candidate("Okafour", "Ada")
    make.an_entry(centre, make_catalogue.qualification("05834"), known, candidate_number="0042")
    twin = {**ADA, "forenames": "Adah", "candidate_number": "43", "born_on_day": "15"}
    make.a_candidate("Okafor", "Adah", born_on=date(2009, 3, 15))

    answer = confirm(page, {**ADA, "is": known.ocr_number}, twin)

    assert f'name="row-0-is" value="{known.ocr_number}"' in answer.content.decode()
    assert "Row 2 (Okafor, Adah): say whether" in answer.content.decode()


@pytest.mark.slow
def test_of_another_centres_candidate_no_more_is_told_than_that_a_record_exists(page, other_centre):
    theirs = make.a_candidate("Okafour", "Adaline", uci="681990012058G")
    make.an_entry(other_centre, candidate=theirs)

    answer = page.post(URL, sheet({**ADA, "uci": "681990012058G"})).content.decode()

    assert "This UCI is on record for a candidate with another name" in answer
    for secret in (theirs.surname, theirs.forenames, theirs.ocr_number, other_centre.name):
        assert secret not in answer


@pytest.mark.slow
def test_joining_another_centres_record_by_uci_tells_no_detail_of_it(page, other_centre):
    uci = "681990012058G"
    theirs = make.a_candidate("Okafor", "Eleonore", sex="M", uci=uci, uln="9276308686")
    make.an_entry(other_centre, make_catalogue.qualification("05834"), theirs)

    answer = page.post(URL, sheet({**ADA, "uci": uci, "uln": "1000000019"})).content.decode()

    assert "Existing record, by UCI or ULN" in answer
    assert "The candidate has a record that is not of your centre" in answer
    for secret in ("Eleonore", "9276308686", theirs.ocr_number, "the sex", "the ULN from"):
        assert secret not in answer


@pytest.mark.slow
def test_somebody_else_is_not_offered_for_the_uci_of_a_candidate(page, centre):
    known = make.a_candidate("Nolan", "Ada", uci="681990012058G")
    make.an_entry(centre, make_catalogue.qualification("05834"), known)

    answer = page.post(URL, sheet({**ADA, "uci": known.uci})).content.decode()

    assert known.ocr_number in answer and "The UCI is that of your candidate" in answer
    assert 'value="new"' not in answer
