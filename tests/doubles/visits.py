"""What tutors and moderators send about visits."""

from datetime import timedelta

from django.utils import timezone

from tests.doubles.scene import sending
from tests.factories import visits


def soon():
    """A day to come."""
    return timezone.localdate() + timedelta(days=40)


def boxes(day, name="on"):
    """A day in its three boxes."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@sending("claims:ask_for_visit")
def a_visit(scene):
    subject = visits.takes(scene.centre)
    asked = {"subject": subject.code, "kind": "virtual", "teacher": "Ann Teacher", "anyway": "on"}
    address = scene.page("claims:ask_for_visit")
    return scene.sends(scene.office, address, **asked, **boxes(soon()))


def requested(scene, status="requested", **more):
    """A visit of the centre at the status."""
    visits.takes(scene.centre)
    return visits.visit_at(status, centre=scene.centre, by=scene.office, on=soon(), **more)


@sending("claims:cancel_visit")
def a_visit_cancelled(scene):
    address = scene.page("claims:cancel_visit", requested(scene).pk)
    return scene.sends(scene.office, address, because="We moved.")


@sending("claims:book_visit")
def a_visit_booked(scene):
    address = scene.page("claims:book_visit", requested(scene).pk)
    return scene.sends(scene.moderator, address, kind="virtual", **boxes(soon()))


@sending("claims:rebook_visit")
def a_visit_booked_anew(scene):
    address = scene.page("claims:rebook_visit", requested(scene, "booked").pk)
    later = soon() + timedelta(days=7)
    return scene.sends(scene.moderator, address, kind="virtual", **boxes(later))


@sending("claims:call_off_visit")
def a_visit_called_off(scene):
    address = scene.page("claims:call_off_visit", requested(scene, "booked").pk)
    return scene.sends(scene.moderator, address, because="Ill.")


@sending("claims:hold_visit")
def a_visit_held(scene):
    address = scene.page("claims:hold_visit", requested(scene, "booked").pk)
    return scene.sends(scene.moderator, address, **boxes(timezone.localdate()))
