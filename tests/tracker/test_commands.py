"""An entry is marked Withdrawn only after a look at claims and results, and can come back."""

import pytest
from django.core.exceptions import PermissionDenied

from claims.states import Status as Claimed
from entries.states import Status
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.factories import claims, entries
from tracker import commands
from tracker.rules import WithdrawalRefused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_a_candidate_who_has_left_is_withdrawn_with_trail_and_letter(centre, exams_officer, at):
    entry = entries.an_entry(centre)

    commands.withdraw(entry=entry, left=True, by=exams_officer, at=at)

    entry.refresh_from_db()
    assert entry.status == Status.WITHDRAWN
    assert Event.objects.get(name="qualificationentry.withdraw").by == exams_officer
    assert Message.objects.get(template="entries/withdrawn").to == centre.email


@pytest.mark.slow
def test_a_claim_with_the_board_keeps_the_entry_registered(centre, exams_officer, at):
    claim = claims.claim_at(Claimed.READY, centre=centre, candidates=1, units=1)
    entry = centre.entries.get()

    with pytest.raises(WithdrawalRefused, match="pending"):
        commands.withdraw(entry=entry, left=True, by=exams_officer, at=at)

    entry.refresh_from_db()
    assert entry.status == Status.REGISTERED
    assert claim.lines.filter(live=True).exists()


def test_a_withdrawal_is_undone_by_choosing_a_completion_date(centre, exams_officer, at):
    entry = entries.an_entry(centre)
    commands.withdraw(entry=entry, left=True, by=exams_officer, at=at)

    commands.undo_withdrawal(entry=entry, completes_in=2028, by=exams_officer, at=at)

    entry.refresh_from_db()
    assert (entry.status, entry.completes_in) == (Status.REGISTERED, 2028)


@pytest.mark.slow
def test_the_same_withdrawal_twice_is_refused_the_second_time(centre, exams_officer, at):
    entry = entries.an_entry(centre)
    commands.withdraw(entry=entry, left=True, by=exams_officer, at=at)

    with pytest.raises(MoveRefused):
        commands.withdraw(entry=entry, left=True, by=exams_officer, at=at)


@pytest.mark.slow
def test_only_an_exams_officer_withdraws(centre, tutor, at):
    entry = entries.an_entry(centre)

    with pytest.raises(PermissionDenied, match="Exams Officer"):
        commands.withdraw(entry=entry, left=True, by=tutor, at=at)
