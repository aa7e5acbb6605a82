"""Two do something about one transfer at the same moment."""

import uuid

import pytest

from claims import commands as claims
from claims.models import Line
from entries import commands as entries
from entries.models import QualificationEntry, Transfer
from entries.rules.transfers import TransferRefused
from entries.states import Status as Entry
from entries.transfer_states import Status
from interchange.accounts.roles import Role
from interchange.workflow import MoveRefused
from tests.factories import accounts
from tests.factories import claims as make_claims
from tests.racing import at_once
from tests.tracker.transfers.doing import process

pytestmark = [pytest.mark.usefixtures("catalogue")]

DIPLOMA = "05842"


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_centres_that_ask_at_once_learn_nothing_of_each_other(ask, entry, at):
    third = accounts.a_centre("33333", "Third School")
    accounts.approve_everywhere()
    officer = accounts.with_role(Role.EXAMS_OFFICER, third)
    other = {"token": uuid.uuid4(), "new_centre": third, "by": officer}

    outcomes = at_once(ask, lambda: ask(**other))

    assert [one.status for one in outcomes] == [Status.ASKED, Status.ASKED]
    assert {one.entry for one in outcomes} == {entry, None}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_agreed_and_cancelled_at_once_is_one_of_both(ask, exams_officer, newcomer, at):
    transfer = ask()
    mine, theirs = (Transfer.objects.get(pk=transfer.pk) for _ in range(2))

    at_once(
        lambda: entries.agree_transfer(transfer=mine, by=exams_officer, at=at),
        lambda: entries.cancel_transfer(transfer=theirs, by=newcomer, at=at),
    )

    transfer.refresh_from_db()
    assert transfer.status == Status.CANCELLED  # agreed first or not: it may be taken back


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processed_twice_at_once_is_processed_once(agreed, processor, at):
    first, second = (
        Transfer.objects.select_related("entry", "old_centre", "new_centre", "qualification").get(
            pk=agreed.pk
        )
        for _ in range(2)
    )

    done = at_once(lambda: process(first, processor, at), lambda: process(second, processor, at))

    assert sum(isinstance(one, (MoveRefused, TransferRefused)) for one in done) == 1
    assert QualificationEntry.objects.filter(qualification__code=DIPLOMA).count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processed_and_claimed_at_once_leaves_no_claim_of_somebody_gone(
    agreed, entry, processor, tutor, at
):
    claim = make_claims.claim_at(
        "draft", centre=entry.centre, qualification=entry.qualification, candidates=0, by=tutor
    )

    at_once(
        lambda: process(agreed, processor, at),
        lambda: claims.submit(claim=claim, declared=True, by=tutor, at=at),
    )

    entry.refresh_from_db()
    lines = Line.objects.filter(candidate=entry.candidate, live=True).exists()
    assert (entry.status == Entry.TRANSFERRED) != lines
