"""Submitting on the pages: the declaration, the question, the yes."""

from dataclasses import replace

import pytest

from claims.states import Status
from interchange.audit import trail
from tests import confirming
from tests.claims.views.pages import at_page
from tests.factories import claims
from tests.reading import text


@pytest.fixture
def claim(centre, tutor):
    """A claim with four grades."""
    return claims.claim_at("draft", centre=centre, by=tutor)


@pytest.mark.slow
def test_without_the_declaration_the_server_refuses(browser, centre, claim):
    answer = browser.post(at_page("submit", centre, claim.pk), {"confirmed": "yes"})

    claim.refresh_from_db()
    assert "Tick the centre declaration before you submit" in answer.content.decode()
    assert list(answer.context["form"].errors) == ["declared"]
    assert claim.status == Status.DRAFT


@pytest.mark.slow
def test_submission_asks_once_more(browser, centre, claim):
    answer = browser.post(at_page("submit", centre, claim.pk), {"declared": "on"})

    claim.refresh_from_db()
    assert "Do you want to submit this claim?" in answer.content.decode()
    assert claim.status == Status.DRAFT


@pytest.mark.slow
def test_no_goes_back_with_what_was_typed(browser, centre, claim):
    fields = {"declared": "on", "results_email": "it@x.example", "back": "1"}

    page = browser.post(at_page("submit", centre, claim.pk), fields).content.decode()

    assert "Submit to assessor" in page
    assert 'value="it@x.example"' in page


def confirm(browser, page, **typed):
    """Declare, look at the question, and say Yes to what it shows."""
    fields = {"declared": "on", **typed}
    yes = {**fields, "confirmed": "yes"}
    return confirming.confirm(browser, page, fields, yes, follow=True)


@pytest.mark.slow
def test_a_grade_saved_after_the_question_was_shown_is_shown_before_it_is_submitted(
    browser, centre, claim, centre_administrator, at
):
    page, yes = at_page("submit", centre, claim.pk), {"declared": "on", "confirmed": "yes"}
    asked = browser.post(page, {"declared": "on", "results_email": "it@x.example"})
    one, other, gone = claims.cells(claim, units=3)[:3]
    cells = [replace(one, grade="D"), replace(other, grade=None), gone]
    claims.commands.save_grades(claim=claim, cells=cells, by=centre_administrator, at=at)

    yes |= {"results_email": "it@x.example"}
    again = browser.post(page, {**yes, "shown": confirming.shown_on(asked)})

    claim.refresh_from_db()
    assert claim.status == Status.DRAFT
    assert "This is not what the page showed you" in text(again)
    kinds = [told.split()[0] for told in confirming.differences_on(again)]
    assert sorted(set(kinds)) == ["Changed", "Gone", "New"]
    assert 'value="it@x.example"' in again.content.decode()
    browser.post(page, {**yes, "shown": confirming.shown_on(again)})
    claim.refresh_from_db()
    assert claim.status == Status.READY


@pytest.mark.slow
def test_a_reason_changed_after_the_question_was_shown_is_shown_before(browser, centre, tutor):
    claims.claim_at("processed", centre=centre, candidates=1, units=1, by=tutor)
    claim = claims.claim_at("draft", centre=centre, candidates=0, units=1, by=tutor)
    why = {"held_before": "P, Claim 100001"}
    claim.lines.update(again="improved", **why)
    page = at_page("submit", centre, claim.pk)
    asked = browser.post(page, {"declared": "on"})
    claim.lines.update(again="corrects", **why)

    yes = {"declared": "on", "confirmed": "yes", "shown": confirming.shown_on(asked)}
    again = browser.post(page, yes)

    assert "The grade held was claimed in error" in text(again)
    assert not trail.of(claim).filter(name="claim.submit").exists()


@pytest.mark.slow
def test_who_is_withdrawn_after_the_question_was_shown_is_named_before(browser, centre, claim):
    page = at_page("submit", centre, claim.pk)
    asked = browser.post(page, {"declared": "on"})
    centre.entries.filter(pk=centre.entries.first().pk).update(status="withdrawn")

    yes = {"declared": "on", "confirmed": "yes", "shown": confirming.shown_on(asked)}
    again = browser.post(page, yes)

    assert "left out: not registered" in text(again)
    assert not trail.of(claim).filter(name="claim.submit").exists()


@pytest.mark.slow
def test_yes_submits_the_claim(browser, centre, claim):
    answer = confirm(browser, at_page("submit", centre, claim.pk), results_email="it@x.example")

    claim.refresh_from_db()
    assert (claim.status, claim.results_email) == (Status.READY, "it@x.example")
    assert f"Claim {claim.number} has been submitted" in answer.content.decode()
    assert "Keep the declarations" in answer.content.decode()


