"""A claim on paper: the page to print and the PDF, for the centre and for its moderator."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from claims import layouts
from entries.commands import correct_details
from entries.models import Candidate
from entries.rules import details as rules
from interchange.catalogue.models import Subject
from interchange.paper.sheet import SHORT
from tests.factories import claims


def at_page(name, centre, claim):
    return reverse(f"claims:{name}", args=[centre.number, claim.pk])


@pytest.mark.slow
@pytest.mark.parametrize("layout", layouts.WAYS)
@pytest.mark.parametrize("status", ["draft", "sampled", "withdrawn"])
def test_a_claim_is_printed_in_each_layout(browser, centre, tutor, status, layout):
    claim = claims.claim_at(status, centre=centre, by=tutor)
    ask = {"layout": layout}

    page = browser.get(at_page("paper", centre, claim), ask)
    file = browser.get(at_page("paper_pdf", centre, claim), ask)

    assert "Entry code 05839" in page.content.decode()
    assert file["Content-Type"] == "application/pdf"
    assert f"-{layout}.pdf" in file["Content-Disposition"]
    assert file.getvalue().startswith(b"%PDF")


@pytest.mark.slow
def test_only_a_short_table_is_kept_on_one_printed_page(browser, centre, tutor):
    """A long one that was kept together left the first page empty."""
    claim = claims.claim_at("draft", centre=centre, by=tutor, candidates=SHORT + 1, units=1)

    parted, kept = (
        browser.get(at_page("paper", centre, claim), {"layout": layout}).content.decode()
        for layout in ("unit", "candidate")
    )

    assert parted.count("paper__block") == 1 and "paper__block--short" not in parted
    assert kept.count("paper__block--short") == SHORT + 1


@pytest.mark.slow
def test_an_unknown_layout_is_the_whole_claim(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    page = browser.get(at_page("paper", centre, claim), {"layout": "../etc"})

    assert page.context["sheet"].title == f"Claim {claim.number}: whole claim"


@pytest.mark.slow
def test_the_sample_list_shows_what_must_be_ready(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)
    line = claim.samples.get().lines.get()

    page = browser.get(at_page("paper", centre, claim), {"layout": "sample"}).content.decode()

    assert page.count("paper__box") == 1
    assert f"Unit {line.unit.number}: {line.unit.title}" in page


@pytest.mark.slow
def test_a_sample_not_yet_sent_is_not_printed(browser, centre, tutor, moderator, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    claims.commands.save_sample(claim=claim, lines=list(claim.lines.all()), by=moderator, at=at)

    page = browser.get(at_page("paper", centre, claim), {"layout": "sample"}).content.decode()

    assert "The moderator has not sent a sample of this claim." in page


@pytest.mark.slow
def test_names_are_printed_as_they_are_written(browser, centre, tutor):
    claim = claims.claim_at("draft", centre=centre, candidates=1, by=tutor)
    Candidate.objects.update(surname="Ó Súilleabháin", forenames="Łukasz <b>")

    page = browser.get(at_page("paper", centre, claim)).content.decode()

    assert "Ó Súilleabháin, Łukasz &lt;b&gt;" in page
    assert browser.get(at_page("paper_pdf", centre, claim)).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("name", ["moderate_paper", "moderate_paper_pdf"])
def test_the_moderator_prints_the_claims_of_the_subject_only(
    sign_in, moderator, centre, tutor, name
):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    assert sign_in(moderator).get(at_page(name, centre, claim)).status_code == 200
    moderator.memberships.update(subject=Subject.objects.exclude(code="IT").first())
    assert sign_in(moderator).get(at_page(name, centre, claim)).status_code == 404


@pytest.mark.slow
def test_a_claim_printed_again_names_who_was_claimed_for_as_it_did(
    browser, centre, tutor, processor
):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    draft = claims.claim_at("draft", centre=centre, by=tutor)
    address = at_page("paper", centre, claim)
    before = browser.get(address).context["sheet"].blocks
    for one in (claim, draft):
        renamed = one.lines.first().candidate
        seen = rules.of(renamed)
        new = replace(seen, surname="Newname")
        then = claim.submitted_at + timedelta(days=1)
        correct_details(
            candidate=renamed, seen=seen, new=new, reason="Deed poll.", by=processor, at=then
        )

    assert browser.get(address).context["sheet"].blocks == before
    assert "Newname" in browser.get(at_page("paper", centre, draft)).content.decode()
