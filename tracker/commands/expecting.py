"""What a centre answers for a list: is a result still expected, and in which summer?"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import localdate

from entries import commands as entries_commands
from entries.models import QualificationEntry
from entries.states import Status
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.refusals import RuleBroken
from tracker.queries import expecting


class NotAnswered(RuleBroken):
    """Some of the registrations refuse the answer, so that nothing was done; it says which."""


@transaction.atomic
def answer_expected(
    *, registrations: Sequence[QualificationEntry], summer: int | None, left=False, by, at
) -> list[QualificationEntry]:
    """Expect results of a centre’s registrations in the `summer`; for None, no more. All or none.

    Who was marked Withdrawn and is expected again is registered again; who is expected no more is
    marked Withdrawn, where it is ticked that all of them have `left` (amendments and withdrawals).
    Gives those that changed. Raises NotAnswered, naming whom it refuses and why, and MoveRefused
    where a withdrawal has been processed.
    """
    permissions.check(by, Permission.SET_COMPLETION, centre=registrations[0].centre)
    entries_commands.hold_people([one.candidate_id for one in registrations])
    held = QualificationEntry.objects.select_for_update(of=("self",)).order_by("pk")
    found = expecting.answered(
        held.filter(pk__in=[one.pk for one in registrations]).select_related(
            "candidate", "centre", "qualification__subject"
        ),
        summer,
        localdate(at),
        left=left,
    )
    if refused := [one for one in found if one.refusal]:
        named = (f"{one.entry.candidate.name}: {one.refusal}" for one in refused)
        raise NotAnswered(" ".join(named))
    changing = [one.entry for one in found if one.changes]
    if summer is None:
        for entry in changing:
            entries_commands.withdraw(entry=entry, by=by, at=at)
        return changing
    for entry in changing:
        if entry.status == Status.WITHDRAWN:
            entries_commands.undo_withdrawal(entry=entry, by=by, at=at)
    entries_commands.set_completions(entries=changing, year=summer, by=by, at=at)
    return changing
