"""A unit that new rules took out of its qualification, wherever a claim is built."""

import pytest

from claims import commands
from claims.states import Outcome
from entries.models import Candidate
from interchange.catalogue.models import QualificationUnit
from tests.claims.views.pages import read
from tests.factories import claims
from tests.factories.claims import at_page


@pytest.fixture
def dropped(centre, tutor, at):
    """A draft with two units claimed, of which new rules dropped the first."""
    claim = claims.a_draft(centre, candidates=1, by=tutor)
    commands.save_grades(claim=claim, cells=claims.cells(claim), by=tutor, at=at)
    unit = claim.lines.order_by("unit").first().unit
    QualificationUnit.objects.filter(qualification=claim.qualification, unit=unit).delete()
    claim.gone = unit
    return claim


@pytest.mark.slow
def test_a_dropped_unit_is_seen_wherever_the_claim_is_built(browser, dropped):
    number = dropped.gone.number
    ocr_number = Candidate.objects.get().ocr_number

    assert "No longer in the qualification" in read(browser, "candidate", dropped, ocr_number)
    assert "No longer in the qualification" in read(browser, "unit", dropped, number)
    assert number in [
        unit.number for unit, *_ in browser.get(at_page("by_unit", dropped)).context["units"]
    ]
    data = browser.get(at_page("grid", dropped)).context["data"]
    assert data["dropped"] == [dropped.gone.pk]
    assert number in [
        unit.number for unit in browser.get(at_page("view", dropped)).context["units"]
    ]


@pytest.mark.slow
def test_a_dropped_unit_can_be_taken_off_and_not_claimed(browser, dropped):
    line = dropped.lines.get(unit=dropped.gone)
    key = f"{line.candidate_id}-{line.unit_id}"
    was = f"{line.claimed}:{line.assessor_id}"
    page = at_page("candidate", dropped, line.candidate.ocr_number)

    other = {f"was-{key}": was, f"grade-{key}": "D", f"assessor-{key}": line.assessor_id}
    refused = browser.post(page, other).content.decode()
    assert "the unit is not one that centres claim, or not any more" in " ".join(refused.split())
    browser.post(page, {f"was-{key}": was, f"grade-{key}": ""})

    assert not dropped.lines.filter(unit=dropped.gone).exists()


@pytest.mark.slow
def test_a_dropped_unit_is_left_out_on_submission_and_told_truly(browser, dropped, tutor, at):
    found = browser.get(at_page("submit", dropped)).content.decode()
    assert "no longer in the qualification" in found

    claim = commands.submit(claim=dropped, declared=True, by=tutor, at=at)

    line = claim.lines.get(unit=dropped.gone)
    assert (line.outcome, line.live) == (Outcome.LEFT_OUT, False)
    assert line.reason == "The unit was no longer in the qualification when submitted."
