"""Claiming again what the moderator withdrew, by one button."""

import pytest

from claims import commands
from claims.models import Claim
from claims.rules import Change
from tests.factories import claims
from tests.factories.claims import at_page

BUTTON = "Claim the withdrawn units again"


@pytest.fixture
def withdrawn(centre, tutor, moderator):
    """A claim withdrawn as a whole."""
    return claims.claim_at("withdrawn", centre=centre, by=tutor, moderator=moderator)


@pytest.mark.slow
def test_one_button_puts_the_withdrawn_units_on_the_claim_in_progress(sign_in, tutor, withdrawn):
    browser = sign_in(tutor)
    assert BUTTON in browser.get(at_page("view", withdrawn)).content.decode()

    answer = browser.post(at_page("claim_again", withdrawn), follow=True)

    draft = Claim.objects.get(status="draft")
    assert answer.request["PATH_INFO"] == at_page("unsaved", draft)
    assert "Ready to claim again: 4." in answer.content.decode()
    browser.post(at_page("unsaved", draft))
    assert draft.lines.count() == 4
    assert BUTTON not in browser.get(at_page("view", withdrawn)).content.decode()


@pytest.mark.slow
def test_pressed_twice_nothing_is_there_twice(sign_in, tutor, withdrawn):
    browser = sign_in(tutor)

    browser.post(at_page("claim_again", withdrawn))
    again = browser.post(at_page("claim_again", withdrawn), follow=True)

    assert "Nothing more is to be claimed again" in again.content.decode()
    draft = Claim.objects.get(status="draft")
    assert draft.unsaved.count() == 4


@pytest.mark.slow
def test_a_single_withdrawn_unit_is_offered_once_its_claim_is_agreed(
    sign_in, centre, tutor, moderator, at
):
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    browser = sign_in(tutor)
    change = Change(claim.lines.first().pk, None, "Incomplete.")
    commands.review(claim=claim, changes=[change], by=moderator, at=at)
    assert BUTTON not in browser.get(at_page("view", claim)).content.decode()

    commands.agree(claim=claim, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    assert BUTTON in browser.get(at_page("view", claim)).content.decode()


@pytest.mark.slow
def test_who_makes_no_claims_is_not_offered_it(sign_in, exams_officer, withdrawn):
    browser = sign_in(exams_officer)

    assert BUTTON not in browser.get(at_page("view", withdrawn)).content.decode()
    assert browser.post(at_page("claim_again", withdrawn)).status_code == 403


@pytest.mark.slow
def test_with_nobody_registered_the_reason_is_told(sign_in, centre, tutor, withdrawn):
    centre.entries.all().delete()

    answer = sign_in(tutor).post(at_page("claim_again", withdrawn), follow=True)

    assert answer.request["PATH_INFO"] == at_page("view", withdrawn)
    assert not Claim.objects.filter(status="draft").exists()
