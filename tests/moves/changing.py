"""The moves by which a registration is taken back, replaced or ended."""

import uuid

from entries import commands, queries
from entries.models import Approval, SizeChange, Transfer
from entries.rules.registering import summer_of
from entries.rules.transfers import TransferAsked
from entries.states import Status
from entries.transfer_states import OPEN as WAITING
from interchange.catalogue.queries import specification
from tests.moves.entering import NUMBERS, a_registration
from tests.moves.world import SIZES, Idle, move
from tracker import commands as tracker


@move
def withdraw(world, pick):
    """The candidate has left."""
    entry = a_registration(world, pick)
    if pick([True, True, False]):
        summer, by = summer_of(world.on), world.officer[entry.centre_id]
        commands.set_completion(entry=entry, year=summer, by=by, at=world.at)
    tracker.withdraw(entry=entry, left=True, by=world.officer[entry.centre_id], at=world.at)


@move
def set_completion(world, pick):
    """Another summer."""
    entry = a_registration(world, pick)
    year = summer_of(world.on) + pick([0, 0, 1])
    by = world.officer[entry.centre_id]
    commands.set_completion(entry=entry, year=year, by=by, at=world.at)


@move
def undo_withdrawal(world, pick):
    """Registered after all, by choosing a summer."""
    entry = a_registration(world, pick, status=Status.WITHDRAWN)
    tracker.undo_withdrawal(
        entry=entry,
        completes_in=summer_of(world.on),
        by=world.officer[entry.centre_id],
        at=world.at,
    )


@move
def process_withdrawal(world, pick):
    """The board closes what was withdrawn."""
    entry = a_registration(world, pick, status=Status.WITHDRAWN)
    tracker.process_withdrawal(entry=entry, by=world.processor, at=world.at)


@move
def ask_back(world, pick):
    """The centre asks for what was processed in error."""
    entry = a_registration(world, pick, status=Status.REMOVED)
    by = world.officer[entry.centre_id]
    commands.ask_back(entry=entry, words="In error.", by=by, at=world.at)


@move
def decline_back(world, pick):
    """The board leaves it withdrawn."""
    entry = a_registration(world, pick, status=Status.ASKED_BACK)
    commands.decline_back(entry=entry, words="No.", by=world.processor, at=world.at)


@move
def reinstate(world, pick):
    """The board brings it back."""
    entry = a_registration(world, pick, status__in=[Status.REMOVED, Status.ASKED_BACK])
    commands.reinstate(entry=entry, by=world.processor, at=world.at)


@move
def change_size(world, pick):
    """A top-up, a move-down or another pathway."""
    entry = a_registration(world, pick)
    to = world.qualifications[pick(SIZES)]
    ways = [way.name for way in specification(to).pathways]
    tracker.change_size(
        registrations=[entry],
        to=to,
        pathway=pick(ways) if ways else "",
        by=world.officer[entry.centre_id],
        at=world.at,
    )


def a_change(pick):
    """A change of size that waits for the board."""
    found = list(SizeChange.objects.filter(status="asked").order_by("pk"))
    if not found:
        raise Idle
    return pick(found)


@move
def process_size_change(world, pick):
    """The board carries it out."""
    tracker.process_size_change(change=a_change(pick), by=world.processor, at=world.at)


@move
def refuse_size_change(world, pick):
    """The board does not."""
    change = a_change(pick)
    tracker.refuse_size_change(change=change, words="No.", by=world.processor, at=world.at)


@move
def cancel_size_change(world, pick):
    """The centre takes it back."""
    change = a_change(pick)
    by = world.officer[change.centre.pk]
    tracker.cancel_size_change(change=change, by=by, at=world.at)


@move
def register_again(world, pick):
    """Attempts anew."""
    entry = a_registration(world, pick)
    tracker.register_again(entry=entry, by=world.officer[entry.centre_id], at=world.at)


@move
def ask_transfer(world, pick):
    """A new centre asks for somebody by the number on their papers."""
    entry = a_registration(world, pick)
    new = pick([one for one in world.centres if one != entry.centre])
    person = entry.candidate.person
    by_person, _ = queries.held_numbers(new, world.on, persons=[person.pk])
    number = next(iter(by_person.values()), None) or pick(NUMBERS)
    commands.ask_transfer(
        new_centre=new,
        old_centre=entry.centre,
        qualification=entry.qualification,
        asked=TransferAsked(person.surname, person.born_on, ocr_number=person.ocr_number),
        candidate_number=number,
        by=world.officer[new.pk],
        at=world.at,
        token=uuid.uuid4(),
    )


def a_transfer(pick, *statuses):
    """A transfer that waits for somebody."""
    found = Transfer.objects.filter(status__in=statuses or sorted(WAITING)).order_by("pk")
    found = list(found.select_related("new_centre", "old_centre", "qualification", "entry"))
    if not found:
        raise Idle
    return pick(found)


@move
def agree_transfer(world, pick):
    """The old centre agrees, naming its candidate where none was found."""
    transfer = a_transfer(pick, "asked")
    here = world.known(transfer.old_centre, pick([*world.human_of.values()]))
    commands.agree_transfer(
        transfer=transfer,
        ocr_number=here[0].ocr_number if here else "",
        by=world.officer[transfer.old_centre_id],
        at=world.at,
    )


@move
def decline_transfer(world, pick):
    """The old centre declines."""
    transfer = a_transfer(pick, "asked")
    by = world.officer[transfer.old_centre_id]
    commands.decline_transfer(transfer=transfer, words="No.", by=by, at=world.at)


@move
def cancel_transfer(world, pick):
    """The new centre takes it back."""
    transfer = a_transfer(pick)
    by = world.officer[transfer.new_centre_id]
    commands.cancel_transfer(transfer=transfer, by=by, at=world.at)


@move
def reject_transfer(world, pick):
    """The board rejects it."""
    transfer = a_transfer(pick)
    commands.reject_transfer(transfer=transfer, words="No.", by=world.processor, at=world.at)


@move
def process_transfer(world, pick):
    """The board carries it out."""
    tracker.process_transfer(transfer=a_transfer(pick, "agreed"), by=world.processor, at=world.at)


@move
def change_approval(world, pick):
    """A centre's approval for the subject ends, or it is approved again."""
    found = list(_of_it(world))
    approval = pick([one for one in found if one.status != "approved"] or found)
    if approval.status == "approved":
        commands.end_approval(approval=approval, words="No staff.", by=world.board, at=world.at)
    else:
        commands.approve(approval=approval, by=world.board, at=world.at)


def _of_it(world):
    """The centres' approvals for IT."""
    return Approval.objects.filter(about__code="IT", centre__in=world.centres).order_by("pk")
