"""A registration goes on at another centre, with what moves along and what is waited for."""

import pytest

from claims.models import Line
from entries import commands as entries
from entries.models import QualificationEntry
from entries.rules.transfers import TransferRefused
from entries.states import Status as Entry
from entries.transfer_states import Status
from interchange.accounts.roles import Role
from interchange.clashes import Clash, clashes_told
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from results import commands as results
from results.models import QualificationResult
from tests.factories import accounts
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.tracker.transfers.doing import process

pytestmark = [pytest.mark.usefixtures("catalogue")]

DIPLOMA = "05842"


@pytest.mark.slow
def test_the_registration_goes_on_at_the_new_centre_and_is_awarded_there(
    agreed, entry, other_centre, processor, at
):
    made = process(agreed, processor, at)
    while results.award_due(at=at):
        pass

    entry.refresh_from_db()
    assert (entry.status, made.centre, made.candidate_number, made.replaces) == (
        Entry.TRANSFERRED,
        other_centre,
        "0777",
        entry,
    )
    assert QualificationResult.objects.get(entry=made).grade == "DD"
    told = Message.objects.filter(template="tracker/transferred")
    assert {one.to for one in told} == {entry.centre.email, other_centre.email}


@pytest.mark.slow
def test_a_submitted_claim_is_waited_for(agreed, entry, processor, tutor, at):
    claim = make_claims.claim_at(
        "ready", centre=entry.centre, qualification=entry.qualification, candidates=0, by=tutor
    )

    with pytest.raises(TransferRefused, match=f"claim {claim.number}"):
        process(agreed, processor, at)

    agreed.refresh_from_db()
    assert agreed.status == Status.AGREED


@pytest.mark.slow
def test_draft_lines_come_off_with_a_note_to_both_centres(agreed, entry, processor, tutor, at):
    claim = make_claims.claim_at(
        "draft", centre=entry.centre, qualification=entry.qualification, candidates=1, by=tutor
    )

    process(agreed, processor, at)

    assert not Line.objects.filter(candidate=entry.candidate, live=True).exists()
    assert claim.lines.exists()
    letters = Message.objects.filter(template="tracker/transferred")
    assert all("came off the old centre" in one.body for one in letters)


@pytest.mark.slow
def test_exams_still_to_be_sat_move_along(agreed, entry, other_centre, processor, at):
    exam = make.a_unit_entry(entry, make_catalogue.unit(1, DIPLOMA), make_catalogue.a_series())

    process(agreed, processor, at)

    exam.refresh_from_db()
    assert (exam.centre, exam.candidate_number) == (other_centre, "0777")


@pytest.mark.slow
def test_what_is_decided_is_decided(agreed, processor, newcomer, at):
    process(agreed, processor, at)

    with pytest.raises((MoveRefused, TransferRefused)):
        process(agreed, processor, at)
    with pytest.raises(MoveRefused):
        entries.cancel_transfer(transfer=agreed, by=newcomer, at=at)
    assert QualificationEntry.objects.filter(qualification__code=DIPLOMA).count() == 2


@pytest.mark.slow
def test_a_candidate_of_two_open_transfers_is_agreed_to_once(ask, entry, exams_officer, at):
    ask()
    third = accounts.a_centre("77777", "Third School")
    officer = accounts.with_role(Role.EXAMS_OFFICER, third, name="Tom Third")
    second = ask(new_centre=third, by=officer)
    number = entry.candidate.ocr_number

    with pytest.raises(Clash, match="Another transfer of this candidate is open"), clashes_told():
        entries.agree_transfer(transfer=second, by=exams_officer, at=at, ocr_number=number)
