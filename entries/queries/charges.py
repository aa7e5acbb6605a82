"""What does a form of entries cost, by the board's fee list, and which invoices are there?"""

from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import QuerySet

from entries import invoice_papers
from entries.models import Charge, Invoice, InvoiceQuery
from entries.rules import charging
from entries.rules.charging import REGISTRATION, TITLES, Item
from interchange.catalogue.models import Fee, Qualification
from interchange.money import pounds

COSTS = """
    SELECT registration.id AS registration, NULL::bigint AS unit_entry, 'registration' AS reason,
           registration.qualification_id AS qualification, registration.candidate_id AS candidate
    FROM entries_qualificationentry registration
    WHERE registration.submission_id = ANY(%(submissions)s)
    UNION ALL
    SELECT NULL, unit.id, of_case.fee, unit.qualification_id, unit.candidate_id
    FROM entries_unitentry unit
    JOIN unnest(%(exams)s::bool[], %(resits)s::bool[], %(stages)s::text[], %(fees)s::text[])
         AS of_case (exam, resit, stage, fee)
         ON of_case.exam = (unit.series_id IS NOT NULL) AND of_case.resit = unit.resit
            AND of_case.stage = unit.stage
    WHERE unit.submission_id = ANY(%(submissions)s)
"""  # each thing that entries of submissions cost: the only place that says so of made entries


SIZES_PAID_FOR = """
    WITH RECURSIVE chain AS (
        SELECT id AS registration, id, replaces_id, qualification_id
        FROM entries_qualificationentry WHERE id = ANY(%s)
        UNION ALL
        SELECT chain.registration, before.id, before.replaces_id, before.qualification_id
        FROM chain
        JOIN entries_qualificationentry before ON before.id = chain.replaces_id
        WHERE NOT EXISTS (
            SELECT FROM entries_charge
            WHERE registration_id = chain.id AND reason = 'registration'
        )
    )
    SELECT DISTINCT registration, qualification_id FROM chain
"""


@dataclass(frozen=True)
class Estimate:
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


class Estimates(list):
    """The lines of an estimate."""

    @property
    def altogether(self) -> str:
        """What all of them come to; said where a fee is not known, and so is not in it."""
        known = pounds(sum(one.pence * one.count for one in self if one.pence is not None))
        unknown = any(one.pence is None for one in self)
        return f"{known}, and the fees that are not set yet" if unknown else known


def charges(on, counts, qualification=None) -> Estimates:
    """The charges for so many of each kind, at the fees of the day `on`; kinds of none left out.

    `counts` maps REGISTRATION, UNIT, RESIT, LATE and VERY_LATE to numbers; a registration
    costs what its qualification's size does. One query.
    """
    return charges_of(on, {qualification: counts})


def charges_of(on, counts) -> Estimates:
    """The same for several qualifications: {qualification: {kind: number}}, like fees together."""
    known, found = fees(on), {}
    for qualification, kinds in counts.items():
        for one in _charges(known, kinds, qualification):
            before = found.get(one.fee)
            found[one.fee] = replace(one, count=one.count + before.count) if before else one
    return Estimates(found.values())


def fees(on) -> dict[str, Fee]:
    """The fees in force on the day `on`, by slug."""
    return {fee.slug: fee for fee in Fee.objects.filter(from_on__lte=on).order_by("from_on")}


def registration_fee(known, qualification) -> Fee | None:
    """The fee of registering for a qualification: that of its size, else of any; None for none."""
    by_size = qualification and known.get(charging.of_size(qualification.size))
    return by_size or known.get(REGISTRATION)


def fees_paid(known, registrations) -> dict[int, int | None]:
    """The dearest fee, by those `known`, of the sizes that were paid for: {registration id: pence}.

    These are the sizes of the registration and of those it took the place of, back to the one that
    was charged as a registration. None where the fee of a size is not set.
    """
    with connection.cursor() as cursor:
        cursor.execute(SIZES_PAID_FOR, [[one.pk for one in registrations]])
        rows = cursor.fetchall()
    sizes = Qualification.objects.in_bulk({pk for _, pk in rows})
    found: dict[int, list[int | None]] = {}
    for registration, pk in rows:
        fee = registration_fee(known, sizes[pk])
        found.setdefault(registration, []).append(fee and fee.pence)
    return {pk: None if None in some else max(some) for pk, some in found.items()}


def _charges(known, counts, qualification):
    return [_charge(kind, count, known, qualification) for kind, count in counts.items() if count]


def _charge(kind, count, known, qualification):
    fee = registration_fee(known, qualification) if kind == REGISTRATION else known.get(kind)
    if fee is None:
        return Estimate(kind, TITLES[kind], count, None, True)
    return Estimate(fee.slug, fee.title, count, fee.pence, fee.provisional)


def costing(submissions) -> dict[str, list]:
    """What COSTS asks of: the submissions, and the table of fees by case."""
    exams, resits, stages, fees = map(list, zip(*charging.cases_of_units(), strict=True))
    return {
        "submissions": [one.pk for one in submissions],
        "exams": exams,
        "resits": resits,
        "stages": stages,
        "fees": fees,
    }


def items_of(submissions, on) -> list[tuple[str, Item]]:
    """The (reason, Item)s to charge for what the submissions made, at the fees of the day `on`.

    Counted by the database: as many queries for a form of one as for a file of thousands.
    """
    known, counted = fees(on), f"SELECT qualification, reason, count(*) FROM ({COSTS}) AS what"
    with connection.cursor() as cursor:
        cursor.execute(f"{counted} GROUP BY 1, 2 ORDER BY 1, 2", costing(submissions))
        found = cursor.fetchall()
    named = Qualification.objects.in_bulk({pk for pk, _, _ in found})
    return [
        (reason, _item(one, named[pk]))
        for pk, reason, count in found
        for one in [_charge(reason, count, known, named[pk])]
    ]


def item_of(reason, qualification, on) -> Item:
    """One thing charged for the reason, at the fees of the day `on`, as a line of an invoice."""
    return _item(_charge(reason, 1, fees(on), qualification), qualification)


def _item(charge, qualification):
    """The line of an invoice that the estimate comes to."""
    set_and_provisional = charge.pence is not None and charge.provisional
    title = f"{charge.title}: {qualification}"
    kept = charge.fee, title, charge.count, charge.pence, qualification.pk
    return Item(*kept, provisional=set_and_provisional)


def charged_on(invoice) -> QuerySet[Charge]:
    """What the invoice charges, or the credit note pays back, with the entries; by candidate."""
    of = "credit__line__invoice" if invoice.credits_id else "line__invoice"
    found = Charge.objects.filter(**{of: invoice}).order_by("who", "pk")
    return found.select_related("line", "unit_entry__unit", "unit_entry__series")


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
    found = Invoice.objects.select_related("centre", "credits").get(pk=key)
    return invoice_papers.drawn(found, charged_on(found))


def invoice_queries(centre) -> QuerySet[InvoiceQuery]:
    """What the centre has asked about its invoices."""
    return InvoiceQuery.objects.filter(invoice__centre=centre).select_related("invoice", "paper")


def fee_list(on) -> list[Fee]:
    """Each fee as it stands on the day `on`, by title, and those that come later."""
    later = Fee.objects.filter(from_on__gt=on)
    return sorted([*fees(on).values(), *later], key=lambda fee: (fee.title, fee.from_on))
