"""The visits as a calendar, for the moderator and for the centre."""

from datetime import date

import pytest
from django.urls import reverse

from claims.visit_states import Status
from interchange.catalogue.models import KeyDate
from tests.factories.visits import ON, takes, visit_at
from tests.reading import text

pytestmark = pytest.mark.slow


@pytest.fixture
def visit(centre, moderator):
    """A visit that is booked."""
    takes(centre)
    return visit_at(Status.BOOKED, centre=centre, moderator=moderator)


@pytest.mark.parametrize("way", ["month", "week"])
def test_a_moderator_sees_the_booked_visit_on_its_day(sign_in, moderator, visit, way):
    asked = {"as": way, "on": ON.isoformat()}

    page = sign_in(moderator).get(reverse("claims:visit_calendar"), asked)

    assert page.context["visits"] == [visit]
    assert reverse("claims:moderate_visit", args=[visit.centre.number, visit.pk]) in text(page)


def test_a_centre_sees_its_own_visits_and_no_other_centres(
    sign_in, tutor, centre, other_centre, visit
):
    takes(other_centre)
    visit_at(Status.BOOKED, centre=other_centre)
    address = reverse("claims:visit_calendar_of_centre", args=[centre.number])

    page = sign_in(tutor).get(address, {"on": ON.isoformat()})

    assert page.context["visits"] == [visit]
    assert visit.get_absolute_url() in text(page)


@pytest.mark.parametrize("on", ["", "2026-02-30", "9999-12-31", "0001-01-01", "x"])
def test_an_address_without_a_day_shows_today(sign_in, moderator, centre, on):
    page = sign_in(moderator).get(reverse("claims:visit_calendar"), {"on": on})

    assert any(day.is_today for week in page.context["weeks"] for day in week)


def test_each_day_of_a_page_goes_by_the_last_days_of_its_own_year(sign_in, moderator, centre):
    for year, last in (("2026/27", date(2027, 6, 1)), ("2027/28", date(2027, 9, 4))):
        KeyDate.objects.update_or_create(
            slug="visits", academic_year=year, defaults={"title": "Visits", "on": last}
        )
    takes(centre)
    visit_at(Status.BOOKED, centre=centre, moderator=moderator, on=date(2027, 9, 2))

    page = sign_in(moderator).get(reverse("claims:visit_calendar"), {"on": "2027-08-01"})

    [visit] = page.context["visits"]
    assert visit.distance == "2 days before the last day for visits"
    days = [day for week in page.context["weeks"] for day in week if day.deadlines]
    assert [(day.on, day.deadlines) for day in days] == [
        (date(2027, 9, 4), ["Last day for visits"])
    ]
