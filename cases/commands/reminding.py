"""How does the board remind whoever must act on a case?"""

from django.db import transaction
from django.utils.timezone import localdate

from cases import queries, rules
from cases.models import Case
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox
from results.diagnosis import Owner


@transaction.atomic
def remind(*, case, by, at) -> None:
    """Write to whoever must act on the case: the centre's exams office, or the moderators.

    It leaves the board's desk until they have had their time. Raises CaseRefused where it is
    closed, where a reminder went out today, and where there is no moderator to write to.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    held = queries.cases().select_for_update(of=("self",)).get(pk=case.pk)
    reminded_on = localdate(held.reminded_at) if held.reminded_at else None
    rules.check_can_remind(
        is_open=held.closed_at is None, reminded_on=reminded_on, on=localdate(at)
    )
    addresses, page = _who_acts(held)
    Case.objects.filter(pk=held.pk).update(reminded_at=at, reminded_by=by, came_to_board_at=None)
    trail.record("case.remind", about=held, by=by, at=at, detail={"to": addresses})
    for address in addresses:
        outbox.queue("cases/reminder", to=address, at=at, case=held, page=page)


def _who_acts(case):
    """The addresses of those who must act, and the page on which they do."""
    if case.what.owner != Owner.MODERATOR:
        return [case.centre.email], case.href
    found = queries.moderators(case)
    if not found:
        raise rules.CaseRefused(
            f"No moderator is allocated to centre {case.centre.number} for"
            f" {case.claim.qualification.subject.title}. Allocate one: they read the claim then."
        )
    return found, case.href_of_moderator
