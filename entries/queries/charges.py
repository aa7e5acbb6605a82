"""What does a form of entries cost, by the board's fee list, and what was an entry charged?"""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet

from entries import invoice_papers
from entries.models import Invoice, InvoiceQuery, QualificationEntry, Submission, UnitEntry
from entries.rules import charging
from entries.rules.charging import (
    OF_STAGE,
    REGISTRATION,
    RESIT,
    TITLES,
    UNIT,
    Item,
    fees_of_unit,
)
from interchange.catalogue.models import Fee, Qualification
from interchange.money import pounds


@dataclass(frozen=True)
class Charge:
    """A line of the estimate; `pence` each is None where the fee list has no such fee yet."""

    fee: str
    title: str
    count: int
    pence: int | None
    provisional: bool

    @property
    def each(self) -> str | None:
        """The fee in pounds."""
        return None if self.pence is None else pounds(self.pence)

    @property
    def total(self) -> str | None:
        """The fee for all of them in pounds."""
        return None if self.pence is None else pounds(self.pence * self.count)


def charges(on, counts, qualification=None) -> list[Charge]:
    """The charges for so many of each kind, at the fees of the day `on`; kinds of none left out.

    `counts` maps REGISTRATION, UNIT, RESIT, LATE and VERY_LATE to numbers; a registration
    costs what its qualification's size does. One query.
    """
    return charges_of(on, {qualification: counts})


def charges_of(on, counts) -> list[Charge]:
    """The same for several qualifications: {qualification: {kind: number}}, like fees together."""
    known, found = fees(on), {}
    for qualification, kinds in counts.items():
        for one in _charges(known, kinds, qualification):
            before = found.get(one.fee)
            found[one.fee] = replace(one, count=one.count + before.count) if before else one
    return list(found.values())


def fees(on) -> dict[str, Fee]:
    """The fees in force on the day `on`, by slug."""
    return {fee.slug: fee for fee in Fee.objects.filter(from_on__lte=on).order_by("from_on")}


def registration_fee(known, qualification) -> Fee | None:
    """The fee of registering for a qualification: that of its size, else of any; None for none."""
    by_size = qualification and known.get(charging.of_size(qualification.size))
    return by_size or known.get(REGISTRATION)


def _charges(known, counts, qualification):
    return [_charge(kind, count, known, qualification) for kind, count in counts.items() if count]


def _charge(kind, count, known, qualification):
    fee = registration_fee(known, qualification) if kind == REGISTRATION else known.get(kind)
    if fee is None:
        return Charge(kind, TITLES[kind], count, None, True)
    return Charge(fee.slug, fee.title, count, fee.pence, fee.provisional)


def items_of(submissions, on) -> list[Item]:
    """The Items to charge for what the submissions made, at the fees of the day `on`.

    Counted by the database: as many queries for a form of one as for a file of thousands.
    """
    counts, known = _counted(submissions), fees(on)
    named = Qualification.objects.in_bulk(counts)
    return [
        Item(one.fee, f"{one.title}: {named[pk]}", one.count, one.pence, pk)
        for pk, kinds in sorted(counts.items())
        for one in _charges(known, kinds, named[pk])
    ]


def _counted(submissions):
    """How many of each fee there are: {qualification id: {fee: count}}."""
    found = {}
    registered = QualificationEntry.objects.filter(submission__in=submissions).order_by()
    for pk, count in registered.values_list("qualification").annotate(Count("pk")):
        found.setdefault(pk, Counter())[REGISTRATION] += count
    entered = UnitEntry.objects.filter(submission__in=submissions).order_by()
    sums = entered.values_list("qualification").annotate(
        alone=Count("pk", filter=Q(series=None)),
        resits=Count("pk", filter=Q(series__isnull=False, resit=True)),
        **{
            f"stage_{one.value}": Count("pk", filter=Q(series__isnull=False, stage=one))
            for one in OF_STAGE
        },
    )
    for pk, *counts in sums:
        of_units = dict(zip((UNIT, RESIT, *OF_STAGE.values()), counts, strict=True))
        found.setdefault(pk, Counter()).update(of_units)
    return found


def charged_for(entries) -> dict[int, tuple[Invoice | None, list[Item]]]:
    """What registrations or unit entries were charged: (invoice, Items for it alone) of each.

    The prices are those of the invoice, whatever the fee list says since. (None, []) for one that
    nothing was charged for. By entry id; two queries.
    """
    sent = {entry.submission_id for entry in entries}
    told = Submission.objects.filter(pk__in=sent).select_related("invoice__centre")
    by_submission = {one.pk: one for one in told.prefetch_related("invoice__lines")}
    return {entry.pk: _charged(entry, by_submission.get(entry.submission_id)) for entry in entries}


def _charged(entry, sent):
    """What stands on the invoice for the entry; a change of size since leaves it as it was."""
    if sent is None or sent.invoice is None:
        return None, []
    fees = _fees_of(entry)
    items = [line.item for line in sent.invoice.lines.all()]
    return sent.invoice, [
        replace(item, count=1)
        for item in items
        if charging.kind(item.fee) in fees and item.qualification_id == sent.qualification_id
    ]


def _fees_of(entry):
    if isinstance(entry, QualificationEntry):
        return [REGISTRATION]
    return fees_of_unit(exam=entry.series_id is not None, resit=entry.resit, stage=entry.stage)


def invoices(centre) -> QuerySet[Invoice]:
    """The centre's invoices and credit notes with their lines, newest first."""
    return (
        Invoice.objects.filter(centre=centre)
        .select_related("centre", "credits")
        .prefetch_related("lines")
    )


def invoice(centre, number) -> Invoice | None:
    """The centre's invoice or credit note of that number; None where there is none."""
    return invoices(centre).filter(number=number).first()


def invoice_paper(key) -> bytes:
    """The PDF of the invoice or credit note of that primary key, for the letter that takes it."""
    return invoice_papers.drawn(Invoice.objects.select_related("centre", "credits").get(pk=key))


def invoice_queries(centre) -> QuerySet[InvoiceQuery]:
    """What the centre has asked about its invoices."""
    return InvoiceQuery.objects.filter(invoice__centre=centre).select_related("invoice", "paper")


def fee_list(on) -> list[Fee]:
    """Each fee as it stands on the day `on`, by title, and those that come later."""
    later = Fee.objects.filter(from_on__gt=on)
    return sorted([*fees(on).values(), *later], key=lambda fee: (fee.title, fee.from_on))
