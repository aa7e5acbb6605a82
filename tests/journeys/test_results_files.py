"""Results leave for a centre's system: a missing UCI is given first, a late result comes after."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import catalogue as offers
from tests.factories import edi
from tests.factories import entries as factory
from tests.factories import results as held

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def entries(centre, catalogue):
    """Two candidates with a result of June 2026, of whom the second has no UCI."""
    people = [held.a_candidate_with_uci(centre), factory.a_candidate("Okafor", "Ada")]
    diploma = offers.qualification(held.DIPLOMA)
    entries = [factory.an_entry(centre, diploma, candidate=one) for one in people]
    held.hold(entries, {"1": "M"}, due=False)
    return entries


def make(page):
    """Make the files, and open the receipt of the newest."""
    page.goto(reverse("results:results_files", args=["12345"]) + "?year=2025")
    page.get_by_role("button", name="Make for the September series").click()
    expect(page.locator("body")).to_contain_text("Made: R12345")
    page.get_by_role("link", name="Receipt").first.click()


def counted(page, name, number):
    """The card of the receipt says so many."""
    card = page.get_by_role("main").locator(".card").filter(has_text=name).first
    expect(card).to_contain_text(str(number))


def test_who_has_no_uci_is_named_first_and_a_late_result_is_new(
    sign_in_as, exams_officer, centre, entries
):
    page = sign_in_as(exams_officer)
    page.goto(reverse("results:results_files", args=["12345"]) + "?year=2025")
    page.get_by_role("link", name="Correct details of Okafor, Ada").click()
    page.get_by_label("UCI").fill(edi.a_uci(4711, centre.number))
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Save the correction").click()

    make(page)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Okafor, Ada")
    counted(page, "New", 2)
    counted(page, "Left out", 0)

    held.hold(entries[:1], {"2": "D"}, due=False)
    make(page)
    counted(page, "New", 1)
    expect(main).to_contain_text("Compared with")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download R12345").click()
    assert taken.value.path().read_bytes().count(b"\r\n") == 3 + 4  # results, headers and trailers
