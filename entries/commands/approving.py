"""How is a centre approved for a subject: asked for on screen, decided by the board?"""

from django.db import transaction

from entries.approval_states import APPROVE, ASK_AGAIN, DECLINE, END, IN_FORCE, Status
from entries.commands.locking import one_at_a_time
from entries.models import Approval
from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import address_of
from interchange.notifications import outbox


@transaction.atomic
def ask_approval(*, centre, subject, by, at) -> Approval:
    """Ask the board to approve the centre for the subject; give the Approval.

    Asked for or approved already, nothing changes: the same click twice asks once.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    one_at_a_time([f"approval {centre.pk} {subject.pk}"])
    found = Approval.objects.filter(centre=centre, about=subject).first()
    if found is None:
        found = Approval.objects.create(centre=centre, about=subject, asked_at=at, asked_by=by)
        trail.record("approval.ask", about=found, by=by, at=at)
    elif found.status in ASK_AGAIN.sources:
        anew = {"words": "", "asked_at": at, "asked_by": by, "decided_at": None, "decided_by": None}
        workflow.perform(ASK_AGAIN, found, by=by, at=at, **anew)
    else:
        return found
    outbox.queue("entries/approval_to_decide", to=address_of("processing"), at=at, approval=found)
    return found


@transaction.atomic
def approve_centre(*, centre, subjects, by, at) -> list[Approval]:
    """Approve the centre for each of the subjects, asked for or not; give those that are new."""
    permissions.check(by, Permission.MANAGE_CENTRES, centre=centre)
    found = []
    for subject in subjects:
        one_at_a_time([f"approval {centre.pk} {subject.pk}"])
        one, _ = Approval.objects.get_or_create(
            centre=centre, about=subject, defaults={"asked_at": at, "asked_by": by}
        )
        if one.status not in IN_FORCE:
            approve(approval=one, by=by, at=at)
            found.append(one)
    return found


def approve(*, approval, by, at) -> None:
    """Approve a centre for a subject: candidates can be registered from now on."""
    _decide(APPROVE, approval, "", by, at)


def decline_approval(*, approval, words, by, at) -> None:
    """Decline what a centre asked for, saying why."""
    _decide(DECLINE, approval, words, by, at)


def end_approval(*, approval, words, by, at) -> None:
    """End an approval, saying why; who is registered stays so."""
    _decide(END, approval, words, by, at)


@transaction.atomic
def _decide(move, approval, words, by, at):
    workflow.perform(move, approval, by=by, at=at, words=words, decided_at=at, decided_by=by)
    to = approval.centre.email
    outbox.queue(
        "entries/approval_decided",
        to=to,
        at=at,
        approval=approval,
        approved=approval.status == Status.APPROVED,
    )
