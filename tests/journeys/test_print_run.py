"""The board prints what was awarded, issues one certificate again, and the centre sees both."""

import pytest
from playwright.sync_api import expect

from tests.factories import entries as factory
from tests.factories import results

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def a_run(page):
    """Make a print run of whatever is to be printed."""
    page.goto("/board/certificates/printrun/")
    page.get_by_role("link", name="Make a print run").click()
    page.get_by_label("Make the list of this run").check()
    page.get_by_role("button", name="Make a print run").click()
    expect(page.locator(".messagelist")).to_contain_text("is made: 1 certificates.")


def test_a_run_and_a_certificate_issued_again(
    sign_in_as, catalogue, centre, processor, exams_officer
):
    award = results.a_result(factory.an_entry(centre))
    page = sign_in_as(processor)
    a_run(page)
    page.get_by_role("button", name="Sent to centres").click()
    expect(page.locator(".messagelist")).to_contain_text("1 done")
    certificate = award.certificates.get()

    page.goto(f"/board/certificates/certificate/{certificate.pk}/change/")
    page.get_by_role("button", name="Issue again").click()
    page.get_by_label("Reason").select_option("details")
    page.get_by_label("What the centre is told").fill("We have seen the deed poll.")
    page.get_by_role("button", name="Issue again").click()
    expect(page.locator(".messagelist")).to_contain_text("1 done")
    a_run(page)

    page = sign_in_as(exams_officer)
    page.goto("/centres/12345/")
    page.goto("/centres/12345/certificates/")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Return the original")
    expect(main).to_contain_text("Being printed")
    for one in award.certificates.all():
        expect(main).to_contain_text(str(one.number))
