"""What other grades would give one candidate: tried by hand for every size, and nothing changes."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from results.models import UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_a_grade_that_is_tried_brings_the_result_and_nothing_is_saved(
    sign_in_as, tutor, centre, catalogue
):
    entry = factory.an_entry(centre, offers.qualification(held.DIPLOMA))
    *most, (last, grade) = held.OFFICIAL_EXAMPLE.items()
    held.hold([entry], dict(most))
    held.settle(at=timezone.now())
    before = list(UnitResult.objects.values())
    page = sign_in_as(tutor)

    page.goto(f"/centres/12345/candidates/{entry.candidate.ocr_number}/")
    page.get_by_role("link", name="See what other grades would give").first.click()
    main = page.get_by_role("main")
    row = main.locator("tr").filter(has_text="(registered)")
    expect(row).not_to_contain_text("points")
    main.get_by_label(f"Unit {last} ").select_option(grade)
    main.get_by_role("button", name="Work it out").click()

    expect(row).to_contain_text("DD")
    expect(main).to_contain_text("With these grades")
    assert list(UnitResult.objects.values()) == before
