"""How does a centre ask for a candidate of another centre, and how does that one answer?

Processing looks at claims and stands in tracker.commands.
"""

from django.db import transaction

from entries import queries
from entries.commands.awards import raise_award_due
from entries.commands.locking import one_at_a_time
from entries.commands.papers import keep_paper
from entries.models import QualificationEntry, Transfer
from entries.rules import transfers as rules
from entries.states import OPEN
from entries.transfer_states import AGREE, CANCEL, DECLINE, PROVE, REJECT
from entries.transfer_states import OPEN as WAITING
from interchange import uploads, workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import address_of
from interchange.keeping import files_go_if_refused
from interchange.notifications import outbox
from interchange.tokens import named


@files_go_if_refused
@transaction.atomic
def ask_transfer(
    *, new_centre, old_centre, qualification, asked, candidate_number, by, at, token,
    reason="", upload=None,
) -> Transfer:  # fmt: skip
    """Ask for a candidate of the old centre; give the Transfer. The form sent twice asks once.

    Whether such a candidate was found is told to nobody but the old centre and the board. With the
    old centre's written agreement it goes to the board at once. Raises TransferRefused for what is
    wrong on the new centre's own side, UploadRefused for the paper.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=new_centre)
    where = new_centre.pk, old_centre.pk, qualification.pk
    paper = upload and uploads.check(upload).digest
    token = named(token, "transfer", *where, asked, candidate_number, reason, paper)
    one_at_a_time([f"form {token}"])
    if sent := Transfer.objects.filter(token=token).first():
        return sent
    rules.check_asking(
        same_centre=new_centre == old_centre,
        asked=asked,
        number_holder=queries.holder_of(new_centre, candidate_number, at),
        registered=queries.registered_at(new_centre, qualification, asked),
        approval=queries.approval_refusal(new_centre, qualification.subject),
        waiting_since=queries.asked_since(new_centre, old_centre, qualification, asked),
    )
    entry = _free(queries.meant(asked, old_centre, qualification))
    transfer = Transfer.objects.create(
        token=token,
        new_centre=new_centre,
        old_centre=old_centre,
        qualification=qualification,
        surname=asked.surname,
        forenames=asked.forenames,
        born_on=asked.born_on,
        ocr_number=asked.ocr_number,
        uci=asked.uci,
        candidate_number=candidate_number,
        reason=reason,
        entry=entry,
        asked_at=at,
        asked_by=by,
    )
    trail.record("transfer.ask", about=transfer, by=by, at=at)
    _say_where_it_stands(transfer, at)
    _tell("asked", transfer, old_centre, at)
    if upload is not None:
        prove_transfer(transfer=transfer, upload=upload, by=by, at=at)
    return transfer


def _free(entry):
    """The entry, held for this transfer; None where another one is open for it.

    That is told to the board alone: the new centre learns nothing from it.
    """
    if entry is None:
        return None
    one_at_a_time([f"transfer of {entry.pk}"])
    return None if Transfer.objects.filter(entry=entry, status__in=WAITING).exists() else entry


@files_go_if_refused
@transaction.atomic
def prove_transfer(*, transfer, upload, by, at) -> None:
    """Send the old centre's written agreement: the transfer goes to the board, which reads it."""
    permissions.check(by, Permission.MAKE_ENTRIES, centre=transfer.new_centre)
    paper = keep_paper(upload, by=by, at=at)
    transfer.acts = transfer.new_centre
    workflow.perform(PROVE, transfer, by=by, at=at, agreement=paper)
    _say_where_it_stands(transfer, at)
    _tell("proved", transfer, transfer.old_centre, at)
    _tell_board(transfer, at)


@transaction.atomic
def agree_transfer(*, transfer, by, at, ocr_number="") -> None:
    """Agree as the old centre; `ocr_number` names its candidate where none was found.

    Raises TransferRefused where the number is none of its registered candidates.
    """
    found = {}
    if transfer.entry is None:
        found["entry"] = _named(transfer, ocr_number)
    transfer.acts = transfer.old_centre
    workflow.perform(AGREE, transfer, by=by, at=at, answered_at=at, answered_by=by, **found)
    _say_where_it_stands(transfer, at)
    _tell("agreed", transfer, transfer.new_centre, at)
    _tell_board(transfer, at)


def _named(transfer, ocr_number):
    entry = QualificationEntry.objects.filter(
        centre=transfer.old_centre,
        qualification=transfer.qualification,
        status__in=OPEN,
        candidate__ocr_number=ocr_number,
    ).first()
    if entry is None:
        raise rules.TransferRefused(
            f"No candidate with OCR candidate number {ocr_number or 'given'} is registered for"
            f" {transfer.qualification.code} at your centre. Check the number, or decline."
        )
    return entry


@transaction.atomic
def decline_transfer(*, transfer, words, by, at) -> None:
    """Decline as the old centre, saying why."""
    transfer.acts = transfer.old_centre
    workflow.perform(DECLINE, transfer, by=by, at=at, words=words, answered_at=at, answered_by=by)
    _say_where_it_stands(transfer, at)
    _tell("declined", transfer, transfer.new_centre, at)


@transaction.atomic
def cancel_transfer(*, transfer, by, at) -> None:
    """Take the transfer back as the new centre, before the board has processed it."""
    transfer.acts = transfer.new_centre
    workflow.perform(CANCEL, transfer, by=by, at=at, decided_at=at, decided_by=by)
    _say_where_it_stands(transfer, at)
    _tell("cancelled", transfer, transfer.old_centre, at)


@transaction.atomic
def reject_transfer(*, transfer, words, by, at) -> None:
    """Reject a transfer as the board, saying why."""
    workflow.perform(REJECT, transfer, by=by, at=at, words=words, decided_at=at, decided_by=by)
    _say_where_it_stands(transfer, at)
    for centre in (transfer.new_centre, transfer.old_centre):
        _tell("rejected", transfer, centre, at)


def _say_where_it_stands(transfer, at):
    """Have it worked out where the old centre's registration stands, as far as it is known."""
    if transfer.entry is not None:
        raise_award_due([transfer.entry.candidate], at=at)


def _tell(letter, transfer, centre, at):
    """Write to one of the two centres, with its own page; only what the new centre typed."""
    page = transfer.page_at(centre)
    outbox.queue(f"entries/transfer_{letter}", to=centre.email, at=at, transfer=transfer, page=page)


def _tell_board(transfer, at):
    """Tell the board that a transfer waits for it."""
    outbox.queue(
        "entries/transfer_to_process", to=address_of("processing"), at=at, transfer=transfer
    )
