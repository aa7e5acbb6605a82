"""How does a candidate take another size or pathway? By an entry that replaces the other one."""

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from claims.commands import hold_drafts
from entries import commands as entries_commands
from entries import states
from entries.models import QualificationEntry, SizeChange, UnitEntry
from entries.rules import resizing as rules
from entries.size_states import CANCEL, CHANGE, PROCESS, REFUSE
from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox
from tracker.commands.ending import Ending, end_with
from tracker.queries import sizes as sizes_queries


class SomeRefused(rules.SizeRefused):
    """Some of the candidates cannot change; `refusals` are (entry, sentence)."""

    def __init__(self, refusals) -> None:
        """Take what was refused."""
        self.refusals = refusals
        super().__init__(
            " ".join(f"{entry.candidate.name}: {sentence}" for entry, sentence in refusals)
        )


@transaction.atomic
def change_size(*, registrations, to, pathway="", by, at) -> list[SizeChange]:
    """Top up or move down registrations of one qualification to the size `to`; all or none.

    To their own size it is a change of pathway. What needs no processing is done at once: the entry
    is replaced, units stay banked, draft claim lines for another size come off, exam entries that
    fit move along, the top-up is invoiced and the award worked out. What the board has to process
    waits for it. Gives the SizeChanges. Raises SomeRefused, naming whom it refuses, and MoveRefused
    where somebody was sooner.
    """
    first = registrations[0]
    permissions.check(by, Permission.MAKE_ENTRIES, centre=first.centre)
    planned, drafts = _planned(registrations, to, pathway, at)
    asked = [_ask(one, pathway, by, at) for one in planned]
    now = [
        (change, one)
        for change, one in zip(asked, planned, strict=True)
        if not change.waits_because
    ]
    for change, _ in now:
        workflow.perform(CHANGE, change, by=by, at=at, decided_at=at, decided_by=by)
    _carry_out(now, drafts, states.REPLACE, by, at)
    waiting = [change for change in asked if change.waits_because]
    if waiting:
        told = {"changes": waiting, "centre": first.centre}
        outbox.queue("tracker/size_asked", to=first.centre.email, at=at, **told)
    return asked


@transaction.atomic
def process_size_change(*, change, by, at) -> None:
    """Carry out a change of size that a centre has asked for, as the board.

    Raises SomeRefused where it is not possible any more, MoveRefused where it is decided.
    """
    [planned], drafts = _planned([change.entry], change.to, change.pathway, at, processed=change)
    workflow.perform(PROCESS, change, by=by, at=at, decided_at=at, decided_by=by)
    _carry_out([(change, planned)], drafts, states.REPLACE_AT_THE_BOARD, by, at)


@transaction.atomic
def refuse_size_change(*, change, words, by, at) -> None:
    """Refuse a change of size, saying why, and tell the centre."""
    workflow.perform(
        REFUSE, change, by=by, at=at, detail={"words": words}, words=words,
        decided_at=at, decided_by=by,
    )  # fmt: skip
    entries_commands.raise_award_due([change.entry.candidate], at=at)
    outbox.queue("tracker/size_refused", to=change.centre.email, at=at, change=change)


@transaction.atomic
def cancel_size_change(*, change, by, at) -> None:
    """Take back a change of size that the board has not processed yet."""
    workflow.perform(CANCEL, change, by=by, at=at, decided_at=at, decided_by=by)
    entries_commands.raise_award_due([change.entry.candidate], at=at)


def _planned(registrations, to, pathway, at, processed=None):
    """The queries.Change of each, and the claims in progress; claims, then people, are held.

    Claims that are begun later are left alone: who saves on them waits for the people, and finds
    them no longer registered. Raises SomeRefused.
    """
    first = registrations[0]
    drafts = hold_drafts(first.centre, [first.qualification])
    entries_commands.hold_people([one.candidate_id for one in registrations])
    ids = [one.pk for one in registrations]
    found = list(
        QualificationEntry.objects.filter(pk__in=ids)
        .select_related("candidate", "centre", "qualification__subject")
        .order_by("pk")
    )
    planned = sizes_queries.changes(found, to, localdate(at), pathway, processed=processed)
    refusals = [(one.entry, one.refusal) for one in planned if one.refusal]
    if refusals:
        raise SomeRefused(refusals)
    return planned, drafts


def _ask(planned, pathway, by, at):
    try:
        with transaction.atomic():
            change = SizeChange.objects.create(
                entry=planned.entry,
                to=planned.to,
                pathway=pathway,
                direction=planned.direction,
                waits_because=planned.waits_because,
                asked_at=at,
                asked_by=by,
            )
    except IntegrityError as clash:
        raise SomeRefused([(planned.entry, rules.ASKED)]) from clash
    trail.record("sizechange.ask", about=change, by=by, at=at)
    if planned.waits_because:
        entries_commands.raise_award_due([planned.entry.candidate], at=at)
    return change


def _carry_out(changes, drafts, move, by, at):
    """Replace the entries, and see to claims, exams, invoice, awards and letters."""
    if not changes:
        return
    centre = changes[0][1].entry.centre
    for change, planned in changes:
        change.made = entries_commands.put_in_place_of(
            planned.entry,
            move=move,
            to=change.pathway if planned.aside else planned.to.code,
            by=by,
            at=at,
            qualification=planned.to,
            pathway=change.pathway,
        )
        change.save(update_fields=["made"])
        UnitEntry.objects.filter(pk__in=[one.pk for one in planned.exams_taken_along]).update(
            qualification=planned.to
        )
    ended = [planned.entry for _, planned in changes]
    people = [one.candidate for one in ended]
    ending = Ending.OTHER_PATHWAY if changes[0][1].aside else Ending.OTHER_SIZE
    as_board = move == states.REPLACE_AT_THE_BOARD
    gone = end_with(ending, ended, by=by, at=at, as_board=as_board, drafts=drafts)
    entries_commands.charge_top_ups(_top_ups(changes), by=by, at=at)
    entries_commands.raise_award_due(people, at=at)
    told = {"changes": [change for change, _ in changes], "centre": centre, "gone": gone}
    outbox.queue("tracker/size_changed", to=centre.email, at=at, **told)


def _top_ups(changes):
    """The top-ups among them: the new registration, what the difference is called, its pence."""
    return [
        (change.made, f"Top-up from {one.entry.qualification.code} to {one.to}", one.pence)
        for change, one in changes
        if one.direction == rules.Direction.UP
    ]
