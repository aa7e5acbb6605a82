"""At which address does a calendar read the key dates, and which visits does it tell?"""

from claims.queries import visits_seen_by
from claims.visit_states import Status
from interchange.catalogue.years import key_dates_year
from reminders.models import CalendarAddress
from reminders.rules import digest
from tracker.queries.dates import Day, of_everybody


def calendar_of(person) -> CalendarAddress | None:
    """The person's address as it is kept: without its secret."""
    return CalendarAddress.objects.filter(person=person).first()


def days_at(secret, today) -> list[Day]:
    """The days from today on that the address of the secret tells, earliest first.

    The board's for everybody; the booked visits that its person may see where they wanted that.
    """
    address = CalendarAddress.objects.select_related("person").get(digest=digest(secret))
    visits = _visits(address.person, today) if address.with_visits else ()
    found = [*(day for day in of_everybody() if day.on >= today), *visits]
    return sorted(found, key=lambda day: day.on)


def _visits(person, today):
    """The days of the booked visits: type, subject and centre number, and no name."""
    for visit in visits_seen_by(person).filter(status=Status.BOOKED, on__gte=today):
        title = f"{visit.get_kind_display()} visit for {visit.about}, centre {visit.centre.number}"
        yield Day(visit.on, title, "visit", f"visit-{visit.pk}", key_dates_year(visit.on))
