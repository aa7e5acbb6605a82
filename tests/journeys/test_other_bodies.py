"""Units from another awarding body in a browser: nothing typed is lost, everybody can use it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims import commands
from claims.models import Evidence
from tests.factories import catalogue as real
from tests.factories import claims, papers
from tests.journeys.looking import complaints, faults

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.slow
def test_a_unit_is_added_graded_and_proved(
    sign_in_as, violations, kept_papers, tutor, centre, catalogue, at
):
    claim = claims.a_draft(centre, real.qualification("05349"), by=tutor)
    who = centre.entries.filter(qualification=claim.qualification).first().candidate
    cells = claims.cells(claim, units=2, candidates=[who.pk])
    commands.save_grades(claim=claim, cells=cells, by=tutor, at=at)
    page = sign_in_as(tutor)

    with complaints(page) as said:
        page.goto(reverse("claims:candidate", args=[centre.number, claim.pk, who.ocr_number]))
        page.get_by_role("button", name="Add units from another awarding body").click()
        page.get_by_label("Unit", exact=True).select_option(index=1)
        page.get_by_label("Name of the awarding body").fill("City & Guilds")
        page.get_by_label("Name of the awarding body").press("Enter")
        row = page.get_by_role("row").filter(has_text="City & Guilds")
        row.locator("input[value=M]").check()
        expect(page.get_by_text("not saved: press Save claim")).to_be_visible()
        page.reload()
        expect(row.locator("input[value=M]")).to_be_checked()
        assert faults(page, violations) == []
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_role("heading", name="Discard what you typed?")).to_be_visible()
        page.get_by_role("button", name="Save claim").last.click()
        expect(page.get_by_text("Claim saved: 1 change")).to_be_visible()
        page.get_by_role("button", name="Done").click()
        expect(
            page.get_by_role("heading", name=f"Claim for {claim.qualification.code}")
        ).to_be_visible()

        page.goto(reverse("claims:view", args=[centre.number, claim.pk]))
        file = {"name": "certificate.pdf", "mimeType": "application/pdf", "buffer": papers.PDF}
        page.get_by_label("File").set_input_files(file)
        page.get_by_role("button", name="Attach evidence").click()
        expect(page.get_by_role("link", name="certificate.pdf")).to_be_visible()
        assert faults(page, violations) == []

    assert said == []
    line = claim.lines.get(other_awarding_body="City & Guilds")
    assert (line.claimed, Evidence.objects.get().unit) == ("M", line.unit)
