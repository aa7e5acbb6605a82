"""The pages on which what is typed is kept, looked at, saved or discarded."""

from dataclasses import replace

import pytest

from claims import commands
from tests.factories import catalogue, claims
from tests.factories.claims import at_page


def as_typed(cells):
    """The fields that a page of grades sends for cells that showed nothing before."""
    fields = {}
    for cell in cells:
        key = f"{cell.candidate_id}-{cell.unit_id}"
        fields |= {f"was-{key}": "", f"grade-{key}": cell.grade or ""}
        fields |= {f"assessor-{key}": cell.assessor_id or ""}
    return fields


@pytest.mark.slow
def test_what_is_typed_is_kept(browser, claim, tutor):
    fields = as_typed(claims.cells(claim)) | {"typist": tutor.pk}

    answer = browser.post(at_page("keep", claim), fields)

    assert answer.json()["kept"] == 4
    assert not claim.lines.exists()


@pytest.mark.slow
def test_what_one_person_typed_never_becomes_anothers(browser, claim, centre_administrator):
    fields = as_typed(claims.cells(claim)) | {"typist": centre_administrator.pk}

    assert browser.post(at_page("keep", claim), fields).status_code == 403
    assert not claim.unsaved.exists()


@pytest.mark.slow
@pytest.mark.parametrize("key", ["x-1", "1", "-", "1-2-3", "9" * 30 + "-1", "\x00-1"])
def test_nonsense_is_not_kept(browser, claim, tutor, key):
    fields = {f"was-{key}": "", f"grade-{key}": "M", "typist": tutor.pk}

    answer = browser.post(at_page("keep", claim), fields)

    assert answer.json()["kept"] == 0


@pytest.mark.slow
def test_what_was_typed_is_listed_and_saved(browser, claim, tutor, at):
    commands.remember(claim=claim, cells=claims.cells(claim, grades="D"), by=tutor, at=at)

    page = browser.get(at_page("unsaved", claim)).content.decode()
    assert "Only you see this" in page

    browser.post(at_page("unsaved", claim))
    assert set(claim.lines.values_list("claimed", flat=True)) == {"D"}


@pytest.mark.slow
def test_what_cannot_be_saved_says_why_and_stays(browser, claim, tutor, at):
    good, bad, *_ = claims.cells(claim)
    cells = [good, replace(bad, assessor_id=None)]
    commands.remember(claim=claim, cells=cells, by=tutor, at=at)

    answer = browser.post(at_page("unsaved", claim), follow=True)

    page = answer.content.decode()
    assert "choose the centre assessor who marked the work" in page
    assert claim.lines.count() == claim.unsaved.count() == 1


@pytest.mark.slow
def test_what_others_saved_meanwhile_is_replaced_only_when_asked(
    browser, claim, tutor, centre_administrator, at
):
    one, *_ = claims.cells(claim)
    commands.remember(claim=claim, cells=[replace(one, grade="D")], by=tutor, at=at)
    commands.save_grades(claim=claim, cells=[one], by=centre_administrator, at=at)

    answer = browser.post(at_page("unsaved", claim), follow=True)
    assert "Chris Admin saved P meanwhile" in answer.content.decode()
    assert claim.lines.get().claimed == "P"

    browser.post(at_page("unsaved", claim), {"replace": ""})
    assert claim.lines.get().claimed == "D"


@pytest.mark.slow
def test_after_submission_it_is_shown_to_copy_and_can_be_discarded(browser, centre, tutor, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    one = replace(claims.cells(claim)[0], grade="D")
    commands.remember(claim=claim, cells=[one], by=tutor, at=at)

    page = browser.get(at_page("unsaved", claim)).content.decode()
    assert "for you to copy" in page
    assert "Save claim" not in page

    browser.post(at_page("unsaved", claim), {"discard": ""})
    assert not claim.unsaved.exists()


@pytest.mark.slow
def test_a_unit_of_another_body_without_a_grade_stays_when_the_others_are_saved(
    browser, centre, tutor, at
):
    claim = claims.a_draft(centre, catalogue.qualification("05349"), by=tutor)
    added, graded, *_ = claims.cells(claim)
    added = replace(added, grade=None, other_awarding_body="Pearson")
    commands.remember(claim=claim, cells=[added, graded], by=tutor, at=at)

    browser.post(at_page("unsaved", claim))

    assert claim.lines.get().unit_id == graded.unit_id
    assert claim.unsaved.get().other_awarding_body == "Pearson"


@pytest.mark.slow
def test_discarding_everything_asks_first(browser, claim, tutor, at):
    commands.remember(claim=claim, cells=claims.cells(claim), by=tutor, at=at)

    page = browser.post(at_page("unsaved", claim), {"ask": ""}).content.decode()

    assert "Discard what you typed?" in page
    assert claim.unsaved.count() == 4
