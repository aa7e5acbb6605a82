"""The moderator's pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from claims.states import Status
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from tests.factories import accounts, catalogue, claims
from tests.factories.claims import at_page

PAGES = ["moderate", "sample", "send_sample", "review", "agree", "withdraw"]


@pytest.fixture
def browser(sign_in, moderator):
    """The moderator's browser."""
    return sign_in(moderator)


@pytest.fixture
def ready(centre):
    """A claim that waits for its sample."""
    return claims.claim_at("ready", centre=centre)


@pytest.mark.slow
def test_request_a_sample_lists_allocated_claims_oldest_first(
    browser, ready, centre, other_centre, at
):
    later = claims.claim_at(
        "ready",
        centre=centre,
        qualification=catalogue.qualification("05842"),
        at=at + timedelta(days=1),
    )
    claims.claim_at("ready", centre=other_centre)
    claims.claim_at("ready", centre=centre, qualification=catalogue.qualification("05327"))

    listing = browser.get(reverse("claims:to_sample")).context["listing"]

    assert list(listing) == [ready, later]


@pytest.mark.slow
def test_claims_are_chosen_by_centre_and_qualification(browser, ready):
    page = reverse("claims:to_sample")

    assert list(browser.get(page, {"centre": "12345"}).context["listing"]) == [ready]
    assert list(browser.get(page, {"qualification": "05839"}).context["listing"]) == [ready]


@pytest.mark.slow
def test_teachers_have_no_moderators_pages(sign_in, tutor, ready):
    browser = sign_in(tutor)

    assert browser.get(reverse("claims:to_sample")).status_code == 403
    assert browser.get(at_page("sample", ready)).status_code == 403


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["moderate", "sample", "send_sample", "review", "agree", "withdraw"]
)
def test_claims_of_other_subjects_are_not_found(sign_in, centre, ready, name):
    subject = Subject.objects.exclude(code="IT").first()
    other = accounts.with_role(Role.MODERATOR, centre, subject)

    assert sign_in(other).get(at_page(name, ready)).status_code == 404


@pytest.mark.slow
def test_a_claim_in_progress_is_not_for_moderators(browser, centre):
    draft = claims.claim_at("draft", centre=centre)

    assert browser.get(at_page("moderate", draft)).status_code == 404


@pytest.mark.slow
def test_the_sample_page_shows_what_is_not_covered(browser, ready):
    page = browser.get(at_page("sample", ready)).content.decode()

    assert "Not covered yet" in page
    assert "Centre assessors" in page


@pytest.mark.slow
def test_a_sample_is_saved_viewed_and_submitted(browser, ready):
    line = ready.lines.first()
    fields = {"sample": [line.pk], "view": "1"}

    answer = browser.post(at_page("sample", ready), fields, follow=True)
    assert answer.request["PATH_INFO"] == at_page("send_sample", ready)
    assert line.candidate.name in answer.content.decode()

    browser.post(at_page("send_sample", ready))
    ready.refresh_from_db()
    assert ready.status == Status.SAMPLED


@pytest.mark.slow
def test_what_was_chosen_on_another_page_stays_chosen(browser, ready):
    one, two, *_ = ready.lines.all()
    page = at_page("sample", ready)

    browser.post(page, {"sample": [one.pk]})
    browser.post(page, {"sample": [two.pk]})
    browser.post(page, {"was": [one.pk]})

    assert list(ready.samples.get().lines.all()) == [two]


@pytest.mark.slow
def test_another_page_or_order_saves_first_what_was_ticked(browser, ready):
    one = ready.lines.first()

    answer = browser.post(at_page("sample", ready), {"sample": [one.pk], "go": "?sort=-name"})

    assert answer.url == f"{at_page('sample', ready)}?sort=-name"
    assert list(ready.samples.get().lines.all()) == [one]


@pytest.mark.slow
def test_a_sample_submitted_twice_is_sent_once_and_says_so(browser, ready, moderator, at):
    claims.commands.save_sample(claim=ready, lines=list(ready.lines.all()[:1]), by=moderator, at=at)
    browser.post(at_page("send_sample", ready))

    answer = browser.post(at_page("send_sample", ready), follow=True)

    assert "its status is Sampled" in answer.content.decode()
    assert ready.samples.count() == 1


@pytest.mark.slow
def test_sampling_a_recalled_claim_is_refused(browser, ready, at):
    line = ready.lines.first()
    claims.commands.recall(claim=ready, by=ready.submitted_by, at=at)

    answer = browser.post(at_page("sample", ready), {"sample": [line.pk]}, follow=True)

    assert "recalled claim" in answer.content.decode()


@pytest.mark.slow
def test_moderators_pages_follow_the_claim(browser, centre, moderator):
    claim = claims.claim_at("pending", centre=centre, moderator=moderator)

    for name in ("sample", "send_sample", "review", "agree", "withdraw"):
        assert browser.get(at_page(name, claim)).url == at_page("moderate", claim)
    assert browser.get(at_page("moderate", claim)).status_code == 200
