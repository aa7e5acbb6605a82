"""Visits are booked, moved, cancelled and called off."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands
from claims.models import Visit
from claims.rules import visits as rules
from claims.visit_states import Status
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.claims.commands.asking import ON, asked_for, body
from tests.factories import accounts, visits


@pytest.mark.slow
def test_a_visit_is_booked_as_asked_for(centre, subject, tutor, moderator, at, events, letters):
    visit = asked_for(centre, subject, tutor, at)

    done = commands.book_visit(visit=visit, kind=visit.kind, on=ON, by=moderator, at=at)

    assert (done.status, done.booked_at, done.booked_by) == (Status.BOOKED, at, moderator)
    assert events(visit) == ["visit.ask", "visit.book"]
    assert letters()[-1] == ("claims/visit_booked", tutor.email)
    assert "submitted by 6 January 2027" in body("claims/visit_booked")
    assert "You asked for it" not in body("claims/visit_booked")


@pytest.mark.slow
def test_a_visit_is_booked_otherwise_and_moved(centre, subject, tutor, moderator, at, events):
    visit = asked_for(centre, subject, tutor, at)
    later, kind = ON + timedelta(days=7), Visit.Kind.FACE_TO_FACE

    commands.book_visit(visit=visit, kind=kind, on=later, by=moderator, at=at)
    assert "You asked for it for 20 January 2027, virtual." in body("claims/visit_booked")
    done = commands.rebook_visit(visit=visit, kind=kind, on=ON, by=moderator, at=at)

    assert (done.on, done.kind, done.status) == (ON, kind, Status.BOOKED)
    assert events(visit)[-1] == "visit.rebook"
    moved = Message.objects.filter(template="claims/visit_booked").order_by("-pk").first()
    assert moved.subject == "Your visit for IT has been moved to 20 January 2027"
    assert "It was booked for 27 January 2027, face to face." in moved.body


@pytest.mark.slow
def test_booking_twice_the_same_changes_nothing_twice(
    centre, subject, tutor, moderator, at, events, letters
):
    visit = visits.visit_at("booked", centre=centre, by=tutor, moderator=moderator)
    before = letters()

    commands.book_visit(visit=visit, kind=visit.kind, on=visit.on, by=moderator, at=at)
    commands.rebook_visit(visit=visit, kind=visit.kind, on=visit.on, by=moderator, at=at)

    assert letters() == before
    assert events(visit) == ["visit.ask", "visit.book"]


@pytest.mark.slow
def test_a_visit_booked_by_another_moderator_is_not_booked_otherwise(
    centre, subject, tutor, moderator, at
):
    visit = visits.visit_at("booked", centre=centre, by=tutor)

    with pytest.raises(MoveRefused, match="its status is Booked"):
        commands.book_visit(visit=visit, kind="virtual", on=date(2027, 2, 1), by=moderator, at=at)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 19), "is over"),
        (date(2027, 8, 31), "August"),
        (ON + timedelta(days=1), "already"),
    ],
)
def test_a_visit_is_not_booked_on_such_a_day(centre, subject, tutor, moderator, at, day, sentence):
    visit = visits.visit_at(centre=centre, by=tutor)
    visits.visit_at(centre=centre, by=tutor, on=ON + timedelta(days=1))

    with pytest.raises(rules.VisitRefused, match=sentence):
        commands.book_visit(visit=visit, kind="virtual", on=day, by=moderator, at=at)


@pytest.mark.slow
def test_a_moderator_of_another_subject_or_the_centre_does_not_book(centre, subject, tutor, at):
    visit = visits.visit_at(centre=centre, by=tutor)
    other = accounts.with_role(Role.MODERATOR, centre, Subject.objects.exclude(code="IT").first())

    for person in (other, tutor):
        with pytest.raises(PermissionDenied):
            commands.book_visit(visit=visit, kind="virtual", on=ON, by=person, at=at)


@pytest.mark.slow
@pytest.mark.parametrize("status", ["requested", "booked"])
def test_the_centre_cancels(status, centre, subject, tutor, moderator, at, events, letters):
    visit = visits.visit_at(status, centre=centre, by=tutor, moderator=moderator)

    done = commands.cancel_visit(visit=visit, because="Floods.", by=tutor, at=at)

    assert (done.status, done.cancelled_because) == (Status.CANCELLED, "Floods.")
    assert events(visit)[-1] == "visit.cancel"
    assert letters()[-1] == ("claims/visit_cancelled", moderator.email)
    assert "Floods." in body("claims/visit_cancelled")


@pytest.mark.slow
@pytest.mark.parametrize("status", ["requested", "booked"])
def test_the_moderator_calls_off_with_a_reason(
    status, centre, subject, tutor, moderator, at, events, letters
):
    visit = visits.visit_at(status, centre=centre, by=tutor, moderator=moderator)

    with pytest.raises(rules.VisitRefused, match="Say why"):
        commands.call_off_visit(visit=visit, because=" ", by=moderator, at=at)
    done = commands.call_off_visit(visit=visit, because="I am ill.", by=moderator, at=at)

    assert (done.status, done.cancelled_because) == (Status.CANCELLED, "I am ill.")
    assert events(visit)[-1] == "visit.call_off"
    assert letters()[-1] == ("claims/visit_called_off", tutor.email)
    assert "I am ill." in body("claims/visit_called_off")


@pytest.mark.slow
def test_a_cancelled_visit_is_cancelled_once_and_not_booked(
    centre, subject, tutor, moderator, at, letters
):
    visit = visits.visit_at("cancelled", centre=centre, by=tutor)
    before = letters()

    with pytest.raises(MoveRefused, match="its status is Cancelled"):
        commands.cancel_visit(visit=visit, by=tutor, at=at)
    with pytest.raises(MoveRefused, match="its status is Cancelled"):
        commands.book_visit(visit=visit, kind="virtual", on=ON, by=moderator, at=at)
    assert letters() == before
