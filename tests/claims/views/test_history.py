"""View claim history, the claim's page, and its CSV file."""

import csv

import pytest
from django.urls import reverse

from claims.models import Claim
from entries.models import Candidate
from tests.factories import catalogue, claims


def at_page(name, centre, *rest):
    return reverse(f"claims:{name}", args=[centre.number, *rest])


@pytest.fixture
def browser(sign_in, tutor):
    """The tutor's browser."""
    return sign_in(tutor)


def test_history_is_newest_first_and_filtered_by_qualification(browser, centre, tutor):
    old = claims.claim_at("ready", centre=centre, by=tutor)
    new = claims.claim_at(
        "draft", centre=centre, qualification=catalogue.qualification("05842"), by=tutor
    )
    page = at_page("history", centre)

    assert list(browser.get(page).context["listing"]) == [new, old]
    filtered = browser.get(page, {"qualification": "05839"}).context["listing"]
    assert list(filtered) == [old]


@pytest.mark.parametrize(
    "word", ["number", "qualification", "status", "started", "submitted", "reference", "candidates"]
)
def test_history_sorts_by_each_heading(browser, centre, tutor, word):
    claims.claim_at("ready", centre=centre, by=tutor)
    page = at_page("history", centre)

    answer = browser.get(page, {"sort": word})

    assert answer.context["listing"].headings[word].direction == "ascending"


def test_who_may_not_claim_sees_history_without_edit(sign_in, exams_officer, centre):
    claims.claim_at("draft", centre=centre)

    page = sign_in(exams_officer).get(at_page("history", centre)).content.decode()

    assert "View<" in page
    assert "Edit<" not in page


def test_what_support_asks_for_stands_together(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    page = browser.get(claim.get_absolute_url()).content.decode()

    told = f"Centre number: 12345\nEntry code: 05839\nClaim number: {claim.number}"
    assert told in page


@pytest.mark.parametrize("by", ["", "candidate", "unit"])
@pytest.mark.parametrize("status", ["draft", "sampled", "withdrawn"])
def test_a_claim_is_shown_whole_by_candidate_and_by_unit(browser, centre, tutor, status, by):
    claim = claims.claim_at(status, centre=centre, by=tutor)

    page = browser.get(claim.get_absolute_url(), {"by": by})

    assert page.status_code == 200
    assert claim.get_status_display() in page.content.decode()


def test_the_centre_sees_green_ticks_once_the_sample_is_sent(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)

    page = browser.get(claim.get_absolute_url()).content.decode()

    assert 'aria-label="Sampled"' in page
    assert "must be available at the moderation visit" in page


def test_a_sample_not_yet_sent_is_the_moderators_own(browser, centre, tutor, moderator, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    claims.commands.save_sample(claim=claim, lines=list(claim.lines.all()[:1]), by=moderator, at=at)

    assert 'aria-label="Sampled"' not in browser.get(claim.get_absolute_url()).content.decode()


def test_a_claim_is_exported_as_csv(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)

    answer = browser.get(at_page("export", centre, claim.pk))

    heading, *rows = csv.reader(answer.content.decode("utf-8-sig").splitlines())
    assert heading[:3] == ["Centre number", "Claim number", "Reference"]
    assert len(rows) == 4
    assert rows[0][:2] == ["12345", str(claim.number)]
    assert [row[heading.index("Sampled")] for row in rows].count("Yes") == 1
    assert f"claim-12345-05839-{claim.number}.csv" in answer["Content-Disposition"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_an_exported_name_is_no_formula(browser, centre, tutor, start):
    claim = claims.claim_at("draft", centre=centre, candidates=1, units=1, by=tutor)
    Candidate.objects.update(surname=f"{start}HYPERLINK(1)")

    rows = csv.reader(
        browser.get(at_page("export", centre, claim.pk)).content.decode("utf-8-sig").splitlines()
    )

    assert f"'{start}HYPERLINK(1), Kit" in list(rows)[1]


@pytest.mark.slow
@pytest.mark.parametrize("by", ["", "candidate", "unit", "export", "history"])
def test_pages_need_as_few_queries_for_a_hundred(
    by, browser, centre, tutor, django_assert_num_queries, django_assert_max_num_queries
):
    small = claims.claim_at("sampled", centre=centre, candidates=1, by=tutor)
    large = claims.claim_at("sampled", centre=centre, candidates=100, by=tutor)
    assert Claim.objects.count() == 2

    def address(claim):
        if by in ("export", "history"):
            return at_page(by, centre, *([claim.pk] if by == "export" else []))
        return f"{claim.get_absolute_url()}?by={by}"

    browser.get(address(small))
    with django_assert_max_num_queries(15) as few:
        browser.get(address(small))
    with django_assert_num_queries(len(few)):
        browser.get(address(large))
