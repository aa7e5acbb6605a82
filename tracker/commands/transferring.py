"""How does the board carry out a transfer? The registration goes on at the new centre."""

from django.db import transaction
from django.utils.timezone import localdate

from claims.commands import hold_drafts
from claims.models import Line
from claims.states import WITH_THE_BOARD
from entries import commands as entries_commands
from entries import queries as entries_queries
from entries.models import QualificationEntry, UnitEntry
from entries.rules import transfers as rules
from entries.states import OPEN, TRANSFER
from entries.transfer_states import PROCESS
from entries.unit_states import STANDING
from interchange import workflow
from interchange.catalogue.opening import opened_by
from interchange.catalogue.queries import figures
from interchange.notifications import outbox
from results.queries import persons
from tracker.commands.ending import Ending, end_with


@transaction.atomic
def process_transfer(*, transfer, by, at) -> QualificationEntry:
    """Move the candidate's registration to the new centre; give the one that goes on there.

    Draft claim lines come off at the old centre, exams still to be sat move along, units stay
    achieved, and the award is worked out again. Raises TransferRefused while submitted lines are
    unprocessed or something else stands in the way, MoveRefused where it is decided.
    """
    if transfer.entry is None:
        raise rules.TransferRefused(
            "Nobody has said yet which registration is meant. The old centre names it when it"
            " agrees; or reject the transfer and tell the new centre what does not fit."
        )
    drafts = hold_drafts(transfer.old_centre, [transfer.qualification])
    entries_commands.hold_people([transfer.entry.candidate_id])
    entry = QualificationEntry.objects.select_related("candidate", "centre").get(
        pk=transfer.entry_id
    )
    records = persons([entry.candidate_id])
    _check(transfer, entry, records, at)
    entries_commands.pass_on_numbers(
        transfer.new_centre, [transfer.candidate_number], on=localdate(at)
    )
    workflow.perform(PROCESS, transfer, by=by, at=at, decided_at=at, decided_by=by)
    transfer.made = entries_commands.put_in_place_of(
        entry,
        move=TRANSFER,
        to=transfer.new_centre.number,
        by=by,
        at=at,
        centre=transfer.new_centre,
        candidate_number=transfer.candidate_number,
    )
    transfer.save(update_fields=["made"])
    _exams(entry, records, at).update(
        centre=transfer.new_centre, candidate_number=transfer.candidate_number
    )
    gone = end_with(Ending.TRANSFERRED, [entry], by=by, at=at, as_board=True, drafts=drafts)
    entries_commands.raise_award_due([entry.candidate], at=at)
    for centre in (transfer.old_centre, transfer.new_centre):
        told = {"transfer": transfer, "page": transfer.page_at(centre), "gone": gone}
        outbox.queue("tracker/transferred", to=centre.email, at=at, **told)
    return transfer.made


def _check(transfer, entry, records, at):
    person = records[entry.candidate_id]
    lines = Line.objects.filter(
        candidate__in=list(records),
        live=True,
        claim__centre=transfer.old_centre,
        claim__qualification=transfer.qualification,
        claim__status__in=WITH_THE_BOARD,
    )
    numbers = sorted(set(lines.values_list("claim__number", flat=True)))
    holder = entries_queries.holder_of(
        transfer.new_centre, transfer.candidate_number, at, besides={person}
    )
    rules.check_processing(
        entry_open=entry.status in OPEN,
        free_at_new=not entries_queries.has_registered(
            transfer.new_centre, transfer.qualification, person
        ),
        number_free=not holder,
        approved=not entries_queries.approval_refusal(
            transfer.new_centre, transfer.qualification.subject
        ),
        claims=[f"claim {number}" for number in numbers],
        waits_for_claims=bool(figures().get(rules.WAITS_FOR_CLAIMS, 1)),
    )


def _exams(entry, records, at):
    """The exams of the qualification that the person is still to sit."""
    return UnitEntry.objects.filter(
        ~opened_by(at, "series__"),
        candidate__in=list(records),
        centre=entry.centre,
        qualification=entry.qualification,
        series__isnull=False,
        status__in=STANDING,
    )
