"""A candidate moves to another centre: asked, agreed, processed; nobody sees too much."""

import re
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from claims import commands as claims
from claims.models import Line
from entries import commands as entries
from entries.models import QualificationEntry, Transfer
from entries.rules.transfers import TransferAsked, TransferRefused
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
from tests.factories import results as make_results
from tests.factories.papers import PDF
from tests.racing import at_once
from tracker import commands

pytestmark = [pytest.mark.usefixtures("catalogue")]

DIPLOMA = "05842"


@pytest.fixture
def newcomer(other_centre):
    """The exams officer of the new centre."""
    return accounts.with_role(Role.EXAMS_OFFICER, other_centre, name="Nia Newcomer")


@pytest.fixture
def entry(centre):
    """A candidate registered for the Diploma at the old centre, with everything but the result."""
    entry = make.an_entry(centre, make_catalogue.qualification(DIPLOMA), make.a_candidate())
    make_results.hold([entry], make_results.OFFICIAL_EXAMPLE, due=False)
    return entry


@pytest.fixture
def ask(centre, other_centre, newcomer, entry, at):
    """Ask for the candidate as the new centre."""

    def ask(**given):
        person = entry.candidate
        known = {
            "new_centre": other_centre,
            "old_centre": centre,
            "qualification": entry.qualification,
            "asked": TransferAsked(person.surname, person.born_on, ocr_number=person.ocr_number),
            "candidate_number": "0777",
            "by": newcomer,
            "at": at,
            "token": uuid.uuid4(),
        }
        return entries.ask_transfer(**{**known, **given})

    return ask


@pytest.fixture
def agreed(ask, exams_officer, at):
    """A transfer that the old centre has agreed to."""
    transfer = ask()
    entries.agree_transfer(transfer=transfer, by=exams_officer, at=at)
    return transfer


def process(transfer, by, at):
    return commands.process_transfer(transfer=transfer, by=by, at=at)


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
def test_a_number_that_is_somebody_elses_is_refused(ask, other_centre, at):
    make.an_entry(other_centre, candidate_number="0777", made_at=at)

    with pytest.raises(TransferRefused, match="Choose another"):
        ask()


@pytest.mark.slow
def test_what_is_decided_is_decided(agreed, processor, newcomer, at):
    process(agreed, processor, at)

    with pytest.raises((MoveRefused, TransferRefused)):
        process(agreed, processor, at)
    with pytest.raises(MoveRefused):
        entries.cancel_transfer(transfer=agreed, by=newcomer, at=at)
    assert QualificationEntry.objects.filter(qualification__code=DIPLOMA).count() == 2


@pytest.mark.slow
def test_two_centres_that_ask_for_one_candidate_learn_nothing_of_each_other(ask, at):
    ask()
    third = accounts.a_centre("77777", "Third School")
    officer = accounts.with_role(Role.EXAMS_OFFICER, third, name="Tom Third")

    second = ask(new_centre=third, by=officer)

    assert (second.status, second.entry) == (Status.ASKED, None)


def test_a_candidate_of_two_open_transfers_is_agreed_to_once(ask, entry, exams_officer, at):
    ask()
    third = accounts.a_centre("77777", "Third School")
    officer = accounts.with_role(Role.EXAMS_OFFICER, third, name="Tom Third")
    second = ask(new_centre=third, by=officer)
    number = entry.candidate.ocr_number

    with pytest.raises(Clash, match="Another transfer of this candidate is open"), clashes_told():
        entries.agree_transfer(transfer=second, by=exams_officer, at=at, ocr_number=number)


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


# What each centre sees


@pytest.mark.slow
def test_before_agreement_the_new_centre_sees_only_what_it_typed(
    ask, entry, sign_in, newcomer, stranger
):
    transfer = ask(asked=TransferAsked(entry.candidate.surname, entry.candidate.born_on,
                               ocr_number=entry.candidate.ocr_number))  # fmt: skip
    page = sign_in(newcomer)

    shown = page.get(f"/centres/54321/entries/transfers/{transfer.pk}/").content.decode()
    there = page.get(f"/centres/54321/candidates/{entry.candidate.ocr_number}/")
    found = page.get("/centres/54321/entries/?q=Okafor").content.decode()

    assert entry.candidate.forenames not in shown and entry.candidate_number not in shown
    assert there.status_code == 404
    assert entry.candidate.ocr_number not in found
    assert page.get(f"/centres/12345/entries/transfers/{transfer.pk}/").status_code == 404


@pytest.mark.slow
def test_afterwards_the_old_centre_sees_its_own_history_and_nothing_new(
    agreed, entry, processor, exams_officer, sign_in, at
):
    process(agreed, processor, at)
    while results.award_due(at=at.replace(year=2027)):
        pass

    page = (
        sign_in(exams_officer)
        .get(f"/centres/12345/candidates/{entry.candidate.ocr_number}/")
        .content.decode()
    )

    assert "Transferred to another centre on" in page and "Unit result" in page
    assert "Qualification result" not in page and not re.search(r"\bDD\b", page)
