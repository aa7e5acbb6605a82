"""What changes only after a look at claims and results: marking an entry Withdrawn."""

from django.db import transaction
from django.utils import timezone

from entries import commands as entries_commands
from entries.models import QualificationEntry
from tracker import rules
from tracker.queries import progress


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
        pending=progress.pending_units(entry, today),
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
