"""The pages that register candidates: choose, check, confirm."""

import re

import pytest

from entries.models import Candidate, QualificationEntry, UnitEntry
from interchange.catalogue.models import Fee
from tests import confirming
from tests.entries.views.sheets import ADA, URL, confirm, sheet
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_the_qualification_is_found_by_code_or_words(page):
    answer = page.get("/centres/12345/entries/register/?q=extended+certificate+IT")

    assert "05839" in answer.content.decode()
    assert "05842" not in answer.content.decode()


@pytest.mark.slow
def test_a_sheet_is_checked_then_confirmed_then_receipted(page):
    checked = page.post(URL, sheet(ADA)).content.decode()
    assert "Check before sending" in checked and not Candidate.objects.exists()

    answer = confirm(page, ADA)

    [entry] = QualificationEntry.objects.all()
    assert (entry.candidate.name, entry.candidate_number) == ("Okafor, Ada", "0042")
    assert answer.redirect_chain == [(entry.submission.get_absolute_url(), 302)]
    assert entry.candidate.ocr_number in answer.content.decode()


@pytest.mark.slow
def test_confirming_twice_leads_to_the_same_receipt(page):
    first = confirm(page, ADA)
    again = page.post(URL, sheet(ADA, act="confirm"), follow=True)

    assert first.redirect_chain == again.redirect_chain and QualificationEntry.objects.count() == 1


@pytest.mark.slow
def test_what_the_fee_became_since_the_page_showed_it_is_shown_before_anybody_is_registered(page):
    looked = page.post(URL, sheet(ADA))
    fees = Fee.objects.filter(slug__startswith="registration")
    fees.update(pence=999_00)

    again = page.post(URL, sheet(ADA, act="confirm", shown=confirming.shown_on(looked)))

    assert not Candidate.objects.exists()
    [told] = confirming.differences_on(again)
    assert told.startswith("Changed Fees") and "→ 1 × £999.00" in told
    page.post(URL, sheet(ADA, act="confirm", shown=confirming.shown_on(again)))
    assert Candidate.objects.exists()


@pytest.mark.slow
def test_back_to_the_page_and_somebody_else_typed_is_a_new_form(page):
    confirm(page, ADA)
    bo = {**ADA, "surname": "Lindqvist", "forenames": "Bo", "candidate_number": "43"}

    confirm(page, bo)

    assert Candidate.objects.filter(surname="Lindqvist").exists()


@pytest.mark.slow
def test_a_pathway_must_be_chosen_where_there_are_some(page):
    url = URL.replace("05839", "05842")

    refused = page.post(url, sheet(ADA)).content.decode()
    assert "Choose the pathway" in refused and 'value="Okafor"' in refused

    confirm(page, ADA, url=url, pathway="Data Analyst")
    assert QualificationEntry.objects.get().pathway == "Data Analyst"


@pytest.mark.slow
def test_units_alone_are_entered_on_the_same_kind_of_sheet(page):
    url = "/centres/12345/entries/units/05349/"
    unit = make_catalogue.qualification("05349").units.first()

    assert "Tick the units" in page.post(url, sheet(ADA)).content.decode()
    confirm(page, ADA, url=url, units=[unit.pk])

    assert UnitEntry.objects.get().unit == unit and not QualificationEntry.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "path", ["register/05846/", "register/99999/", "units/05839/", "receipts/999/"]
)
def test_what_is_not_offered_here_has_no_page(page, path):
    assert page.get(f"/centres/12345/entries/{path}").status_code == 404


@pytest.mark.slow
def test_a_tutor_may_look_but_not_register(sign_in, tutor):
    browser = sign_in(tutor)

    assert browser.get("/centres/12345/entries/").status_code == 200
    assert browser.get(URL).status_code == 403


@pytest.mark.slow
def test_a_spoilt_form_is_answered_without_an_error(page):
    spoilt = {"rows": "many", "token": "x", "act": "remove-x", "row-0-sex": "Q", "units": "y"}

    assert page.post(URL, spoilt).status_code == 200
    assert page.post(URL, sheet({**ADA, "sex": "Q"}, act="nothing")).status_code == 200
    for act in ("check", "find", "pick"):
        signs = sheet({**ADA, "surname": "a\0b"}, {"picked": "\0"}, act=act, search="\0x")
        assert page.post(URL, {**signs, "pick": ["\0"]}).status_code == 200
    assert page.get("/centres/12345/entries/register/0583%00/").status_code == 404


@pytest.mark.slow
def test_a_candidates_name_is_shown_as_text(page, centre):
    known = make.a_candidate("<b>Bold</b>")
    make.an_entry(centre, candidate=known)

    shown = page.get("/centres/12345/entries/").content.decode()

    assert "<b>Bold</b>" not in shown and re.search("&lt;b&gt;Bold", shown)
