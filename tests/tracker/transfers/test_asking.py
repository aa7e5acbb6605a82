"""A new centre asks for a candidate, and the old one answers."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from entries import commands as entries
from entries.models import Transfer
from entries.rules.transfers import TransferAsked, TransferRefused
from entries.transfer_states import Status
from interchange.accounts.roles import Role
from interchange.notifications.models import Message
from tests.factories import accounts
from tests.factories import entries as make
from tests.factories.papers import PDF

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_the_old_centre_is_asked_and_the_new_one_told_of_the_answer(ask, exams_officer, at):
    transfer = ask()
    assert Message.objects.get(template="entries/transfer_asked").to == transfer.old_centre.email

    entries.decline_transfer(transfer=transfer, words="Not ours.", by=exams_officer, at=at)

    letter = Message.objects.get(template="entries/transfer_declined")
    assert letter.to == transfer.new_centre.email and "Not ours." in letter.body
    assert transfer.status == Status.DECLINED


@pytest.mark.slow
def test_whether_there_is_such_a_candidate_is_not_told(ask, entry):
    right = ask()
    wrong = ask(asked=TransferAsked("Nobody", entry.candidate.born_on, ocr_number="99999999"))

    assert (right.entry, wrong.entry) == (entry, None)
    assert right.status == wrong.status == Status.ASKED


@pytest.mark.slow
def test_where_nobody_was_found_the_old_centre_names_its_candidate(ask, entry, exams_officer, at):
    transfer = ask(asked=TransferAsked("Okafour", entry.candidate.born_on, uci="999990140001B"))

    with pytest.raises(TransferRefused, match="No candidate with OCR candidate number 12345678"):
        entries.agree_transfer(transfer=transfer, by=exams_officer, at=at, ocr_number="12345678")
    number = entry.candidate.ocr_number
    entries.agree_transfer(transfer=transfer, by=exams_officer, at=at, ocr_number=number)

    assert (transfer.entry, transfer.status) == (entry, Status.AGREED)


@pytest.mark.slow
def test_written_agreement_takes_it_to_the_board_and_tells_the_old_centre(ask):
    transfer = ask(upload=SimpleUploadedFile("agreed.pdf", PDF))

    assert transfer.status == Status.AGREED and transfer.agreement.name == "agreed.pdf"
    assert Message.objects.filter(template="entries/transfer_proved").count() == 1
    assert Message.objects.filter(template="entries/transfer_to_process").count() == 1


@pytest.mark.slow
def test_nobody_but_the_old_centre_agrees(ask, newcomer, tutor, at):
    transfer = ask()

    for person in (newcomer, tutor):
        with pytest.raises(PermissionDenied):
            entries.agree_transfer(transfer=transfer, by=person, at=at)


@pytest.mark.slow
def test_the_same_form_twice_asks_once(ask):
    token = uuid.uuid4()

    assert ask(token=token) == ask(token=token)
    assert Transfer.objects.count() == 1


@pytest.mark.slow
def test_the_same_form_for_somebody_else_asks_for_them(ask, entry):
    token = uuid.uuid4()
    ask(token=token)
    other = TransferAsked("Smith", entry.candidate.born_on, ocr_number="87654321")

    asked = ask(token=token, asked=other)

    assert asked.surname == "Smith"


@pytest.mark.slow
def test_a_centre_that_has_asked_is_told_so_when_it_asks_again(ask):
    ask()

    with pytest.raises(TransferRefused, match="You asked for this candidate on 20 November 2026"):
        ask(reason="It is urgent.")


@pytest.mark.slow
def test_a_number_that_is_somebody_elses_is_refused(ask, other_centre, at):
    make.an_entry(other_centre, candidate_number="0777", made_at=at)

    with pytest.raises(TransferRefused, match="Choose another"):
        ask()


@pytest.mark.slow
def test_two_centres_that_ask_for_one_candidate_learn_nothing_of_each_other(ask, at):
    ask()
    third = accounts.a_centre("77777", "Third School")
    officer = accounts.with_role(Role.EXAMS_OFFICER, third, name="Tom Third")

    second = ask(new_centre=third, by=officer)

    assert (second.status, second.entry) == (Status.ASKED, None)
