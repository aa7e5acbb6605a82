"""A teacher looks what a class still needs, and who is nearest to the next grade."""

import pytest
from playwright.sync_api import expect

from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_who_is_nearest_stands_first_and_has_a_page_of_their_own(
    sign_in_as, tutor, centre, catalogue
):
    entries = factory.entries(centre, 3, offers.qualification(held.DIPLOMA))
    nearly = dict(list(held.OFFICIAL_EXAMPLE.items())[:-1])
    held.hold(entries[2:], nearly)

    page = sign_in_as(tutor, viewport={"width": 320, "height": 800})
    page.goto("/centres/12345/progress/")
    page.get_by_role("link", name="See what each candidate of a class").click()
    expect(page.get_by_role("main").locator("tbody tr")).to_have_count(3)
    page.set_viewport_size({"width": 1200, "height": 800})
    page.get_by_role("link", name="The least for it").click()

    first = page.get_by_role("main").locator("tbody tr").first
    expect(first).to_contain_text(entries[2].candidate.surname)
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What other grades would give")
