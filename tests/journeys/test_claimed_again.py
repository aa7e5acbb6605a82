"""A unit that is held already, claimed again in a browser: seen, warned of, asked about once."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from claims import commands
from claims.states import Status
from entries.models import Candidate
from tests.factories import claims
from tests.journeys.looking import complaints, faults

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.slow
def test_a_teacher_claims_a_better_grade_and_says_why(
    sign_in_as, violations, tutor, moderator, centre, catalogue, at
):
    first = claims.claim_at(
        "processed",
        centre=centre,
        candidates=1,
        units=1,
        grades="P",
        by=tutor,
        moderator=moderator,
        at=at,
    )
    claim = commands.start(centre=centre, qualification=first.qualification, by=tutor, at=at)
    who = Candidate.objects.get()
    place = [centre.number, claim.pk]
    page = sign_in_as(tutor)

    with complaints(page) as said:
        page.goto(reverse("claims:candidate", args=[*place, who.ocr_number]))
        row = page.get_by_role("row").filter(has_text="Holds P, Claim")
        row.locator("input[value=D]").check()
        assert faults(page, violations) == []
        page.get_by_role("button", name="Save claim").last.click()
        expect(page.get_by_text("1 grade is for a unit that the candidate holds")).to_be_visible()
        assert faults(page, violations) == []

        page.goto(reverse("claims:submit", args=place))
        page.get_by_text("D claimed, P held").click()
        why = page.get_by_role("combobox", name="Why is it claimed again?")
        why.select_option("The work has been improved since")
        assert faults(page, violations) == []
        page.get_by_role("button", name="Save reasons").click()
        page.get_by_label("I declare that").check()
        page.get_by_role("button", name="Submit to assessor").click()
        page.get_by_role("button", name="Yes").click()
        expect(page.get_by_text("has been submitted")).to_be_visible()

    assert said == []
    claim.refresh_from_db()
    assert claim.status == Status.READY
    assert claim.lines.get().claimed_again.startswith("P, Claim ")
