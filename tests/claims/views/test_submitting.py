"""Submitting and recalling on the pages."""

import pytest
from django.urls import reverse

from claims.states import Status
from tests.factories import claims, entries


def at_page(name, centre, *rest):
    return reverse(f"claims:{name}", args=[centre.number, *rest])


@pytest.fixture
def browser(sign_in, tutor):
    """The tutor's browser."""
    return sign_in(tutor)


@pytest.fixture
def claim(centre, tutor):
    """A claim with four grades."""
    return claims.claim_at("draft", centre=centre, by=tutor)


def test_the_checklist_names_who_is_registered_and_not_claimed(browser, centre, claim):
    forgotten = entries.an_entry(centre).candidate

    page = browser.get(at_page("submit", centre, claim.pk)).content.decode()

    assert "Registered, and not on this claim: 1" in page
    assert forgotten.name in page


def test_the_checklist_names_what_is_still_needed(browser, centre, claim):
    page = browser.get(at_page("submit", centre, claim.pk)).content.decode()

    assert "Still needed for the award after this claim: 2" in page


def test_the_checklist_names_a_grade_lower_than_one_held(browser, centre, tutor):
    claims.claim_at("processed", centre=centre, candidates=1, units=1, grades="D", by=tutor)
    again = claims.claim_at("draft", centre=centre, candidates=0, units=1, grades="P", by=tutor)

    page = browser.get(at_page("submit", centre, again.pk)).content.decode()

    assert "Lower than a grade the candidate already holds: 1" in page
    assert "P claimed, D held" in page


def test_the_checklist_names_who_will_be_left_out(browser, centre, claim):
    centre.entries.filter(pk=centre.entries.first().pk).update(status="withdrawn")

    page = browser.get(at_page("submit", centre, claim.pk)).content.decode()

    assert "No longer registered: left out of the claim when you submit it: 2" in page


def test_without_the_declaration_the_server_refuses(browser, centre, claim):
    answer = browser.post(at_page("submit", centre, claim.pk), {"confirmed": "yes"})

    claim.refresh_from_db()
    assert "Tick the centre declaration before you submit" in answer.content.decode()
    assert claim.status == Status.DRAFT


def test_submission_asks_once_more(browser, centre, claim):
    answer = browser.post(at_page("submit", centre, claim.pk), {"declared": "on"})

    claim.refresh_from_db()
    assert "Do you want to submit this claim?" in answer.content.decode()
    assert claim.status == Status.DRAFT


def test_no_goes_back_with_what_was_typed(browser, centre, claim):
    fields = {"declared": "on", "results_email": "it@x.example", "back": "1"}

    page = browser.post(at_page("submit", centre, claim.pk), fields).content.decode()

    assert "Submit to assessor" in page
    assert 'value="it@x.example"' in page


def test_yes_submits_the_claim(browser, centre, claim):
    fields = {"declared": "on", "results_email": "it@x.example", "confirmed": "yes"}

    answer = browser.post(at_page("submit", centre, claim.pk), fields, follow=True)

    claim.refresh_from_db()
    assert (claim.status, claim.results_email) == (Status.READY, "it@x.example")
    assert f"Claim {claim.number} has been submitted" in answer.content.decode()
    assert "Keep the declarations" in answer.content.decode()


def test_a_wrong_address_is_explained_and_kept(browser, centre, claim):
    page = browser.post(
        at_page("submit", centre, claim.pk), {"declared": "on", "results_email": "it@"}
    ).content.decode()

    assert 'value="it@"' in page
    assert "There is a problem" in page


def test_the_second_to_submit_is_told_who_did(browser, centre, claim, centre_administrator, at):
    claims.commands.submit(claim=claim, declared=True, by=centre_administrator, at=at)

    answer = browser.post(
        at_page("submit", centre, claim.pk), {"declared": "on", "confirmed": "yes"}, follow=True
    )

    assert "Chris Admin submitted this claim at 10:00" in answer.content.decode()


def test_an_empty_claim_is_not_submitted(browser, centre, tutor):
    claim = claims.a_draft(centre, by=tutor)

    page = browser.post(at_page("submit", centre, claim.pk), {"declared": "on"})

    assert "There is nothing to submit" in page.content.decode()


def test_a_claim_is_recalled_after_asking(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    page = at_page("recall", centre, claim.pk)

    assert "Do you want to recall this claim?" in browser.get(page).content.decode()
    answer = browser.post(page, follow=True)

    claim.refresh_from_db()
    assert claim.status == Status.DRAFT
    assert "It keeps its number." in answer.content.decode()


def test_a_refused_recall_says_why(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)

    answer = browser.post(at_page("recall", centre, claim.pk), follow=True)

    assert "its status is Sampled" in answer.content.decode()


@pytest.mark.slow
def test_the_checklist_needs_as_few_queries_for_a_hundred(
    browser, centre, claim, django_assert_num_queries, django_assert_max_num_queries
):
    page = at_page("submit", centre, claim.pk)
    browser.get(page)

    with django_assert_max_num_queries(30) as few:
        browser.get(page)
    entries.entries(centre, 100, claim.qualification)
    claims.commands.save_grades(
        claim=claim, cells=claims.cells(claim), by=claim.created_by, at=claim.created_at
    )
    with django_assert_num_queries(len(few)):
        browser.get(page)
