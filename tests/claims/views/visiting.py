"""Visits as pages show and ask for them: in the real year, for pages ask the clock."""

from datetime import timedelta

from django.utils import timezone

from tests.factories import visits


def today():
    return timezone.localdate()


def soon(days=40):
    """A day so many days from now, or in autumn where a visit might be late or in the pause."""
    day = today() + timedelta(days=days)
    return day + timedelta(days=124) if 5 <= day.month <= 8 else day


def a_visit(status="requested", **more):
    """A visit asked for now, in the real year: pages ask the clock."""
    return visits.visit_at(status, **{"at": timezone.now(), "on": soon(), **more})


def boxes(day, name="on"):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
