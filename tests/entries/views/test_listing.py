"""The lists of a centre's entries, and receipts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from entries import commands
from entries.rules import details as rules
from entries.rules.people import Person
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]

URL = "/centres/12345/entries/"


@pytest.mark.slow
def test_an_empty_centre_is_told_how_to_begin(page):
    assert "Nobody is registered yet" in page.get(URL).content.decode()
    assert "No exam entries yet" in page.get(f"{URL}units/").content.decode()


@pytest.mark.slow
def test_registrations_are_listed_with_a_link_to_the_candidates_page(page, centre):
    entry = make.an_entry(centre)

    answer = page.get(URL).content.decode()

    assert entry.candidate.name in answer and entry.get_absolute_url() in answer


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=ashworth", {"Ashworth"}),
        ("q=ada+ash", {"Ashworth"}),
        ("q=0777", {"Lindqvist"}),
        ("qualification=05838", {"Lindqvist"}),
        ("status=removed", {"Osei"}),
        ("status=replaced", {"Ashworth", "Lindqvist", "Nolan"}),  # which nobody may ask for
        ("q=zzz", set()),
    ],
)
def test_filters_and_words_narrow_the_list_down(page, centre, query, shown):
    one = make.a_candidate("Ashworth", "Ada")
    make.an_entry(centre, candidate=one, candidate_number="0001")
    other = make_catalogue.qualification("05838")
    two = make.a_candidate("Lindqvist", "Bo")
    make.an_entry(centre, other, candidate=two, candidate_number="0777")
    three = make.a_candidate("Nolan", "Cy")
    make.an_entry(centre, candidate=three, candidate_number="0003", status="withdrawn")
    four = make.a_candidate("Osei", "Di")
    make.an_entry(centre, candidate=four, candidate_number="0004", status="removed")

    answer = page.get(f"{URL}?{query}").content.decode()

    names = ("Ashworth", "Lindqvist", "Nolan", "Osei")
    assert {name for name in names if name in answer} == shown


@pytest.mark.slow
def test_a_processed_withdrawal_is_gone_from_the_list(page, centre):
    make.an_entry(centre, candidate=make.a_candidate("Gone"), status="removed")

    assert "Gone" not in page.get(URL).content.decode()


@pytest.mark.slow
def test_unit_entries_are_listed_by_series(page, centre):
    entry, exam = make.an_entry(centre), make_catalogue.unit(1)
    make.a_unit_entry(entry, exam, make_catalogue.a_series(2027, 6))

    assert entry.candidate.name in page.get(f"{URL}units/?series=2027-06").content.decode()
    assert "No entry matches" in page.get(f"{URL}units/?series=none").content.decode()
    assert page.get(f"{URL}units/?series=rubbish-x&sort=zzz&page=99").status_code == 200


@pytest.mark.slow
def test_details_are_corrected_from_the_list_only_where_the_page_is_there(
    page, centre, other_centre
):
    here, gone = make.an_entry(centre), make.an_entry(centre, status="removed")
    make.an_entry(other_centre, candidate=gone.candidate)

    answer = page.get(URL).content.decode()

    for entry, status in ((here, 200), (gone, 404)):
        address = reverse(
            "entries:correct_details", args=[centre.number, entry.candidate.ocr_number]
        )
        assert (address in answer) == (status == 200)
        assert page.get(address).status_code == status


@pytest.mark.slow
def test_a_candidate_entered_for_units_only_is_listed_and_the_link_leads_somewhere(
    page, centre, exams_officer, at
):
    it_2012 = make_catalogue.qualification("05349")
    [made] = commands.enter_units_only(
        centre=centre,
        qualification=it_2012,
        people=[Person("Okafor", "Ada", at.date().replace(year=2009), "F", "0001")],
        units=list(it_2012.units.all()[:1]),
        by=exams_officer,
        at=at,
    )

    answer = page.get(f"{URL}units/?series=none").content.decode()

    address = f"/centres/12345/candidates/{made.candidate.ocr_number}/"
    assert "Units only" in answer and address in answer
    assert page.get(address).status_code == 200


@pytest.mark.slow
def test_a_receipt_names_whom_it_named_when_it_was_made(page, centre, exams_officer, processor, at):
    entered = commands.register(
        centre=centre,
        qualification=make_catalogue.qualification(),
        people=[Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")],
        by=exams_officer,
        at=at,
    )
    address = entered[0].submission.get_absolute_url()
    seen = rules.of(entered[0].candidate)
    commands.correct_details(
        candidate=entered[0].candidate,
        seen=seen,
        new=replace(seen, surname="Smith"),
        reason="Deed poll.",
        by=processor,
        at=at + timedelta(days=1),
    )

    assert "Okafor, Ada" in page.get(address).content.decode()
    assert "Smith, Ada" in page.get(URL).content.decode()
