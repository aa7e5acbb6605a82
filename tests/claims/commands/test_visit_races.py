"""Two people at once about one visit, on two connections of the real database."""

import pytest

from claims import commands
from claims.models import Claim, Visit
from claims.rules.visits import VisitRefused
from claims.visit_states import Status
from interchange.accounts.models import User
from interchange.audit import trail
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.factories import claims, visits
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


def fresh(person):
    """The person as another request would load them."""
    return User.objects.get(pk=person.pk)


def anew(visit):
    """The visit as another request would load it."""
    return Visit.objects.get(pk=visit.pk)


@pytest.fixture
def visit(centre, tutor):
    """A visit that the centre asked for."""
    visits.takes(centre)
    return visits.visit_at(centre=centre, by=tutor)


def refusals(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, MoveRefused)]


@pytest.mark.slow
def test_a_visit_booked_and_cancelled_at_once_ends_cancelled_and_everybody_is_told(
    visit, tutor, moderator, at
):
    outcomes = at_once(
        lambda: commands.book_visit(
            visit=anew(visit), kind="virtual", on=visit.on, by=fresh(moderator), at=at
        ),
        lambda: commands.cancel_visit(visit=anew(visit), by=fresh(tutor), at=at),
    )

    visit.refresh_from_db()
    told = set(Message.objects.values_list("template", flat=True))
    assert visit.status == Status.CANCELLED  # either before it was booked, or afterwards
    assert "claims/visit_cancelled" in told
    assert bool(refusals(outcomes)) != ("claims/visit_booked" in told)


@pytest.mark.slow
def test_a_visit_is_called_off_or_took_place(visit, moderator, at):
    outcomes = at_once(
        lambda: commands.call_off_visit(
            visit=anew(visit), because="Ill.", by=fresh(moderator), at=at
        ),
        lambda: commands.hold_visit(visit=anew(visit), on=at.date(), by=fresh(moderator), at=at),
    )

    assert len(refusals(outcomes)) == 1
    assert len(trail.of(visit)) == 2


@pytest.mark.slow
def test_two_clicks_ask_for_one_visit(centre, tutor, at):
    subject = visits.takes(centre)
    wanted = {"centre": centre, "subject": subject, "kind": "virtual", "on": visits.ON}

    first, second = at_once(
        *[lambda: commands.ask_for_visit(teacher="Ann", by=fresh(tutor), at=at, **wanted)] * 2
    )

    assert first == second
    assert Message.objects.count() == 1


@pytest.mark.slow
def test_two_people_ask_for_the_same_day_and_one_learns_of_the_other(
    centre, tutor, centre_administrator, at
):
    subject = visits.takes(centre)
    wanted = {"centre": centre, "subject": subject, "kind": "virtual", "on": visits.ON}

    outcomes = at_once(
        *(
            lambda by=by: commands.ask_for_visit(teacher="Ann", by=fresh(by), at=at, **wanted)
            for by in (tutor, centre_administrator)
        )
    )

    assert sum(isinstance(outcome, VisitRefused) for outcome in outcomes) == 1
    assert Visit.objects.count() == 1


@pytest.mark.slow
def test_a_claim_is_agreed_whatever_becomes_of_its_visit(centre, tutor, moderator, at):
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    visit = visits.visit_at("booked", centre=centre, by=tutor, moderator=moderator, on=at.date())

    agreed, cancelled = at_once(
        lambda: commands.agree(
            claim=Claim.objects.get(pk=claim.pk),
            visited_on=at.date(),
            unbooked=True,
            by=fresh(moderator),
            at=at,
        ),
        lambda: commands.cancel_visit(visit=anew(visit), by=fresh(tutor), at=at),
    )

    visit.refresh_from_db()
    assert isinstance(agreed, Claim)
    assert visit.status == (Status.HELD if isinstance(cancelled, MoveRefused) else "cancelled")
