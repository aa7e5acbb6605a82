"""What ends with a registration? Whatever waits for it, at once, told to whom it concerns.

`ENDS` says for each kind of ending what ends with it. What stays is said in `STAYS`, with the
reason; a test asks that every kind of record that can be open stands in one of the two.
"""

from enum import Enum

from django.conf import settings

from claims.commands import take_off
from entries.details_states import END as END_DETAILS
from entries.details_states import TO_DECIDE
from entries.models import Candidate, DetailsChange, SizeChange, Transfer
from entries.queries import asks_of_its_own
from entries.size_states import END as END_CHANGE
from entries.size_states import END_AS_BOARD as END_CHANGE_AS_BOARD
from entries.size_states import OPEN as ASKED
from entries.transfer_states import END as END_TRANSFER
from entries.transfer_states import END_AS_BOARD as END_TRANSFER_AS_BOARD
from entries.transfer_states import OPEN as WAITING
from interchange import workflow
from interchange.notifications import outbox


class Ending(Enum):
    """How a registration ends."""

    WITHDRAWAL_PROCESSED = "its withdrawal was processed"
    OTHER_SIZE = "it was changed to another size"
    OTHER_PATHWAY = "its pathway was changed"
    REGISTERED_AGAIN = "the candidate was registered again"
    TRANSFERRED = "it was transferred to another centre"
    MERGED = "an older registration of the same person counts"


class Left(Enum):
    """What can be open about a registration when it ends; the models it is kept in."""

    SIZE_CHANGE = ("SizeChange",)
    TRANSFER = ("Transfer",)
    DETAILS = ("DetailsChange",)
    DRAFT_GRADES = ("Line", "UnsavedCell", "Evidence")


ENDS = {
    Ending.WITHDRAWAL_PROCESSED: set(Left),
    Ending.OTHER_SIZE: {Left.SIZE_CHANGE, Left.TRANSFER, Left.DRAFT_GRADES},
    Ending.OTHER_PATHWAY: {Left.SIZE_CHANGE},
    Ending.REGISTERED_AGAIN: {Left.SIZE_CHANGE},
    Ending.TRANSFERRED: set(Left),
    Ending.MERGED: {Left.SIZE_CHANGE, Left.TRANSFER},
}  # a transfer that does not end goes on with the registration that takes the place

STAYS = {
    "QualificationEntry": "it is what ends; one that is asked back waits for the board",
    "UnitEntry": "who has exams to come is not withdrawn; else they move along, or count as sat",
    "Claim": "what is submitted goes on; of a draft the candidate's grades come off",
    "Consideration": "an exam that was missed stays missed, and its grade may count elsewhere",
    "Request": "a result may be missing of what has ended, too",
    "Review": "it is about an exam that was sat; its outcome counts wherever the person goes",
    "EntryFile": "its lines are judged again when they are loaded",
    "ExamFile": "what its lines would do is looked at again when they are loaded",
    "ResultsFileOrder": "its files tell what stands when they are made",
    "Approval": "it is the centre's, not a candidate's",
    "Paper": "what proved something is kept with what it proved, however that ended",
    "InvoiceQuery": "what was charged can be asked about afterwards",
    "PaybackDue": "what is owed stays owed",
    "AwardDue": "what was issued may have to be corrected",
    "AwardRun": "what it showed of a registration that changed since, it leaves alone",
    "Visit": "a moderator visits a centre, not a candidate",
    "MalpracticeConcern": "a concern is answered whoever has left",
    "Merge": "who one person is, does not end",
    "NumberTwice": "whose a number is, does not end",
    "IdentityQuestion": "whose a number is, does not end with another registration",
}


def end_with(ending, entries, *, by, at, as_board, drafts=()) -> list:
    """End what waits for the registrations, which have just ended; give the grades taken off.

    `drafts` are the centre's claims in progress for their qualification, held before (see
    claims.commands.hold_drafts). `as_board` says in whose right it happens. Belongs in the
    transaction of the ending; the letters to the centres go with it, but about the grades, which
    the caller's own letter names.
    """
    ends = ENDS[ending]
    if Left.SIZE_CHANGE in ends:
        _end_size_changes(ending, entries, by, at, as_board)
    if Left.TRANSFER in ends:
        _end_transfers(ending, entries, by, at, as_board)
    else:
        _let_transfers_follow(entries)
    if Left.DETAILS in ends:
        _end_details(ending, entries, by, at)
    if Left.DRAFT_GRADES not in ends:
        return []
    persons = [one.candidate.person_id for one in entries]
    records = Candidate.objects.filter(person__in=persons)
    return take_off(claims=drafts, candidates=records, by=by, at=at)


def _end_size_changes(ending, entries, by, at, as_board):
    move = END_CHANGE_AS_BOARD if as_board else END_CHANGE
    for change in SizeChange.objects.filter(entry__in=entries, status__in=ASKED).order_by("pk"):
        told = {"detail": {"because": ending.value}, "decided_at": at, "decided_by": by}
        workflow.perform(move, change, by=by, at=at, **told)
        to = change.centre.email
        outbox.queue("tracker/size_ended", to=to, at=at, change=change, because=ending.value)


def _end_transfers(ending, entries, by, at, as_board):
    """To the new centre no more is said than that there is nothing to be transferred."""
    move = END_TRANSFER_AS_BOARD if as_board else END_TRANSFER
    for transfer in Transfer.objects.filter(entry__in=entries, status__in=WAITING).order_by("pk"):
        transfer.acts = transfer.old_centre
        told = {"detail": {"because": ending.value}, "decided_at": at, "decided_by": by}
        workflow.perform(move, transfer, by=by, at=at, **told)
        for centre in (transfer.old_centre, transfer.new_centre):
            page = transfer.page_at(centre)
            outbox.queue(
                "tracker/transfer_ended", to=centre.email, at=at, transfer=transfer, page=page
            )


def _end_details(ending, entries, by, at):
    """A person's details outlast a registration, but not the centre's right to change them."""
    for entry in entries:
        waiting = DetailsChange.objects.filter(
            centre=entry.centre, candidate__person=entry.candidate.person_id, status__in=TO_DECIDE
        )
        for change in waiting:
            if not asks_of_its_own(change, at):
                told = {"detail": {"because": ending.value}, "decided_at": at, "decided_by": by}
                workflow.perform(END_DETAILS, change, by=by, at=at, **told)
                for to in (change.centre.email, settings.PROCESSING_INBOX):
                    outbox.queue("tracker/details_ended", to=to, at=at, change=change)


def _let_transfers_follow(entries):
    """Have open transfers mean the registrations that took the place of the entries."""
    for entry in entries:
        open_ones = Transfer.objects.filter(entry=entry, status__in=WAITING)
        open_ones.update(entry=entry.replaced_by)
