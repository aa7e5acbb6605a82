"""The grid without network, server or session: nothing typed is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.grid.hands import (
    SAVED,
    into_the_grid,
    on_claim,
    press,
    state,
)

pytestmark = [pytest.mark.django_db(transaction=True)]
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"  # as from another tab


@pytest.mark.slow
def test_nothing_is_lost_while_the_network_is_gone(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    page.context.set_offline(True)

    press(page, "p", "m", "d")
    expect(page.locator(".sheet__trouble")).to_contain_text("No connection")
    expect(state(page)).to_have_text("3 cells not saved")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]

    page.context.set_offline(False)
    expect(state(page)).to_have_text(SAVED)
    expect(page.locator(".sheet__trouble")).to_be_hidden()
    assert on_claim(claim) == {(0, 0): "P", (1, 0): "M", (2, 0): "D"}


@pytest.mark.slow
def test_logging_out_at_once_saves_what_was_typed_and_asks_nothing(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    press(page, "p", "m")
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url(re.compile("log-in"))

    assert on_claim(claim) == {(0, 0): "P", (1, 0): "M"}
    assert not asked


@pytest.mark.slow
def test_what_stood_in_the_way_is_forgotten_when_it_is_over(grid_of, tutor):
    page = grid_of(tutor)
    page.context.set_offline(True)
    page.evaluate(COME_BACK)
    expect(page.locator(".sheet__trouble")).to_contain_text("No connection")

    page.context.set_offline(False)

    expect(page.locator(".sheet__trouble")).to_be_hidden()


@pytest.mark.slow
def test_an_answer_that_got_lost_is_not_taken_for_somebody_elses(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)

    def lose(route):
        route.fetch()  # the server has saved it
        route.abort()

    page.route("**/grid/cells/", lose, times=1)
    press(page, "p")
    expect(page.locator(".sheet__trouble")).to_contain_text("No connection")
    press(page, "ArrowUp", "d")

    expect(state(page)).to_have_text(SAVED)
    expect(page.locator(".sheet__asks")).to_be_hidden()
    assert on_claim(claim) == {(0, 0): "D"}


@pytest.mark.slow
def test_nothing_is_lost_when_the_server_cannot_answer(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    page.route("**/grid/cells/", lambda route: route.fulfill(status=502), times=1)

    press(page, "p")

    expect(page.locator(".sheet__trouble")).to_contain_text("cannot save just now")
    expect(state(page)).to_have_text(SAVED)
    assert on_claim(claim) == {(0, 0): "P"}


@pytest.mark.slow
def test_a_page_that_closes_sends_what_it_has(grid_of, tutor, claim):
    page = grid_of(tutor)
    into_the_grid(page)
    page.on("dialog", lambda dialog: dialog.accept())

    press(page, "p")
    page.goto(reverse("claims:by_unit", args=[claim.centre.number, claim.pk]))
    page.wait_for_timeout(500)

    assert on_claim(claim) == {(0, 0): "P"}


@pytest.mark.slow
def test_who_was_logged_out_logs_in_elsewhere_and_loses_nothing(
    grid_of, log_in_beside, tutor, claim
):
    page = grid_of(tutor)
    into_the_grid(page)
    Session.objects.all().delete()

    press(page, "p", "m")
    expect(page.locator(".sheet__trouble")).to_contain_text("You have been logged out")
    expect(state(page)).to_have_text("2 cells not saved")

    log_in_beside(page, tutor)
    page.evaluate(COME_BACK)
    expect(state(page)).to_have_text(SAVED)
    assert on_claim(claim) == {(0, 0): "P", (1, 0): "M"}
