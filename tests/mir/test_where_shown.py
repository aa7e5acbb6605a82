"""Requests stand where somebody looks for them: the candidate's story, the board's page, links."""

import pytest
from django.urls import reverse

from claims.states import Status as ClaimStatus
from mir.request_types import MERGE
from mir.states import Status
from tests.factories import claims, mir
from tests.reading import text

pytestmark = [pytest.mark.slow]


@pytest.fixture
def resolved(entry, post_result_full, processor):
    """A request about the candidate that came to its end."""
    return mir.request_at(Status.RESOLVED, entry, post_result_full, processor)


def story_of(client, entry):
    address = reverse("tracker:candidate", args=[entry.centre.number, entry.candidate.ocr_number])
    return text(client.get(address, secure=True))


def test_the_story_of_a_candidate_has_both_ends(entry, resolved, sign_in, post_result_read):
    page = story_of(sign_in(post_result_read), entry)

    assert "Missing-results request raised" in page
    assert "Missing-results request resolved" in page
    assert f"Request {resolved.number}: {MERGE.title}" in page


def test_who_may_not_see_requests_reads_nothing_of_them(entry, resolved, sign_in, tutor):
    assert "Missing-results request" not in story_of(sign_in(tutor), entry)


def test_the_boards_page_of_a_candidate_lists_what_centres_asked(
    entry, resolved, sign_in, processor
):
    address = reverse("admin:entries_candidate_change", args=[entry.candidate.pk])

    page = text(sign_in(processor).get(address, secure=True))

    assert "Missing-results requests" in page
    assert reverse("admin:mir_request_change", args=[resolved.pk]) in page


def test_a_result_of_a_claim_leads_to_the_request_about_it(entry, sign_in, post_result_full):
    claim = claims.claim_at(ClaimStatus.PROCESSED, centre=entry.centre, candidates=0, units=1)
    line = claim.lines.get(candidate=entry.candidate)
    address = reverse("results:test_results", args=[entry.centre.number])
    client = sign_in(post_result_full)

    page = client.get(address, secure=True).content.decode()

    about = f"candidate={entry.candidate.ocr_number}&amp;unit={line.unit.number}"
    assert f"{about}&amp;claim_number={claim.number}" in page
    link = page[page.index(f"{reverse('mir:raise', args=[entry.centre.number])}?kind=incorrect") :]
    form = client.get(link.split('"')[0].replace("&amp;", "&"), secure=True)
    assert "Send to the board" in text(form)
