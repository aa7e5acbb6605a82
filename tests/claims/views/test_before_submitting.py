"""What the page says before a claim is submitted, with links to where it is mended."""

from dataclasses import replace

import pytest

from claims.models import Evidence
from tests.claims.views.pages import at_page
from tests.factories import claims, entries


@pytest.fixture
def claim(centre, tutor):
    """A claim with four grades."""
    return claims.claim_at("draft", centre=centre, by=tutor)


@pytest.mark.slow
def test_the_checklist_names_who_is_registered_and_not_claimed(browser, centre, claim):
    forgotten = entries.an_entry(centre).candidate

    page = browser.get(at_page("submit", centre, claim.pk)).content.decode()

    assert "Registered, and not on this claim: 1" in page
    assert forgotten.name in page


@pytest.mark.slow
def test_the_checklist_names_what_is_still_needed(browser, centre, claim):
    page = browser.get(at_page("submit", centre, claim.pk)).content.decode()

    assert "Still needed for the award after this claim: 2" in page


@pytest.mark.slow
def test_the_checklist_names_a_grade_lower_than_one_held(browser, centre, tutor):
    claims.claim_at("processed", centre=centre, candidates=1, units=1, grades="D", by=tutor)
    again = claims.claim_at("draft", centre=centre, candidates=0, units=1, grades="P", by=tutor)

    page = browser.get(at_page("submit", centre, again.pk)).content.decode()

    assert "Lower than a grade the candidate already holds: 1" in page
    assert "P claimed, D held" in page


@pytest.mark.slow
def test_the_checklist_names_who_will_be_left_out(browser, centre, claim):
    centre.entries.filter(pk=centre.entries.first().pk).update(status="withdrawn")

    page = browser.get(at_page("submit", centre, claim.pk)).content.decode()

    assert "Left out of the claim when you submit it: 2" in page


@pytest.fixture
def noticed(browser, centre, claim):
    """What the checklist says, as {sentence: address}."""

    def read():
        found = browser.get(at_page("submit", centre, claim.pk)).context["oddities"]
        return {sentence: address for _, places in found for sentence, address in places}

    return read


@pytest.mark.slow
def test_each_candidate_named_is_a_link_to_the_candidates_page(noticed, centre, claim):
    forgotten = entries.an_entry(centre).candidate

    assert noticed()[forgotten.name] == at_page("candidate", centre, claim.pk, forgotten.ocr_number)


@pytest.mark.slow
def test_grades_typed_and_not_saved_are_noticed_with_who_typed_them(
    noticed, centre, claim, tutor, centre_administrator, at
):
    cells = [replace(cell, grade="D") for cell in claims.cells(claim)]
    typed = {"claim": claim, "at": at}
    claims.commands.remember(cells=cells[:1], by=tutor, **typed)
    claims.commands.remember(cells=cells, by=centre_administrator, **typed)

    found = noticed()

    mine = found["You have typed 1 grade and not saved it"]
    assert mine == at_page("unsaved", centre, claim.pk)
    other = found["Chris Admin has typed 3 grades and not saved them"]
    assert other == f"mailto:{centre_administrator.email}"


@pytest.mark.slow
def test_a_unit_from_elsewhere_without_evidence_is_noticed(noticed, centre, claim, tutor, at):
    line, other = claim.lines.all()[:2]
    claim.lines.filter(pk__in=[line.pk, other.pk]).update(other_awarding_body="Pearson")
    Evidence.objects.create(
        claim=claim,
        candidate=other.candidate,
        unit=other.unit,
        file="evidence/none.pdf",
        size=1,
        added_at=at,
        added_by=tutor,
    )

    found = {told: at for told, at in noticed().items() if told.endswith("from Pearson")}

    told = f"{line.candidate.name}, unit {line.unit.number}: from Pearson"
    assert found == {told: f"{claim.get_absolute_url()}#evidence"}


@pytest.mark.slow
def test_an_assessor_named_like_a_moderator_is_noticed(noticed, centre, claim, moderator):
    centre.assessors.update(name="morgan  MODERATOR", initials="MM")

    address = at_page("assessors", centre, claim.qualification.code)
    assert noticed()["morgan  MODERATOR (MM)"] == address


@pytest.mark.slow
def test_what_changed_since_a_recall_is_noticed(noticed, centre, claim, tutor, at):
    submitted = claims.commands.submit(claim=claim, declared=True, by=tutor, at=at)
    claims.commands.recall(claim=submitted, by=tutor, at=at)
    first, second, *_ = claim.lines.all()
    for line, grade in ((first, "P"), (first, "D"), (second, "D"), (second, second.claimed)):
        cell = claims.Cell(line.candidate_id, line.unit_id, grade, line.assessor_id)
        claims.commands.save_grades(claim=claim, cells=[cell], by=tutor, at=at)

    changed = [sentence for sentence in noticed() if "→" in sentence]

    assert changed == [f"{first.candidate.name}, unit {first.unit.number}: {first.claimed} → D"]


@pytest.mark.slow
def test_a_claim_never_recalled_has_no_changes_to_notice(noticed):
    assert not any("→" in sentence for sentence in noticed())
