"""Two people at once on the details of one candidate, or with one number for two."""

from dataclasses import replace
from uuid import uuid4

import pytest

from entries import commands
from entries.details_states import Status
from entries.models import Candidate, DetailsChange
from entries.rules import details as rules
from interchange.accounts.models import User
from interchange.accounts.roles import Role
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.factories import accounts, details
from tests.factories import entries as make
from tests.racing import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("catalogue"),
]
UCI, ULN = "681990012058G", "9276308686"


@pytest.fixture
def sending(centre, at):
    """A function that gives the act of sending a change, by a person of the centre."""

    def act(candidate, by, token=None, **typed):
        seen = rules.of(candidate)
        what = {"seen": seen, "new": replace(seen, **typed), "token": token}
        return lambda: commands.change_details(
            candidate=candidate, centre=centre, by=User.objects.get(pk=by.pk), at=at, **what
        )

    return act


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_officers_the_second_is_asked_to_look(attempt, ada, sending, exams_officer, centre):
    other = accounts.with_role(Role.EXAMS_OFFICER, centre, name="Olu Other")

    told = at_once(sending(ada, exams_officer, surname="Okafour"), sending(ada, other, uln=ULN))

    made = DetailsChange.objects.get()
    refused = [one for one in told if isinstance(one, rules.DetailsOvertaken)]
    assert len(refused) == 1
    ada.refresh_from_db()
    assert rules.of(ada) == made.after


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(3))
def test_the_same_click_twice_changes_once(attempt, ada, sending, exams_officer):
    act = sending(ada, exams_officer, token=uuid4(), surname="Okafour")

    first, second = at_once(act, act)

    assert first == second
    assert DetailsChange.objects.count() == Message.objects.count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(3))
def test_a_change_is_approved_or_cancelled_but_not_both(
    attempt, ada, centre, exams_officer, processor, at
):
    waiting = details.a_waiting_change(ada, centre, exams_officer)
    one, other = (DetailsChange.objects.get(pk=waiting.pk) for _ in range(2))

    told = at_once(
        lambda: commands.approve_details(change=one, by=User.objects.get(pk=processor.pk), at=at),
        lambda: commands.cancel_details(
            change=other, by=User.objects.get(pk=exams_officer.pk), at=at
        ),
    )

    assert sum(isinstance(one, MoveRefused) for one in told) == 1
    waiting.refresh_from_db()
    ada.refresh_from_db()
    assert (waiting.status == Status.MADE) == (ada.surname == "Smith")
    assert waiting.status in {Status.MADE, Status.CANCELLED}


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(3))
def test_one_number_is_not_given_to_two_at_once(attempt, ada, sending, centre, exams_officer):
    ben = make.an_entry(centre, candidate=make.a_candidate("Bello", "Ben")).candidate

    at_once(sending(ada, exams_officer, uci=UCI), sending(ben, exams_officer, uci=UCI))

    assert Candidate.objects.filter(uci=UCI).count() == 1
    statuses = DetailsChange.objects.order_by("status").values_list("status", flat=True)
    assert list(statuses) == [Status.MADE, Status.WAITING]
