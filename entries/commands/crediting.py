"""How is a centre paid back? By credit notes that name the charges; what cannot, the board does."""

from dataclasses import dataclass, replace
from itertools import groupby

from django.db import transaction

from entries.commands.invoicing import send, written
from entries.models import Charge, Credit, Invoice, PaybackDue
from entries.rules import charging as rules
from entries.rules.charging import CreditRefused
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.refusals import AlreadyDone


@dataclass(frozen=True)
class PaidBack:
    """What came of paying back: credit notes, and what waits for the board's hand."""

    notes: list[Invoice]
    due: list[PaybackDue]


@transaction.atomic
def credit(*, charges, because, by, at) -> list[Invoice]:
    """Pay back the Charges by a credit note for each of their invoices; give the notes.

    They go to the accounts contact. Each charge is paid back once at most. Raises CreditRefused
    for one that is paid back already or had no price.
    """
    held = _held([one.pk for one in charges])
    if not held:
        raise CreditRefused(rules.NOTHING_CHOSEN)
    if any(one.is_paid_back for one in held):
        raise CreditRefused(rules.CREDITED)
    if not all(one.line.pence for one in held):
        raise CreditRefused(rules.NO_PRICE)
    return [
        _credited(invoice, list(some), because[:300], by, at)
        for invoice, some in groupby(held, lambda one: one.line.invoice)
    ]


def pay_back(owed, *, because, by, at) -> PaidBack:
    """Pay back what unit entries were charged, once the persons are held.

    `owed` are (unit entry, Owed) as queries.owed_for gives them. What cannot be paid back by itself
    waits for the board: nothing that is done depends on it.
    """
    owed = list(owed)
    charges = {one.pk: one for _, some in owed for one in some.charges}
    open_now = {one.pk for one in _held(charges) if not one.is_paid_back}
    notes = []
    if still := [one for pk, one in charges.items() if pk in open_now]:
        notes = credit(charges=still, because=because, by=by, at=at)
    due = PaybackDue.objects.bulk_create(
        PaybackDue(
            unit_entry=entry,
            charge=one.charge,
            because=because,
            wrong=one.why,
            raised_at=at,
            raised_by=by,
        )
        for entry, some in owed
        for one in some.by_hand
    )
    return PaidBack(notes, due)


@transaction.atomic
def credit_by_hand(*, charges, because, by, at) -> list[Invoice]:
    """Pay back charges (ids) as board staff decide, saying why. Raises CreditRefused."""
    permissions.check(by, Permission.PROCESS_ENTRIES)
    return credit(charges=Charge.objects.filter(pk__in=charges), because=because, by=by, at=at)


@transaction.atomic
def settle_payback(*, due, charges, words, by, at) -> PaybackDue:
    """Settle what waits to be paid back by hand: by the charges (ids), or by saying why not.

    Raises CreditRefused, and AlreadyDone where somebody was sooner.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    due = PaybackDue.objects.select_for_update(of=("self",)).get(pk=due.pk)
    if due.is_settled:
        raise AlreadyDone("It has been settled already. Look at what was done.")
    if charges:
        [due.note] = credit_by_hand(charges=charges, because=due.because, by=by, at=at)
    due.words, due.settled_at, due.settled_by = words, at, by
    due.save(update_fields=["note", "words", "settled_at", "settled_by"])
    trail.record("paybackdue.settle", about=due, by=by, at=at, detail={"words": words})
    return due


def _held(ids):
    """The charges, held until the commit, by their invoices and lines."""
    held = Charge.objects.select_for_update(of=("self",)).filter(pk__in=list(ids)).order_by("pk")
    list(held.values_list("pk"))
    known = Charge.objects.filter(pk__in=list(ids)).select_related(
        "line__invoice__centre", "credit"
    )
    return list(known.order_by("line__invoice", "line", "pk"))


def _credited(invoice, charges, because, by, at):
    by_line = [(line, list(some)) for line, some in groupby(charges, lambda one: one.line)]
    items = [replace(line.item, count=len(some)) for line, some in by_line]
    made, lines = written(invoice.centre, items, by=by, at=at, credits=invoice, because=because)
    Credit.objects.bulk_create(
        Credit(charge=charge, line=line)
        for line, (_, some) in zip(lines, by_line, strict=True)
        for charge in some
    )
    detail = {"pence": rules.total(items), "credits": invoice.number}
    trail.record("invoice.credit", about=made, by=by, at=at, detail=detail)
    send("entries/credit_note", made, at)
    return made
