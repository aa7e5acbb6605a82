"""A person comes to log in with another e-mail address, in a browser."""

import pytest
from playwright.sync_api import expect

from interchange.accounts import links
from interchange.accounts.models import EmailChange, User
from tests.factories import second_factor
from tests.factories.accounts import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True)]
NEW = "new.address@school.example"


@pytest.mark.slow
def test_a_new_address_is_asked_for_with_password_and_code_and_confirmed_by_its_link(
    sign_in_as, tutor, look
):
    second_factor.recovery_codes(tutor, "abcdefghjk")
    page = sign_in_as(tutor)
    page.goto("/account/")
    page.get_by_role("link", name="Change E-mail address").click()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()

    look(page, "confirm-that-it-is-you")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Code from your authenticator app").fill("abcde-fghjk")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("New e-mail address")).to_be_visible()

    look(page, "change-e-mail")
    page.get_by_label("New e-mail address").fill(NEW)
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_text("A letter with a link is on its way")).to_be_visible()
    look(page, "account-with-a-new-address")

    page.goto(links.to_confirm_email(EmailChange.objects.get()))
    look(page, "use-this-address")
    page.get_by_role("button", name=f"Yes, use {NEW}").click()

    expect(page.get_by_text(f"You log in with {NEW} from now on.")).to_be_visible()
    assert User.objects.get(pk=tutor.pk).email == NEW
