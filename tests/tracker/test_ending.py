"""What ends with a registration, and what goes on or stays."""

import pytest
from django.apps import apps
from django.conf import settings

from claims.models import Evidence, Line
from entries.models import SizeChange, Transfer
from entries.rules.transfers import TransferRefused
from interchange.notifications.models import Message
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.factories.details import a_waiting_change
from tests.house import ROOMS
from tracker import commands
from tracker.commands.ending import ENDS, STAYS, Ending, Left

SMALL, CERTIFICATE, WITH_PATHWAYS = "05838", "05839", "05840"
WAY, OTHER_WAY = "Application Developer", "Data Analyst"


@pytest.fixture
def entry(catalogue, centre):
    """A registration on a pathway."""
    return make.an_entry(centre, make_catalogue.qualification(WITH_PATHWAYS), pathway=WAY)


@pytest.fixture
def transfer(entry, other_centre, exams_officer):
    """An agreed transfer of the registration."""
    made = make.a_transfer(other_centre, exams_officer, old_centre=entry.centre)
    made.entry, made.qualification = entry, entry.qualification
    made.save()
    return made


@pytest.fixture
def change(entry, exams_officer):
    """A change of the registration's size that waits for the board."""
    return make.a_size_change(entry, exams_officer, SMALL)


def statuses():
    return [one.status for model in (SizeChange, Transfer) for one in model.objects.all()]


def letters(template):
    return sorted(Message.objects.filter(template=template).values_list("to", flat=True))


def test_every_record_that_can_be_open_ends_or_stays():
    known = {name for left in Left for name in left.value} | STAYS.keys()
    can_be_open = {
        model.__name__
        for app in ROOMS
        for model in apps.get_app_config(app).get_models()
        if {one.name for one in model._meta.fields}
        & {"status", "live", "answered_at", "settled_at", "undone_at", "done"}
    }

    assert can_be_open - known == {"DuplicateAnswer"}  # an answer, never a question
    assert set(ENDS) == set(Ending)


@pytest.mark.slow
def test_a_withdrawal_that_is_processed_ends_all_that_waits(
    entry, transfer, change, processor, other_centre, at
):
    type(entry).objects.filter(pk=entry.pk).update(status="withdrawn")

    commands.process_withdrawal(entry=entry, by=processor, at=at)

    assert statuses() == ["ended", "ended"]
    assert letters("tracker/size_ended") == [entry.centre.email]
    both = sorted([entry.centre.email, other_centre.email])
    assert letters("tracker/transfer_ended") == both


@pytest.mark.slow
def test_grades_in_progress_and_what_proves_them_go_with_a_processed_withdrawal(
    catalogue, centre, tutor, processor, at
):
    claim = make_claims.claim_at("draft", centre=centre, candidates=2, by=tutor)
    make_claims.evidence_on(claim, tutor)
    line = claim.lines.first()
    entry = line.candidate.entries.get()
    type(entry).objects.filter(pk=entry.pk).update(status="withdrawn")
    entry.refresh_from_db()

    commands.process_withdrawal(entry=entry, by=processor, at=at)

    assert claim.lines.exists()
    assert not Line.objects.filter(candidate=line.candidate).exists()
    assert not Evidence.objects.exists()
    assert str(line) in Message.objects.get(template="tracker/grades_came_off").body


@pytest.mark.slow
def test_a_change_of_details_that_waits_ends_with_the_transfer_and_both_sides_are_told(
    entry, transfer, exams_officer, processor, at
):
    asked = a_waiting_change(entry.candidate, entry.centre, exams_officer)

    commands.process_transfer(transfer=transfer, by=processor, at=at)

    asked.refresh_from_db()
    assert (asked.status, asked.decided_by) == ("ended", processor)
    both = sorted([entry.centre.email, settings.PROCESSING_INBOX])
    assert letters("tracker/details_ended") == both
    told = Message.objects.filter(template="tracker/details_ended").first()
    assert transfer.new_centre.number not in told.body


@pytest.mark.slow
@pytest.mark.parametrize(("is_elsewhere", "status"), [(True, "ended"), (False, "waiting")])
def test_a_change_of_details_ends_with_a_withdrawal_where_another_centre_has_the_candidate(
    entry, other_centre, exams_officer, processor, is_elsewhere, status, at
):
    if is_elsewhere:
        make.an_entry(other_centre, entry.qualification, candidate=entry.candidate)
    asked = a_waiting_change(entry.candidate, entry.centre, exams_officer)
    type(entry).objects.filter(pk=entry.pk).update(status="withdrawn")
    entry.refresh_from_db()

    commands.process_withdrawal(entry=entry, by=processor, at=at)

    asked.refresh_from_db()
    assert asked.status == status


@pytest.mark.slow
def test_a_change_of_size_ends_the_transfer_and_tells_both_centres_no_more(
    entry, transfer, exams_officer, other_centre, at
):
    to = make_catalogue.qualification(SMALL)

    commands.change_size(registrations=[entry], to=to, by=exams_officer, at=at)

    transfer.refresh_from_db()
    assert (transfer.status, transfer.decided_by) == ("ended", exams_officer)
    [letter] = Message.objects.filter(template="tracker/transfer_ended", to=other_centre.email)
    assert SMALL not in letter.body and entry.candidate.ocr_number not in letter.body


@pytest.mark.slow
def test_a_transfer_goes_on_with_the_registration_on_another_pathway(
    entry, transfer, exams_officer, processor, at
):
    [asked] = commands.change_size(
        registrations=[entry], to=entry.qualification, pathway=OTHER_WAY, by=exams_officer, at=at
    )
    commands.process_size_change(change=asked, by=processor, at=at)

    transfer.refresh_from_db()
    made = commands.process_transfer(transfer=transfer, by=processor, at=at)

    assert (made.pathway, made.centre) == (OTHER_WAY, transfer.new_centre)


@pytest.mark.slow
def test_a_transfer_ends_the_change_of_size(entry, transfer, change, processor, at):
    commands.process_transfer(transfer=transfer, by=processor, at=at)

    change.refresh_from_db()
    assert (change.status, change.decided_by) == ("ended", processor)
    assert letters("tracker/size_ended") == [entry.centre.email]


@pytest.mark.slow
def test_nobody_is_transferred_to_a_centre_whose_approval_ended(
    transfer, other_centre, board_administrator, processor, at
):
    other_centre.approvals.filter(about__code="IT").update(status="ended")

    with pytest.raises(TransferRefused, match="not approved"):
        commands.process_transfer(transfer=transfer, by=processor, at=at)
