"""What a centre answers for a list: is a result still expected, and in which summer?"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import localdate

from entries import commands as entries_commands
from entries.models import QualificationEntry
from entries.states import Status
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.models import Centre
from interchange.accounts.roles import Permission
from interchange.refusals import RuleBroken
from tracker.queries import expecting


class NotAnswered(RuleBroken):
    """Some of the registrations refuse the answer, so that nothing was done; it says which."""


@transaction.atomic
def answer_expected(
    *,
    centre: Centre,
    registrations: Sequence[QualificationEntry],
    summer: int | None,
    left=False,
    seen: shown.Lines | None = None,
    by,
    at,
) -> list[QualificationEntry]:
    """Expect results of a centre’s registrations in the `summer`; for None, no more. All or none.

    Who was marked Withdrawn and is expected again is registered again; who is expected no more is
    marked Withdrawn, where it is ticked that all of them have `left` (amendments and withdrawals).
    `seen` is what the page showed of them (queries.shown_of). Gives those that changed. Raises
    ShownOtherwise where one is otherwise by now, or is not listed any more, and NotAnswered, naming
    whom it refuses and why.
    """
    permissions.check(by, Permission.SET_COMPLETION, centre=centre)
    entries_commands.hold_people([one.candidate_id for one in registrations])
    found = expecting.answered(_held(centre, registrations), summer, localdate(at), left=left)
    _check_seen(seen, found)
    if refused := [one for one in found if one.refusal]:
        named = (f"{one.entry.candidate.name}: {one.refusal}" for one in refused)
        raise NotAnswered(" ".join(named))
    changing = [one.entry for one in found if one.changes]
    if summer is None:
        entries_commands.withdraw_all(entries=changing, by=by, at=at)
        return changing
    withdrawn = [entry for entry in changing if entry.status == Status.WITHDRAWN]
    entries_commands.undo_withdrawals(entries=withdrawn, by=by, at=at)
    entries_commands.set_completions(entries=changing, year=summer, by=by, at=at)
    return changing


def _held(centre, registrations):
    """Those of the registrations that the centre's tracker lists still, held and read anew."""
    found = expecting.chosen(centre, [one.pk for one in registrations])
    return found.order_by("pk").select_for_update(of=("self",))


def _check_seen(seen, found):
    """Raise ShownOtherwise where one that is to change is not as the page showed it.

    Who says already what was answered, by a first press or a colleague's, changes nothing.
    """
    if seen is None:
        return
    already = {one.line for one in found if one.is_so_already}
    before = {line: parts for line, parts in seen.items() if line not in already}
    shown.check_same(before, expecting.shown_of(one for one in found if not one.is_so_already))
