"""The pages that register candidates, several at a time."""

import re
from datetime import date

import pytest

from entries.models import Candidate, QualificationEntry, UnitEntry
from interchange.catalogue.models import Fee
from tests import confirming
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]

URL = "/centres/12345/entries/register/05839/"
TOKEN = "5f1a8f3e-8f0a-4c62-9d38-2f6f0f7f7b11"
ADA = {
    "surname": "Okafor",
    "forenames": "Ada",
    "born_on_day": "14",
    "born_on_month": "3",
    "born_on_year": "2009",
    "sex": "F",
    "candidate_number": "42",
}


def sheet(*rows, act="check", **more):
    """What the page sends: rows of typed details."""
    sent = {"token": TOKEN, "rows": len(rows), "act": act, **more}
    for at, row in enumerate(rows):
        sent |= {f"row-{at}-{name}": value for name, value in row.items()}
    return sent


def confirm(page, *rows, url=URL, **more):
    """Check the sheet, then confirm what that page showed; answers are given on that page."""
    unanswered = [{name: text for name, text in row.items() if name != "is"} for row in rows]
    looked, sent = sheet(*unanswered, **more), sheet(*rows, act="confirm", **more)
    return confirming.confirm(page, url, looked, sent, follow=True)


@pytest.fixture
def page(sign_in, exams_officer):
    """The exams officer's browser."""
    return sign_in(exams_officer)


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
def test_back_to_the_page_and_somebody_else_typed_is_a_new_form(page):
    confirm(page, ADA)
    bo = {**ADA, "surname": "Lindqvist", "forenames": "Bo", "candidate_number": "43"}

    confirm(page, bo)

    assert Candidate.objects.filter(surname="Lindqvist").exists()


@pytest.mark.slow
def test_every_problem_of_every_row_is_named_at_once_and_nothing_typed_is_lost(page):
    bad = {**ADA, "born_on_month": "13", "uln": "9999999999", "surname": "Okafor7"}
    answer = page.post(URL, sheet(bad, {"forenames": "Solo"})).content.decode()

    assert "<title>Error:" in answer
    for sentence in (
        "Row 1 (Okafor7, Ada): A name cannot contain 7.",
        "Row 1 (Okafor7, Ada): Date of birth must be a real date",
        "Row 1 (Okafor7, Ada): This is not a ULN",
        "Row 2 (Solo): Enter a surname.",
    ):
        assert sentence in answer
    for typed in ("Okafor7", "13", "9999999999", "Solo"):
        assert f'value="{typed}"' in answer


@pytest.mark.slow
def test_empty_rows_are_left_out_and_an_empty_sheet_says_what_to_do(page):
    assert "Check before sending" in page.post(URL, sheet({}, ADA, {})).content.decode()
    assert "Type the details of a candidate" in page.post(URL, sheet({}, {})).content.decode()


@pytest.mark.slow
def test_rows_are_added_and_removed_without_a_script(page):
    added = page.post(URL, sheet(ADA, act="add")).content.decode()
    assert 'name="rows" value="6"' in added and 'value="Okafor"' in added

    removed = page.post(URL, sheet(ADA, {"surname": "Kept"}, act="remove-0")).content.decode()
    assert 'value="Kept"' in removed and "Okafor" not in removed


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
def test_the_return_key_searches_when_a_search_is_typed_and_checks_otherwise(page):
    searched = page.post(URL, sheet(ADA, act="enter", search="zzz")).content.decode()
    checked = page.post(URL, sheet(ADA, act="enter", search="zzz", searched="zzz"))

    assert "None of your candidates matches" in searched
    assert "Check before sending" in checked.content.decode()


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


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 50])
def test_checking_fifty_rows_costs_no_more_queries_than_one(
    page, count, django_assert_max_num_queries
):
    rows = [
        {
            **ADA,
            "surname": f"Okafor{'x' * n}"[:40],
            "born_on_year": str(1990 + n % 20),
            "born_on_day": str(n % 28 + 1),
            "candidate_number": str(n + 1),
        }
        for n in range(count)
    ]

    with django_assert_max_num_queries(24):
        page.post(URL, sheet(*rows))
