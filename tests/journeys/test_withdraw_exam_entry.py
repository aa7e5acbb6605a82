"""An exams officer withdraws candidates from exams: in time, too late, and for illness."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from entries import commands
from results.queries import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make


@pytest.fixture
def june():
    """A series whose closing date has passed, so that entries are charged as late."""
    series = make_catalogue.a_series(today=timezone.localdate())
    series.entries_close_on = timezone.localdate() - timedelta(days=1)
    series.save()
    return series


@pytest.fixture
def entered(catalogue, centre, exams_officer, june):
    """Three candidates entered late for one exam."""
    return commands.enter_for_exams(
        centre=centre,
        qualification=make_catalogue.qualification(),
        series=june,
        chosen=[(one.candidate, make_catalogue.unit(1)) for one in make.entries(centre, 3)],
        sat=sittings,
        by=exams_officer,
        at=timezone.now(),
    )


def tick_and_withdraw(page, name):
    """Tick a candidate in the list and go to the page that says what it means."""
    page.goto("/centres/12345/entries/units/")
    page.get_by_label(f"Withdraw {name}, unit 1").check()
    page.get_by_role("button", name="Withdraw those ticked").click()


@pytest.mark.slow
def test_withdrawn_before_the_date_after_it_and_for_illness(
    desk_of, look, exams_officer, entered, june
):
    page = desk_of(exams_officer)
    first, second, third = (one.candidate.name for one in entered)

    tick_and_withdraw(page, first)
    expect(page.get_by_role("row", name=first)).to_contain_text("£15.00")
    look(page, "withdraw-in-time")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_text("is withdrawn")).to_be_visible()
    page.goto("/centres/12345/entries/invoices/")
    expect(page.get_by_role("row", name="Credit note")).to_contain_text("−£15.00")
    look(page, "invoices-with-credit")

    june.refund_until_on = timezone.localdate() - timedelta(days=1)
    june.save()
    tick_and_withdraw(page, second)
    expect(page.get_by_role("row", name=second)).to_contain_text("No refund")
    look(page, "withdraw-late")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_role("row", name=second)).to_contain_text("marked absent")
    page.get_by_role("link", name=second).click()
    expect(page.get_by_text("Absent").first).to_be_visible()

    tick_and_withdraw(page, third)
    page.get_by_label("The candidate is or was ill").check()
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_text("Say in a sentence what happened").first).to_be_visible()
    look(page, "withdraw-statement-missing")
    page.get_by_label("What happened").fill("In hospital since Monday.")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_role("row", name=third)).to_contain_text("special grounds")
    look(page, "unit-entries")


@pytest.mark.slow
def test_those_ticked_on_two_pages_are_withdrawn_and_an_absence_is_excused(
    desk_of, look, catalogue, centre, exams_officer, june
):
    unit = make_catalogue.unit(1)
    entered = [make.a_unit_entry(one, unit, june) for one in make.entries(centre, 55)]
    first, last = entered[0].candidate.name, entered[-1].candidate.name
    june.refund_until_on = timezone.localdate() - timedelta(days=1)
    june.save()
    page = desk_of(exams_officer)

    page.goto("/centres/12345/entries/units/?sort=name")
    page.get_by_label(f"Withdraw {first}, unit 1").check()
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_text("Ticked on other pages: 1")).to_be_visible()
    page.get_by_label(f"Withdraw {last}, unit 1").check()
    look(page, "withdraw-second-page")
    page.get_by_role("button", name="Withdraw those ticked").click()
    expect(page.get_by_role("heading", name="Withdraw from 2 exams")).to_be_visible()
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_text("2 entries are withdrawn")).to_be_visible()

    tick_and_withdraw(page, first)
    expect(page.get_by_role("row", name=first)).to_contain_text("marked absent already")
    look(page, "withdraw-absent")
    page.get_by_label("The candidate has lost somebody").check()
    page.get_by_label("What happened").fill("Her father died on Monday.")
    page.get_by_role("button", name="Withdraw", exact=True).click()
    expect(page.get_by_role("row", name=first)).to_contain_text("special grounds")
    page.get_by_role("link", name=first).click()
    expect(page.get_by_text("Unit entry: Withdrawn on special grounds")).to_be_visible()
    look(page, "withdraw-story")