@pytest.mark.slow
def test_the_question_and_the_form_stand_in_addresses_of_their_own(browser, centre, claim):
    page, typed = at_page("submit", centre, claim.pk), {"results_email": "it@x.example"}

    question = browser.get(page, {**typed, "declared": "on"})
    slip = browser.get(page, typed).content.decode()
    back = browser.get(question.context["back"]).content.decode()

    assert "Do you want to submit this claim?" in question.content.decode()
    assert 'class="form" method="get"' in browser.get(page).content.decode()
    assert "There is a problem" in slip and 'value="it@x.example"' in slip
    assert "There is a problem" not in back and 'value="it@x.example"' in back


@pytest.mark.slow
def test_a_yes_that_is_refused_leads_to_a_page_that_back_can_ask_for(browser, centre, claim):
    page = at_page("submit", centre, claim.pk)
    yes = {"declared": "on", "confirmed": "yes", "results_email": "it@x.example"}
    claim.lines.all().delete()

    refused = browser.post(page, yes)
    answer = browser.get(refused.url).content.decode()

    assert "There is nothing to submit" in answer
    assert 'value="it@x.example"' in answer


@pytest.mark.slow
def test_the_question_says_what_is_typed_and_not_saved(browser, centre, claim, tutor, at):
    cells = [replace(cell, grade=None) for cell in claims.cells(claim)[:2]]
    claims.commands.remember(claim=claim, cells=cells, by=tutor, at=at)

    asked = browser.get(
        at_page("submit", centre, claim.pk), {"declared": "on", "results_email": ""}
    )

    assert "You typed 2 grades" in text(asked)
    assert "no part of the claim, and is not submitted" in text(asked)
    assert at_page("unsaved", centre, claim.pk) in asked.content.decode()


@pytest.mark.slow
def test_a_wrong_address_is_explained_and_kept(browser, centre, claim):
    page = browser.post(
        at_page("submit", centre, claim.pk), {"declared": "on", "results_email": "it@"}
    ).content.decode()

    assert 'value="it@"' in page
    assert "There is a problem" in page


@pytest.mark.slow
def test_the_second_to_submit_is_told_who_did(browser, centre, claim, centre_administrator, at):
    claims.commands.submit(claim=claim, declared=True, by=centre_administrator, at=at)

    answer = browser.post(
        at_page("submit", centre, claim.pk), {"declared": "on", "confirmed": "yes"}, follow=True
    )

    assert "Chris Admin submitted this claim at 10:00" in answer.content.decode()


@pytest.mark.slow
def test_an_empty_claim_is_not_submitted(browser, centre, tutor):
    claim = claims.a_draft(centre, by=tutor)

    page = browser.post(at_page("submit", centre, claim.pk), {"declared": "on"})

    assert "There is nothing to submit" in page.content.decode()


@pytest.mark.slow
def test_what_is_wrong_with_the_claim_is_not_said_of_the_declaration(browser, centre, tutor):
    claim = claims.a_draft(centre, by=tutor)

    page = browser.post(at_page("submit", centre, claim.pk), {"confirmed": "yes"})

    assert "There is nothing to submit" in page.content.decode()
    assert list(page.context["form"].errors) == ["__all__"]


@pytest.mark.slow
def test_pressing_twice_says_that_you_have_submitted_it_already(browser, centre, claim):
    page = at_page("submit", centre, claim.pk)
    fields = {"declared": "on", "confirmed": "yes"}
    confirm(browser, page)

    answer = browser.post(page, fields, follow=True)

    claim.refresh_from_db()
    told = f"You have already submitted this claim, as claim {claim.number}"
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert trail.of(claim).filter(name="claim.submit").count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("fields", [{}, {"declared": "on"}])
def test_the_back_button_asks_nothing_of_a_claim_already_submitted(browser, centre, tutor, fields):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    answer = browser.post(at_page("submit", centre, claim.pk), fields, follow=True)

    assert "You have already submitted this claim" in answer.content.decode()
    assert "Do you want to submit" not in answer.content.decode()


@pytest.mark.slow
def test_a_submitted_claim_reminds_of_the_declarations(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    page = browser.get(claim.get_absolute_url()).content.decode()

    assert "Retain the declarations your candidates signed" in page


@pytest.mark.slow
def test_the_confirmation_names_what_support_asks_for(browser, centre, claim):
    page = browser.post(at_page("submit", centre, claim.pk), {"declared": "on"}).content.decode()

    assert "Centre number: 12345\nEntry code: 05839\nClaim number: given when you submit" in page
