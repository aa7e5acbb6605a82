"""Where a claim stands to its visit, and for how long it waits, is told of whoever is on it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from claims import commands as claims
from claims.models import Visit
from claims.states import Status
from interchange.catalogue.models import Figure, KeyDate
from results.models import KeptStanding
from tests.factories import catalogue as offers
from tests.factories import results as held
from tests.factories import visits
from tests.factories.claims import claim_at
from tests.results.kept import ON, wrong

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
IN_TIME, TOO_LATE = date(2027, 6, 20), date(2027, 7, 12)


@pytest.fixture
def claimed(centre, at):
    """Have somebody whose last units stand on a claim of the status; give the claim."""

    def claimed(status):
        certificate = offers.qualification("05839")
        claim = claim_at(status, centre=centre, qualification=certificate, candidates=1, units=2)
        entry = centre.entries.get(qualification=certificate)
        held.hold([entry], {"1": "M", "2": "M", "3": "M"})
        held.settle(at)
        return claim

    return claimed


def now(at, on=ON):
    """The reason that is kept once all is worked out, beside which nothing is kept wrongly."""
    held.settle_what_is_due(at)
    assert wrong(on) == []
    return KeptStanding.objects.get().reason_on(on)


def subject_of(claim):
    return claim.qualification.subject.code


def booked(claim, moderator, on, at):
    visit = visits.visit_at(centre=claim.centre, subject=subject_of(claim), on=on)
    return claims.book_visit(visit=visit, kind=visit.kind, on=on, by=moderator, at=at)


@pytest.mark.parametrize("status", [Status.READY, Status.SAMPLED])
def test_without_a_visit_the_centre_asks_for_one_and_then_the_moderator_books_it(
    claimed, status, moderator, tutor, at
):
    claim = claimed(status)
    assert now(at).code == "visit_not_booked"

    visit = visits.visit_at(centre=claim.centre, subject=subject_of(claim), on=IN_TIME)
    asked = now(at)
    assert (asked.code, asked.on) == ("visit_to_confirm", IN_TIME)
    assert asked.details == (f"claim {claim.number}, with the visit on 20 June 2027",)

    claims.book_visit(visit=visit, kind=visit.kind, on=IN_TIME, by=moderator, at=at)
    code = "ready_for_sampling" if status == Status.READY else "sampled"
    assert (now(at).code, now(at).on) == (code, IN_TIME)

    claims.cancel_visit(visit=visit, by=tutor, at=at)
    assert now(at).code == "visit_not_booked"


def test_a_visit_after_the_last_day_comes_too_late_until_it_is_moved(claimed, moderator, at):
    claim = claimed(Status.READY)
    visit = booked(claim, moderator, TOO_LATE, at)

    assert now(at).code == "visit_too_late"

    claims.rebook_visit(visit=visit, kind=Visit.Kind.VIRTUAL, on=IN_TIME, by=moderator, at=at)
    assert now(at).code == "ready_for_sampling"


def test_another_last_day_of_the_boards_has_it_worked_out_again(
    claimed, moderator, sign_in, board_administrator, at
):
    booked(claimed(Status.READY), moderator, IN_TIME, at)
    last = KeyDate.objects.get(slug="visits", academic_year="2026/27")
    page = reverse("admin:catalogue_keydate_change", args=[last.pk])
    typed = sign_in(board_administrator).get(page).context_data["adminform"].form.initial
    typed = {name: value for name, value in typed.items() if value is not None}
    assert now(at).code == "ready_for_sampling"

    sign_in(board_administrator).post(page, {**typed, "on": "2027-06-10"})

    last.refresh_from_db()
    assert last.on == date(2027, 6, 10)
    assert now(at).code == "visit_too_late"


@pytest.mark.parametrize("way", ["by itself", "with others"])
def test_a_last_day_of_the_boards_that_is_deleted_has_it_worked_out_again(
    claimed, way, moderator, sign_in, board_administrator, at
):
    booked(claimed(Status.READY), moderator, TOO_LATE, at)
    last = KeyDate.objects.get(slug="visits", academic_year="2026/27")
    assert now(at).code == "visit_too_late"

    client, listed = sign_in(board_administrator), reverse("admin:catalogue_keydate_changelist")
    if way == "by itself":
        page = reverse("admin:catalogue_keydate_delete", args=[last.pk])
        client.post(page, {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [last.pk], "post": "yes"}
        client.post(listed, chosen)

    assert not KeyDate.objects.filter(pk=last.pk).exists()
    assert now(at).code == "ready_for_sampling"


def test_a_claim_that_was_agreed_days_ago_is_held_up_by_itself(claimed, at):
    claim = claimed(Status.PENDING)
    hours = Figure.objects.get(slug="processing-hours").value
    last = claim.agreed_at.date() + timedelta(hours=hours)

    reason = now(at, last)
    assert (reason.code, reason.on) == ("pending", last)
    after = now(at, last + timedelta(days=1))
    assert (after.code, after.owner.value) == ("claim_held_up", "The board")


def test_a_visit_before_the_claim_was_submitted_is_none_of_its_own(claimed, tutor, at):
    claim = claimed(Status.READY)
    Visit.objects.create(
        centre=claim.centre,
        about=claim.qualification.subject,
        kind=Visit.Kind.VIRTUAL,
        status="held",
        on=claim.submitted_at.date() - timedelta(days=1),
        teacher="Ann Teacher",
        asked_at=at,
        asked_by=tutor,
    )

    assert now(at).code == "visit_not_booked"
