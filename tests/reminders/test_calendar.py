"""An address at which a calendar reads the key dates: secret, shown once, taken back at will."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from claims.visit_states import Status
from interchange.accounts.roles import Role
from interchange.audit.models import Event
from interchange.catalogue.models import KeyDate, Series
from interchange.catalogue.years import key_dates_year
from reminders import commands
from reminders.models import CalendarAddress, WrongCalendar
from reminders.rules import MOST_READS, MOST_WRONG
from tests.factories import accounts
from tests.factories.visits import takes, visit_at
from tests.reading import text

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PAGE = "/account/calendar/"


@pytest.fixture
def officer(centre):
    """Somebody of the centre."""
    return accounts.with_role(Role.EXAMS_OFFICER, centre)


@pytest.fixture
def secret(officer, at):
    """The secret of the officer's address, made long ago."""
    return commands.make_calendar(by=officer, at=at - timedelta(days=300))


def read(secret, **headers):
    """What a calendar, which is nobody logged in, is answered."""
    return Client().get(reverse("reminders:feed", args=[secret]), **headers)


def days_of(answer):
    """The days of a calendar file: (day, words)."""
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {(one.decoded("dtstart"), str(one["summary"])) for one in events}


def test_a_calendar_reads_the_days_to_come_and_nothing_of_the_person(secret, officer, centre):
    soon, past = timezone.localdate() + timedelta(days=9), timezone.localdate() - timedelta(days=9)
    Series.objects.all().delete()
    KeyDate.objects.all().delete()
    for slug, day in (("claims", soon), ("visits", past)):
        KeyDate.objects.create(
            slug=slug, title=f"About {slug}", on=day, academic_year=key_dates_year(day),
            source="a test",
        )  # fmt: skip

    answer = read(secret)

    assert answer["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer["Cache-Control"]
    assert days_of(answer) == {(soon, "About claims")}
    said = answer.content.decode()
    assert all(one not in said for one in (officer.name, officer.email, centre.number, centre.name))


def test_an_address_is_shown_once_and_kept_only_as_a_digest(sign_in, officer):
    client = sign_in(officer)
    shown = text(client.post(PAGE, follow=True))
    kept = CalendarAddress.objects.get()

    address = shown.split("/calendar/")[1].split("/key-dates.ics")[0]
    assert read(address).status_code == 200
    assert kept.digest not in (address, "") and address not in kept.digest
    assert address not in text(client.get(PAGE))
    assert "It cannot be shown again" in text(client.get(PAGE))
    assert Event.objects.filter(name="user.make_calendar").count() == 1


def test_another_address_ends_the_first_and_taking_back_ends_all(sign_in, officer, secret):
    client = sign_in(officer)
    second = text(client.post(PAGE, follow=True)).split("/calendar/")[1].split("/key-dates.ics")[0]
    assert (read(secret).status_code, read(second).status_code) == (404, 200)

    assert "Taken back." in text(client.post(f"{PAGE}take-back/", follow=True))
    assert read(second).status_code == 404
    assert "There is no address" in text(client.post(f"{PAGE}take-back/", follow=True))


def test_a_second_click_makes_no_second_address(sign_in, officer):
    client = sign_in(officer)
    client.post(PAGE)
    assert "You made an address a moment ago" in text(client.post(PAGE, follow=True))
    assert Event.objects.filter(name="user.make_calendar").count() == 1


def test_a_closed_account_has_no_address(officer, secret):
    officer.is_active = False
    officer.save()

    assert read(secret).status_code == 404


def test_one_who_asks_too_often_waits(secret):
    CalendarAddress.objects.update(hour_at=timezone.now(), reads=MOST_READS)
    answer = read(secret)
    assert (answer.status_code, answer["Retry-After"]) == (429, "3600")

    CalendarAddress.objects.update(hour_at=timezone.now() - timedelta(minutes=61))
    assert read(secret).status_code == 200
    assert CalendarAddress.objects.get().reads == 1


def test_whoever_tries_addresses_is_listened_to_no_more(secret):
    answers = [read(f"guess{number}").status_code for number in range(MOST_WRONG)]
    assert set(answers) == {404}

    assert read("guess").status_code == 429
    assert read(secret).status_code == 200  # a colleague beside them, with an address that holds
    assert read("guess", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert WrongCalendar.objects.count() == MOST_WRONG + 1
    commands.forget_wrong(at=timezone.now() + timedelta(days=2))
    assert not WrongCalendar.objects.exists()


def a_booked_visit(centre, at):
    """A visit booked for nine days from today, by a moderator of the centre."""
    on = timezone.localdate() + timedelta(days=9)
    takes(centre)
    return visit_at(Status.BOOKED, centre=centre, on=on, at=at)


def test_visits_stand_in_a_calendar_only_where_they_are_wanted(officer, centre, secret, at):
    visit = a_booked_visit(centre, at)
    told = (visit.on, f"{visit.get_kind_display()} visit for {visit.about}, centre {centre.number}")
    assert told not in days_of(read(secret))

    wanted = commands.make_calendar(with_visits=True, by=officer, at=at)

    answer = read(wanted)
    assert told in days_of(answer)
    assert visit.teacher not in answer.content.decode()


def test_a_calendar_tells_no_visit_of_another_centre(officer, other_centre, at):
    visit = a_booked_visit(other_centre, at)
    wanted = commands.make_calendar(with_visits=True, by=officer, at=at)

    assert visit.on not in {day for day, _ in days_of(read(wanted))}


def test_whoever_is_no_longer_allocated_reads_of_no_visit_any_more(moderator, centre, at):
    visit = a_booked_visit(centre, at)
    wanted = commands.make_calendar(with_visits=True, by=moderator, at=at)
    days = {day for day, _ in days_of(read(wanted))}
    assert visit.on in days

    moderator.memberships.all().delete()

    assert visit.on not in {day for day, _ in days_of(read(wanted))}
