"""By Unit: the letters are at each radio button, and Apply to all gives only what was chosen."""

import pytest
from playwright.sync_api import expect

from claims.models import UnsavedCell
from tests.factories import claims

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim(centre, tutor, catalogue):
    """A claim of five candidates and two assessors; two have a grade in the first unit."""
    claim = claims.a_draft(centre, candidates=5, by=tutor)
    centre.assessors.update(initials="AA")
    ids = list(centre.entries.order_by("candidate__surname").values_list("candidate", flat=True))
    cells = claims.cells(claim, 1, "MD", candidates=ids[1:3])
    claims.commands.save_grades(claim=claim, cells=cells, by=tutor, at=claim.created_at)
    claims.an_assessor(centre, by=tutor, name="Bo Bell", initials="BB")
    return claim


@pytest.fixture
def address(claim):
    """The page of the claim's first unit."""
    unit = claim.lines.first().unit
    return f"/centres/12345/claims/{claim.pk}/by-unit/{unit.number}/"


@pytest.fixture
def page(desk_of, tutor, address):
    """The teacher's browser with the unit open."""
    opened = desk_of(tutor)
    opened.goto(address)
    return opened


def rows(page):
    return page.locator("tr[id]")


def grades(page):
    script = "all => all.map(row => row.querySelector('input[type=radio]:checked').value)"
    return rows(page).evaluate_all(script)


def markers(page):
    script = "all => all.map(row => row.querySelector('select').selectedOptions[0].text)"
    return [text.strip()[:2] for text in rows(page).evaluate_all(script)]


def apply(page, row=0):
    return rows(page).nth(row).get_by_role("button", name="Apply to all")


def says(page, words):
    expect(page.locator(".applies__box")).to_contain_text(words)


@pytest.mark.slow
def test_an_assessor_alone_touches_no_grade(page):
    rows(page).first.get_by_role("combobox").select_option(label="Bo Bell (BB)")
    apply(page).click()

    says(page, "4 rows change, 2 of them have another assessor.")
    page.get_by_role("button", name="Change all 4").click()

    says(page, "4 rows changed, 2 of them had another assessor. Nothing is saved")
    assert grades(page) == ["", "M", "D", "", ""]
    assert markers(page) == ["Bo"] * 5
    page.get_by_role("button", name="Undo").click()
    says(page, "Undone in 4 rows.")
    assert markers(page) == ["Bo", "An", "An", "Ch", "Ch"]


@pytest.mark.slow
def test_a_grade_that_was_set_already_is_given_once_it_is_clicked(page, look):
    look(page, "by-unit")
    expect(apply(page, 1)).to_be_hidden()
    rows(page).nth(1).locator("input[value=M]").click()
    apply(page, 1).click()

    says(page, "3 rows change, 1 of them has another grade.")
    look(page, "by-unit-asks")
    page.get_by_role("button", name="Change only the other 2").click()

    says(page, "2 rows changed.")
    assert grades(page) == ["", "M", "D", "M", "M"]
    expect(page.locator(".keeps")).to_contain_text("Kept at")
    assert UnsavedCell.objects.count() == 2
    look(page, "by-unit-applied")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".row--changed")).to_have_count(0)


@pytest.mark.slow
def test_without_scripts_it_asks_applies_and_undoes_as_well(desk_of, tutor, address, look):
    page = desk_of(tutor, java_script_enabled=False)
    page.goto(address)
    rows(page).first.locator("input[value=M]").check()
    apply(page).click()

    expect(page.get_by_role("alert")).to_contain_text("3 rows change, 1 of them has another grade.")
    page.get_by_role("button", name="Change all").click()

    expect(page.get_by_text("3 rows changed, 1 of them had another grade.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone in 3 rows.")).to_be_visible()


@pytest.mark.slow
def test_each_radio_button_bears_its_letter(page, claim):
    one = claim.lines.first().candidate.ocr_number
    for address in (page.url, f"/centres/12345/claims/{claim.pk}/by-candidate/{one}/"):
        page.goto(address)
        for width in (1280, 768, 320):
            page.set_viewport_size({"width": width, "height": 600})
            for row in (0, rows(page).count() - 1):
                for letter in "PMDU":
                    shown = rows(page).nth(row).locator(".grade__letter", has_text=letter).first
                    shown.scroll_into_view_if_needed()
                    expect(shown).to_be_in_viewport()
