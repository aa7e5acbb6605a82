"""What were entries charged that is not paid back yet, and what stands in the way of paying it?"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from entries.models import Charge, InvoiceQuery, QualificationEntry
from entries.query_states import Status
from entries.rules import charging

WITH_ITS_LINE = (
    "line__invoice__centre",
    "line__qualification",
    "registration__candidate",
    "unit_entry__candidate",
)


@dataclass(frozen=True)
class ByHand:
    """What the board must pay back by hand, and why: the Charge is None where it is not known."""

    reason: str
    why: str
    charge: Charge | None = None


@dataclass(frozen=True)
class Owed:
    """What an entry was charged and not paid back: what can be by itself, and what by hand."""

    charges: tuple[Charge, ...] = ()
    by_hand: tuple[ByHand, ...] = ()

    def for_reason(self, reason) -> "Owed":
        """Of these, what was charged for the reason."""
        return Owed(
            tuple(one for one in self.charges if one.reason == reason),
            tuple(one for one in self.by_hand if one.reason == reason),
        )

    @property
    def pence(self) -> int:
        """What can be paid back by itself, in pence."""
        return sum(charge.line.pence for charge in self.charges)

    @property
    def why_by_hand(self) -> str:
        """Why the board pays back some of it by hand, in words; nothing where it does not."""
        return ", and ".join(dict.fromkeys(one.why for one in self.by_hand))


def open_charges() -> QuerySet[Charge]:
    """The charges that no credit note names, with their lines and invoices."""
    return Charge.objects.filter(credit=None).select_related(*WITH_ITS_LINE)


def owed_for(entries) -> dict[int, Owed]:
    """What registrations or unit entries (of one kind) were charged, as Owed by entry id.

    The prices are those of their invoices, whatever the fee list says since. The charges of an
    absence stand for the entry made again. A fixed number of queries.
    """
    charged = _charges(entries)
    invoices = {one.line.invoice_id for some in charged.values() for one in some}
    asked = InvoiceQuery.objects.filter(status=Status.ASKED, invoice__in=invoices)
    asked = set(asked.values_list("invoice", flat=True))
    untold = _untold(entries)
    return {entry.pk: _owed(entry, _of(entry, charged), asked, untold) for entry in entries}


def _charges(entries):
    """All charges of the entries and of those whose charges stand for them, by entry id."""
    of = (
        "registration"
        if isinstance(next(iter(entries), None), QualificationEntry)
        else "unit_entry"
    )
    ids = {pk for entry in entries for pk in _ids(entry)}
    found = defaultdict(list)
    charges = Charge.objects.filter(**{f"{of}__in": ids})
    for one in charges.select_related(*WITH_ITS_LINE, "credit"):
        found[getattr(one, f"{of}_id")].append(one)
    return found


def _ids(entry):
    return {entry.pk, getattr(entry, "charged_with_id", None)} - {None}


def _of(entry, charged):
    return [one for pk in sorted(_ids(entry)) for one in charged.get(pk, ())]


def _untold(entries):
    """The (submission id, reason) of charges of before, of which it is not known whose they are."""
    sent = {entry.submission_id for entry in entries} - {None}
    found = Charge.objects.filter(
        registration=None, unit_entry=None, credit=None, line__invoice__submissions__in=sent
    )
    return set(found.values_list("line__invoice__submissions", "reason").distinct().order_by())


def _owed(entry, charged, asked, untold):
    charges, by_hand = [], []
    for one in charged:
        why = charging.by_hand_because(
            pence=one.line.pence, asked_about=one.line.invoice_id in asked
        )
        if one.is_paid_back or one.line.pence == 0:
            continue
        if why:
            by_hand.append(ByHand(one.reason, why, one))
        else:
            charges.append(one)
    told = {one.reason for one in charged}
    by_hand += [
        ByHand(reason, charging.NOT_TOLD_APART)
        for reason in _reasons(entry)
        if reason not in told and (entry.submission_id, reason) in untold
    ]
    return Owed(tuple(charges), tuple(by_hand))


def _reasons(entry):
    """What the entry costs by the rules as it stands."""
    if isinstance(entry, QualificationEntry):
        return [charging.REGISTRATION]
    exam = entry.series_id is not None
    return charging.fees_of_unit(exam=exam, resit=entry.resit, stage=entry.stage)
