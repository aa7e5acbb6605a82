"""What is confirmed is what was shown, also without JavaScript and on a telephone."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect

from claims import commands
from claims.models import Claim
from claims.states import Status
from tests.factories import claims

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def claim(centre, tutor, catalogue):
    """A claim in progress with two candidates of two grades each."""
    return claims.claim_at("draft", centre=centre, by=tutor)


@pytest.mark.slow
@pytest.mark.parametrize("script", [True, False])
def test_a_grade_saved_meanwhile_is_shown_before_the_claim_goes(
    desk_of, tutor, centre_administrator, claim, at, violations, script
):
    small = {"width": 320, "height": 900}
    page = desk_of(tutor, java_script_enabled=script, viewport=small)
    page.goto(f"/centres/12345/claims/{claim.pk}/submit/")
    page.get_by_label("I declare").check()
    page.get_by_role("button", name="Submit to assessor").click()
    expect(page.get_by_role("button", name="Yes")).to_be_visible()
    one, other, more = claims.cells(claim, units=3)[:3]
    cells = [replace(one, grade="D"), replace(other, grade=None), more]
    commands.save_grades(claim=claim, cells=cells, by=centre_administrator, at=at)

    page.get_by_role("button", name="Yes").click()

    expect(page.get_by_text("This is not what the page showed you").first).to_be_visible()
    kinds = page.locator(".differences .status").all_inner_texts()
    assert sorted(kinds) == ["Changed", "Gone", "New"]
    assert Claim.objects.get(pk=claim.pk).status == Status.DRAFT
    if script:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= small["width"]
    page.go_back()
    expect(page.get_by_role("heading", name="Do you want to submit this claim?")).to_be_visible()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_text("has been submitted")).to_be_visible()
