"""A claim is recalled, and a page that is behind says what became of the claim."""

import pytest

from claims.states import Status
from tests.claims.views.pages import at_page
from tests.factories import claims


@pytest.fixture
def claim(centre, tutor):
    """A claim with four grades."""
    return claims.claim_at("draft", centre=centre, by=tutor)


@pytest.mark.slow
def test_a_claim_is_recalled_after_asking(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    page = at_page("recall", centre, claim.pk)

    assert "Do you want to recall this claim?" in browser.get(page).content.decode()
    answer = browser.post(page, follow=True)

    claim.refresh_from_db()
    assert claim.status == Status.DRAFT
    assert "It keeps its number." in answer.content.decode()


@pytest.mark.slow
def test_a_refused_recall_says_why(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)

    answer = browser.post(at_page("recall", centre, claim.pk), follow=True)

    assert "its status is Sampled" in answer.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("status", "told"), [("sampled", "its status is Sampled"), ("processed", "is Processed")]
)
def test_a_claim_further_on_says_so(browser, centre, tutor, status, told):
    claim = claims.claim_at(status, centre=centre, by=tutor)

    answer = browser.get(at_page("submit", centre, claim.pk), follow=True)

    assert told in answer.content.decode()
