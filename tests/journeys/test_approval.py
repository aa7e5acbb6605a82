"""A centre asks to be approved for a subject, the board approves it, and it registers there."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from entries.models import Approval
from interchange.accounts.roles import Role
from tests.factories import accounts


@pytest.mark.slow
def test_asked_for_approved_and_then_registered(desk_of, look, catalogue, centre, exams_officer):
    Approval.objects.filter(centre=centre, about__code="IT").delete()
    page = desk_of(exams_officer)

    page.goto(reverse("entries:register", args=[centre.number]) + "?q=05839")
    look(page, "register-not-approved")
    page.get_by_role("link", name="Ask for approval").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="IT", exact=True))
    expect(row).to_contain_text("Not asked for")
    look(page, "approvals")
    row.get_by_role("button", name="Ask for IT").click()
    expect(page.get_by_text("The board has been asked to approve you for IT")).to_be_visible()
    expect(row).to_contain_text("Asked for")
    page.goto(reverse("entries:register_for", args=[centre.number, "05839"]))
    expect(page.get_by_text("the board has not answered yet")).to_be_visible()
    look(page, "not-approved")

    board = desk_of(accounts.with_role(Role.BOARD_ADMINISTRATOR))
    board.goto("/board/")
    board.get_by_role("link", name="approvals to decide").click()
    board.locator("#result_list tbody th a").first.click()
    board.get_by_role("button", name="Approve").click()
    expect(board.get_by_text("Approve: 1 done.")).to_be_visible()

    page.reload()
    expect(page.get_by_label("Surname").first).to_be_visible()
    page.goto(reverse("tracker:centre_home", args=[centre.number]))
    expect(page.get_by_text("Approved for a subject")).to_be_visible()
