"""What changes only after a look at claims and results: withdrawing a registration."""

from django.db import transaction
from django.utils import timezone

from claims.commands import hold_drafts
from entries import commands as entries_commands
from entries.models import QualificationEntry
from interchange.notifications import outbox
from results.queries import pending_units
from tracker import rules
from tracker.commands.ending import Ending, end_with


@transaction.atomic
def withdraw(*, entry, left, by, at) -> None:
    """Mark a candidate's entry Withdrawn, until the board processes it.

    `left` is the centre's tick that the candidate has left and will claim no more units. Raises
    WithdrawalRefused while unit results are pending or the candidate is to complete in a later
    year (amendments and withdrawals), MoveRefused when the entry is not Registered.
    """
    entries_commands.hold_people([entry.candidate_id])
    entry = QualificationEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    today = timezone.localdate(at)
    rules.check_can_withdraw(
        left=left,
        pending=pending_units(entry),
        completes_in=entry.completes_in,
        on=today,
    )
    entries_commands.withdraw(entry=entry, by=by, at=at)


@transaction.atomic
def undo_withdrawal(*, entry, completes_in, by, at) -> None:
    """Make the entry Registered again by choosing the summer its candidate will complete in.

    Raises MoveRefused once the withdrawal has been processed: then only the board can reinstate.
    """
    entries_commands.undo_withdrawal(entry=entry, by=by, at=at)
    entries_commands.set_completion(entry=entry, year=completes_in, by=by, at=at)


@transaction.atomic
def process_withdrawal(*, entry, by, at) -> None:
    """Close an entry that the centre has withdrawn, as the board, and end what waits for it.

    Its grades come off the claim in progress. Raises MoveRefused unless it is marked Withdrawn.
    """
    drafts = hold_drafts(entry.centre, [entry.qualification])
    entries_commands.hold_people([entry.candidate_id])
    entries_commands.process_withdrawal(entry=entry, by=by, at=at)
    gone = end_with(
        Ending.WITHDRAWAL_PROCESSED, [entry], by=by, at=at, as_board=True, drafts=drafts
    )
    if gone:
        to = entry.centre.email
        outbox.queue("tracker/grades_came_off", to=to, at=at, entry=entry, gone=gone)
