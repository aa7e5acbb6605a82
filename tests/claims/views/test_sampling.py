"""The pages on which a sample is proposed and amended."""

import pytest
from django.urls import reverse

from claims import commands, queries
from tests.factories import claims, entries
from tests.factories.claims import at_page
from tests.reading import text


@pytest.fixture
def browser(sign_in, moderator):
    """The moderator's browser."""
    return sign_in(moderator)


@pytest.mark.slow
def test_a_proposal_ticks_boxes_that_can_still_be_changed(browser, centre, tutor, moderator):
    claim = claims.claim_at("ready", centre=centre, by=tutor, candidates=8)

    page = browser.post(at_page("sample", claim), {"propose": "candidates"}, follow=True)

    told = text(page)
    assert "Proposed and saved: 12 works of 6 candidates." in told
    assert ">6</span> of 8 candidates chosen" in told
    assert ">12</span> units of work" in told
    assert "Provisional" in told
    assert page.content.decode().count(" checked") == 12


@pytest.mark.slow
def test_small_claims_are_seen_whole_and_the_figures_source_is_named(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor, candidates=6)

    page = browser.get(at_page("sample", claim)).content.decode()

    assert "So few candidates are all seen." in page
    assert "Source: support.ocr.org.uk" in page


@pytest.mark.slow
def test_why_a_unit_is_claimed_again_stands_where_work_is_chosen(browser, centre, tutor, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    claim.lines.filter(pk=claim.lines.first().pk).update(
        again="improved", held_before="P, Claim 100001"
    )
    told = "P, Claim 100001 held already. The work has been improved since."

    choosing = browser.get(at_page("sample", claim)).content.decode()
    browser.post(at_page("sample", claim), {"sample": [claim.lines.first().pk]})
    sending = browser.get(at_page("send_sample", claim)).content.decode()

    assert choosing.count(told) == 1
    assert sending.count(told) == 1


@pytest.mark.slow
def test_a_candidate_merged_or_withdrawn_since_is_marked(browser, sign_in, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    one, other = [row.candidate for row in claim.lines.order_by("candidate")[:4:2]]
    entries.merged(one, into=other)
    centre.entries.filter(candidate=other).update(status="withdrawn")

    for page in (browser.get(at_page("sample", claim)), sign_in(tutor).get(at_page("view", claim))):
        text = page.content.decode()
        assert text.count("Merged") == 1
        assert text.count("No longer registered") == 1


@pytest.mark.slow
def test_a_tick_that_came_too_late_is_named(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    one, two, *_ = claim.lines.all()
    claim.lines.filter(pk=one.pk).delete()

    page = browser.post(at_page("sample", claim), {"sample": [one.pk, two.pk]}, follow=True)

    assert "Part of what you ticked is no longer on the claim" in page.content.decode()
    assert list(claim.samples.get().lines.all()) == [two]


@pytest.mark.slow
def test_a_list_filtered_to_nothing_leads_back_to_all(browser, centre):
    page = browser.get(reverse("claims:to_sample"), {"centre": centre.number}).content.decode()

    assert "Not at this centre or for this qualification" in page
    assert "Show all your centres" in page


@pytest.mark.slow
def test_several_claims_of_a_qualification_are_told_apart(browser, centre, tutor, moderator):
    first = claims.claim_at("ready", centre=centre, by=tutor)
    second = claims.claim_at("ready", centre=centre, by=tutor)

    page = browser.get(at_page("sample", second)).content.decode()

    assert f"claim {first.number}" in page


@pytest.mark.slow
def test_a_sent_sample_is_amended_and_the_centre_sees_both_versions(
    browser, sign_in, centre, tutor, moderator, at
):
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    lines = list(claim.lines.all()[:2])
    fields = {"sample": [one.pk for one in lines], "view": ""}
    answer = browser.post(at_page("sample", claim), fields, follow=True)
    assert "In the new version" in answer.content.decode()

    answer = browser.post(at_page("send_sample", claim), {"because": ""})
    assert "Say why you amend the sample" in answer.content.decode()
    browser.post(at_page("send_sample", claim), {"because": "Unit 4 as well."})

    page = sign_in(tutor).get(claim.get_absolute_url()).content.decode()
    assert "Version 2" in page
    assert "Unit 4 as well." in page
    assert len(queries.sampled_ids(claim)) == 2


@pytest.mark.slow
def test_a_claim_recalled_meanwhile_says_so(browser, centre, tutor, moderator, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    commands.recall(claim=claim, by=tutor, at=at)

    answer = browser.post(at_page("sample", claim), {"propose": "candidates"}, follow=True)

    assert "The centre has recalled claim" in answer.content.decode()
