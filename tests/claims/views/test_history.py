"""View claim history, the claim's page, and its CSV file."""

import csv
import io
import re
from datetime import timedelta

import pytest

from claims import rules
from claims.models import Claim
from claims.states import MEANING
from entries.models import Candidate
from tests.claims.views.pages import at_page
from tests.factories import catalogue, claims


def read(answer):
    """The rows of a CSV file that was handed over, its heading first."""
    text = answer.getvalue().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.slow
def test_history_is_newest_first_and_filtered_by_qualification(browser, centre, tutor):
    old = claims.claim_at("ready", centre=centre, by=tutor)
    new = claims.claim_at(
        "draft", centre=centre, qualification=catalogue.qualification("05842"), by=tutor
    )
    page = at_page("history", centre)

    assert list(browser.get(page).context["listing"]) == [new, old]
    filtered = browser.get(page, {"qualification": "05839"}).context["listing"]
    assert list(filtered) == [old]


@pytest.mark.slow
def test_history_is_filtered_by_status(browser, centre, tutor):
    ready = claims.claim_at("ready", centre=centre, by=tutor)
    claims.claim_at(
        "draft", centre=centre, qualification=catalogue.qualification("05842"), by=tutor
    )

    answer = browser.get(at_page("history", centre), {"status": "ready"})

    assert list(answer.context["listing"]) == [ready]


@pytest.mark.slow
def test_history_says_what_each_status_means_and_who_acts_next(browser, centre, tutor):
    claims.claim_at("ready", centre=centre, by=tutor)

    page = browser.get(at_page("history", centre)).content.decode()

    assert '<p class="small">Moderator: select a sample</p>' in page
    assert all(meaning in page for meaning, _ in MEANING.values())


@pytest.mark.slow
def test_claims_older_than_twelve_months_stay(browser, centre, tutor):
    old = claims.claim_at("ready", centre=centre, by=tutor)
    Claim.objects.update(created_at=old.created_at - timedelta(days=4000))

    assert list(browser.get(at_page("history", centre)).context["listing"]) == [old]
    assert browser.get(old.get_absolute_url()).status_code == 200


HEADINGS = ["number", "qualification", "status", "started", "submitted", "reference"]


@pytest.mark.slow
@pytest.mark.parametrize("word", [*HEADINGS, "candidates"])
def test_history_sorts_by_each_heading(browser, centre, tutor, word):
    claims.claim_at("ready", centre=centre, by=tutor)
    page = at_page("history", centre)

    answer = browser.get(page, {"sort": word})

    assert answer.context["listing"].headings[word].direction == "ascending"


@pytest.mark.slow
def test_who_may_not_claim_sees_history_without_edit(sign_in, exams_officer, centre):
    claims.claim_at("draft", centre=centre)

    page = sign_in(exams_officer).get(at_page("history", centre)).content.decode()

    assert "View<" in page
    assert "Edit<" not in page


