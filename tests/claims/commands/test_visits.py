"""Visits are asked for, and it is said that they took place."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, queries
from claims.models import Visit
from claims.rules import VisitedBefore, VisitUnknown
from claims.rules import visits as rules
from claims.visit_states import Status
from interchange.accounts.models import Membership
from interchange.audit import trail
from interchange.catalogue.models import Subject
from tests.claims.commands.asking import ON, asked_for, body
from tests.factories import claims, visits


@pytest.mark.slow
def test_a_visit_is_asked_for(centre, subject, tutor, moderator, at, events, letters):
    visit = asked_for(centre, subject, tutor, at, note=" Mornings suit us. ")

    assert (visit.status, visit.on, visit.note) == (Status.REQUESTED, ON, "Mornings suit us.")
    assert (visit.asked_at, visit.asked_by) == (at, tutor)
    assert events(visit) == ["visit.ask"]
    assert letters() == [("claims/visit_asked", moderator.email)]
    assert "Mornings suit us." in body("claims/visit_asked")


@pytest.mark.slow
def test_the_board_hears_of_a_visit_where_no_moderator_is_allocated(
    centre, subject, tutor, at, letters, settings
):
    asked_for(centre, subject, tutor, at)

    assert letters() == [("claims/visit_asked", settings.MODERATION_INBOX)]


@pytest.mark.slow
def test_the_same_request_twice_is_one(centre, subject, tutor, at, letters):
    first = asked_for(centre, subject, tutor, at)

    assert asked_for(centre, subject, tutor, at) == first
    assert (Visit.objects.count(), len(letters())) == (1, 1)


@pytest.mark.slow
def test_another_visit_for_the_subject_on_that_day_is_refused(
    centre, subject, tutor, centre_administrator, at
):
    asked_for(centre, subject, tutor, at)

    with pytest.raises(rules.VisitRefused, match="its status is Requested"):
        asked_for(centre, subject, centre_administrator, at)


@pytest.mark.slow
def test_after_a_cancelled_visit_another_may_be_asked_for(centre, subject, tutor, at):
    first = asked_for(centre, subject, tutor, at)
    commands.cancel_visit(visit=first, by=tutor, at=at)

    assert asked_for(centre, subject, tutor, at) != first


def test_a_subject_without_candidates_gets_no_visit(centre, catalogue, tutor, at):
    with pytest.raises(rules.VisitRefused, match="Nobody at your centre is registered"):
        asked_for(centre, Subject.objects.get(code="IT"), tutor, at)


@pytest.mark.slow
def test_a_day_in_late_august_is_refused(centre, subject, tutor, at):
    with pytest.raises(rules.VisitRefused, match="18 to 31 August"):
        asked_for(centre, subject, tutor, at, on=date(2027, 8, 20))


@pytest.mark.slow
def test_a_third_visit_is_asked_for_by_who_has_read_that_it_costs(
    centre, subject, tutor, moderator, at
):
    for days in (0, 1):
        asked_for(centre, subject, tutor, at, on=ON + timedelta(days=days))

    with pytest.raises(rules.VisitDoubtful, match="standard visit fee"):
        asked_for(centre, subject, tutor, at, on=ON + timedelta(days=2))
    visit = asked_for(centre, subject, tutor, at, on=ON + timedelta(days=2), anyway=True)

    assert visit.status == Status.REQUESTED


@pytest.mark.slow
def test_visits_of_another_year_subject_or_centre_are_not_counted(
    centre, other_centre, subject, tutor, at
):
    visits.takes(other_centre)
    visits.visit_at(centre=other_centre, on=ON)
    visits.visit_at("cancelled", centre=centre, on=ON, by=tutor)
    visits.visit_at(centre=centre, on=date(2027, 9, 10), by=tutor)

    assert queries.allowance(centre, subject, ON).taken == 0
    assert queries.allowance(centre, subject, date(2027, 9, 1)).taken == 1


def test_only_who_makes_claims_asks(centre, subject, exams_officer, at):
    with pytest.raises(PermissionDenied):
        asked_for(centre, subject, exams_officer, at)


@pytest.mark.slow
@pytest.mark.parametrize("status", ["requested", "booked"])
def test_a_visit_took_place(status, centre, subject, tutor, moderator, at, events):
    visit = visits.visit_at(status, centre=centre, by=tutor, moderator=moderator)
    today = at.date()

    with pytest.raises(rules.VisitRefused, match="in the future"):
        commands.hold_visit(visit=visit, on=ON, by=moderator, at=at)
    done = commands.hold_visit(visit=visit, on=today, by=moderator, at=at)

    assert (done.status, done.on) == (Status.HELD, today)
    assert events(visit)[-1] == "visit.hold"
    assert queries.allowance(centre, subject, today).used == 1


@pytest.mark.slow
@pytest.mark.parametrize("status", ["requested", "booked"])
def test_agreeing_a_claim_says_that_its_visit_took_place(
    status, centre, tutor, moderator, at, events
):
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    visit = visits.visit_at(status, centre=centre, by=tutor, moderator=moderator, on=at.date())
    other = visits.visit_at("booked", centre=centre, by=tutor, moderator=moderator)

    commands.agree(claim=claim, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    visit.refresh_from_db()
    other.refresh_from_db()
    assert (visit.status, other.status) == (Status.HELD, Status.BOOKED)
    assert events(visit)[-1] == "visit.hold"


@pytest.mark.slow
def test_agreeing_leaves_other_subjects_and_centres_visits(
    centre, other_centre, tutor, moderator, at
):
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    visits.takes(other_centre)
    elsewhere = visits.visit_at("booked", centre=other_centre, on=at.date())
    cancelled = visits.visit_at("cancelled", centre=centre, by=tutor, on=at.date())

    commands.agree(claim=claim, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    elsewhere.refresh_from_db()
    cancelled.refresh_from_db()
    assert (elsewhere.status, cancelled.status) == (Status.BOOKED, Status.CANCELLED)


@pytest.mark.slow
def test_a_visit_before_the_submission_counts_where_the_work_was_seen(centre, moderator, at):
    claim = claims.claim_at("sampled", centre=centre, moderator=moderator)
    before = at.date() - timedelta(days=1)

    with pytest.raises(VisitedBefore):
        commands.agree(claim=claim, visited_on=before, unbooked=True, by=moderator, at=at)
    done = commands.agree(
        claim=claim, visited_on=before, unbooked=True, seen_then=True, by=moderator, at=at
    )

    assert done.visited_on == before


@pytest.mark.slow
def test_a_moderator_who_leaves_sees_no_visit(centre, subject, tutor, moderator, at):
    visits.visit_at(centre=centre, by=tutor)
    assert queries.moderated_visits(moderator).count() == 1

    Membership.objects.filter(user=moderator).delete()

    assert not queries.moderated_visits(moderator)


@pytest.mark.slow
def test_a_claim_is_not_agreed_after_a_visit_that_nobody_knows_of(
    centre, tutor, moderator, at, events
):
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    visits.visit_at("cancelled", centre=centre, by=tutor, on=at.date())

    with pytest.raises(VisitUnknown, match="No visit for .* on 20 November 2026 is in the portal"):
        commands.agree(claim=claim, visited_on=at.date(), by=moderator, at=at)

    done = commands.agree(claim=claim, visited_on=at.date(), unbooked=True, by=moderator, at=at)
    assert done.visited_on == at.date()
    assert trail.of(done).get(name="claim.agree").detail["unbooked"] is True


@pytest.mark.slow
def test_a_booked_visit_needs_no_question(centre, tutor, moderator, at):
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    visits.visit_at("booked", centre=centre, by=tutor, moderator=moderator, on=at.date())

    done = commands.agree(claim=claim, visited_on=at.date(), by=moderator, at=at)

    assert trail.of(done).get(name="claim.agree").detail["unbooked"] is False
