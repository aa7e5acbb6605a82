"""How does an entry change once it is made? Completion date, withdrawal, reinstatement.

Guards that look at claims and results stand in tracker.commands, which calls these.
"""

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from entries import states
from entries.commands.awards import raise_award_due
from entries.models import QualificationEntry
from entries.rules import registering as rules
from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox

REGISTERED_AGAIN = (
    "The candidate has been registered again for this qualification meanwhile, so this entry cannot"
    " come back. Withdraw the newer one first if this is the one to keep."
)


@transaction.atomic
def set_completion(*, entry, year, by, at) -> QualificationEntry:
    """Expect the candidate to complete in the summer of `year`.

    Raises EntryRefused for a year out of range or an entry that is not open.
    """
    permissions.check(by, Permission.SET_COMPLETION, centre=entry.centre)
    entry = QualificationEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    rules.check_open(entry.status in states.OPEN)
    rules.check_completion(year, localdate(at))
    before, entry.completes_in = entry.completes_in, year
    entry.save(update_fields=["completes_in"])
    trail.record(
        "qualificationentry.set_completion",
        about=entry,
        by=by,
        at=at,
        detail={"from": before, "to": year},
    )
    raise_award_due([entry.candidate], at=at)
    return entry


@transaction.atomic
def set_completions(*, entries, year, by, at) -> None:
    """Expect the candidates of entries of one centre, which are held, to complete in a summer.

    Raises EntryRefused for a year out of range or where one of the entries is not open.
    """
    if not entries:
        return
    permissions.check(by, Permission.SET_COMPLETION, centre=entries[0].centre)
    for entry in entries:
        rules.check_open(entry.status in states.OPEN)
    rules.check_completion(year, localdate(at))
    details = [{"from": entry.completes_in, "to": year} for entry in entries]
    held = QualificationEntry.objects.filter(pk__in=[entry.pk for entry in entries])
    held.update(completes_in=year)
    trail.record_all("qualificationentry.set_completion", entries, by=by, at=at, details=details)
    raise_award_due([entry.candidate for entry in entries], at=at)


@transaction.atomic
def withdraw(*, entry, by, at) -> None:
    """Mark the entry Withdrawn until the board processes it."""
    workflow.perform(states.WITHDRAW, entry, by=by, at=at)
    raise_award_due([entry.candidate], at=at)
    outbox.queue("entries/withdrawn", to=entry.centre.email, at=at, entry=entry)


@transaction.atomic
def withdraw_all(*, entries, by, at) -> None:
    """Mark the entries of one centre, which are held, Withdrawn; one letter names them all.

    Raises MoveRefused, and changes none, where one of them is not Registered.
    """
    workflow.perform_all(states.WITHDRAW, entries, by=by, at=at)
    raise_award_due([entry.candidate for entry in entries], at=at)
    if len(entries) == 1:
        outbox.queue("entries/withdrawn", to=entries[0].centre.email, at=at, entry=entries[0])
    elif entries:
        to = entries[0].centre.email
        outbox.queue("entries/several_withdrawn", to=to, at=at, entries=entries)


@transaction.atomic
def undo_withdrawal(*, entry, by, at) -> None:
    """Make an entry marked Withdrawn Registered again, before the board has processed it."""
    workflow.perform(states.UNDO_WITHDRAWAL, entry, by=by, at=at)
    raise_award_due([entry.candidate], at=at)


@transaction.atomic
def undo_withdrawals(*, entries, by, at) -> None:
    """Make entries marked Withdrawn, which are held, Registered again, as for one of them."""
    workflow.perform_all(states.UNDO_WITHDRAWAL, entries, by=by, at=at)
    raise_award_due([entry.candidate for entry in entries], at=at)


@transaction.atomic
def process_withdrawal(*, entry, by, at) -> None:
    """Close an entry that the centre has withdrawn; unit achievements stay banked.

    The board does so by the tracker's command, which ends what waits for the entry.
    """
    workflow.perform(states.PROCESS_WITHDRAWAL, entry, by=by, at=at)
    raise_award_due([entry.candidate], at=at)
    outbox.queue("entries/withdrawal_processed", to=entry.centre.email, at=at, entry=entry)


@transaction.atomic
def ask_back(*, entry, words, by, at) -> None:
    """Ask the board to bring back an entry whose withdrawal was processed in error, saying why."""
    workflow.perform(states.ASK_BACK, entry, by=by, at=at, detail={"words": words})
    outbox.queue("entries/asked_back", to=entry.centre.email, at=at, entry=entry, words=words)


@transaction.atomic
def decline_back(*, entry, words, by, at) -> None:
    """Leave an entry withdrawn that its centre asked to have back, and tell the centre why."""
    workflow.perform(states.DECLINE_BACK, entry, by=by, at=at, detail={"words": words})
    outbox.queue("entries/declined_back", to=entry.centre.email, at=at, entry=entry, words=words)


@transaction.atomic
def reinstate(*, entry, by, at) -> None:
    """Bring back an entry whose withdrawal was processed in error.

    Raises EntryRefused when the candidate has been registered for it again meanwhile.
    """
    try:
        with transaction.atomic():
            workflow.perform(states.REINSTATE, entry, by=by, at=at)
    except IntegrityError as clash:
        raise rules.EntryRefused(REGISTERED_AGAIN) from clash
    raise_award_due([entry.candidate], at=at)
    outbox.queue("entries/reinstated", to=entry.centre.email, at=at, entry=entry)