@pytest.mark.slow
def test_what_support_asks_for_stands_together(browser, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    page = browser.get(claim.get_absolute_url()).content.decode()

    told = f"Centre number: 12345\nEntry code: 05839\nClaim number: {claim.number}"
    assert told in page


@pytest.mark.slow
@pytest.mark.parametrize("by", ["", "candidate", "unit"])
@pytest.mark.parametrize("status", ["draft", "sampled", "withdrawn"])
def test_a_claim_is_shown_whole_by_candidate_and_by_unit(browser, centre, tutor, status, by):
    claim = claims.claim_at(status, centre=centre, by=tutor)

    page = browser.get(claim.get_absolute_url(), {"by": by})

    assert page.status_code == 200
    assert claim.get_status_display() in page.content.decode()


@pytest.mark.slow
def test_the_centre_sees_green_ticks_once_the_sample_is_sent(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)

    page = browser.get(claim.get_absolute_url()).content.decode()

    assert 'aria-label="Sampled"' in page
    assert "must be available at the moderation visit" in page


@pytest.mark.slow
def test_a_sample_not_yet_sent_is_the_moderators_own(browser, centre, tutor, moderator, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    claims.commands.save_sample(claim=claim, lines=list(claim.lines.all()[:1]), by=moderator, at=at)

    assert 'aria-label="Sampled"' not in browser.get(claim.get_absolute_url()).content.decode()


@pytest.mark.slow
def test_a_claim_is_exported_as_csv(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)

    answer = browser.get(at_page("export", centre, claim.pk))

    heading, *rows = read(answer)
    assert heading[:3] == ["Centre number", "Claim number", "Reference"]
    assert len(rows) == 4
    assert rows[0][:2] == ["12345", str(claim.number)]
    assert [row[heading.index("Sampled")] for row in rows].count("Yes") == 1
    assert f"claim-12345-05839-{claim.number}.csv" in answer["Content-Disposition"]


@pytest.mark.slow
@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_an_exported_name_is_no_formula(browser, centre, tutor, start):
    claim = claims.claim_at("draft", centre=centre, candidates=1, units=1, by=tutor)
    Candidate.objects.update(surname=f"{start}HYPERLINK(1)")

    rows = read(browser.get(at_page("export", centre, claim.pk)))

    assert f"'{start}HYPERLINK(1), Kit" in rows[1]


@pytest.mark.slow
def test_no_cell_of_an_export_is_a_formula(browser, centre, tutor):
    claim = claims.claim_at("draft", centre=centre, candidates=1, units=1, by=tutor)
    Candidate.objects.update(surname="=cmd|'/C calc'!A0", forenames='+"x",\n@y')
    claim.lines.update(other_awarding_body="\t=1+1")
    centre.assessors.update(name="-2", initials="A1")

    heading, row = read(browser.get(at_page("export", centre, claim.pk)))

    assert len(row) == len(heading)
    assert not [cell for cell in row if cell.strip().startswith(("=", "+", "-", "@"))]


@pytest.mark.slow
def test_an_export_says_who_saved_each_grade_and_which_sample_it_is_in(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)

    heading, *rows = read(browser.get(at_page("export", centre, claim.pk)))

    told = [dict(zip(heading, row, strict=True)) for row in rows]
    assert {(one["Saved by"], one["Saved at"]) for one in told} == {
        ("Toni Tutor", "20/11/2026 10:00")
    }
    assert sorted((one["Sampled"], one["Sample version"]) for one in told) == [
        *[("No", "")] * 3,
        ("Yes", "1"),
    ]


@pytest.mark.slow
def test_a_moderator_exports_the_claim_too(sign_in, moderator, centre, tutor):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    answer = sign_in(moderator).get(at_page("moderate_export", centre, claim.pk))

    assert len(read(answer)) == 5


@pytest.mark.slow
def test_the_sample_is_a_view_of_its_own(browser, centre, tutor):
    claim = claims.claim_at("sampled", centre=centre, by=tutor)

    answer = browser.get(claim.get_absolute_url(), {"by": "sample"})

    assert [title for title, *_ in answer.context["tabs"]][-1] == "Sample"
    assert answer.context["listing"].total == 1


@pytest.mark.slow
@pytest.mark.parametrize("by", ["", "candidate", "unit", "sample"])
def test_the_centre_sees_what_the_moderator_made_of_it_once_it_is_agreed(
    sign_in, centre, tutor, moderator, at, by
):
    claim = claims.claim_at("sampled", centre=centre, grades="P", by=tutor)
    line = claim.samples.get().lines.get()
    change = rules.Change(line.pk, "U", "Not the candidate's own work.")
    withdrawn = rules.Change(claim.lines.exclude(pk=line.pk).first().pk, None, "Not finished.")
    claims.commands.review(claim=claim, changes=[change, withdrawn], by=moderator, at=at)
    ask = {"by": by, "sort": "-grade"} if by else {}

    def told(page, person):
        return re.sub(r">\s*U\s*<", ">U<", sign_in(person).get(page, ask).content.decode())

    assert ">U<" in told(at_page("moderate", centre, claim.pk), moderator)
    before = told(claim.get_absolute_url(), tutor)
    assert ">U<" not in before
    assert "withdrawn" not in before.lower()
    claims.commands.agree(claim=claim, visited_on=at.date(), unbooked=True, by=moderator, at=at)
    assert ">U<" in told(claim.get_absolute_url(), tutor)
