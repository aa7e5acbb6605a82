"""What does an invoice look like on paper?"""

from io import BytesIO

from django.utils.timezone import localtime

from interchange import paper
from interchange.money import pounds
from interchange.notifications.enclosing import Drawing
from interchange.paper import Block, Column, PaperSheet

PDF = "application/pdf"
COLUMNS = (
    Column("For", 6),
    Column("Number", 1, centred=True),
    Column("Each", 1.5, centred=True),
    Column("Total", 1.5, centred=True),
)


WHO = (Column("Candidate (OCR candidate number)", 4), Column("For", 4), Column("Each", 1.5, True))
LISTED = 500  # charges on one paper; a file of thousands has receipts


def enclosed(invoice):
    """The invoice as it goes with a letter: drawn when that leaves."""
    return Drawing(_file_name(invoice), PDF, "invoice", invoice.pk)


def as_file(invoice, charges):
    """The invoice as (name, kind of content, bytes)."""
    return _file_name(invoice), PDF, drawn(invoice, charges)


def drawn(invoice, charges):
    """The invoice's bytes; `charges` are what it charges or pays back."""
    made = BytesIO()
    paper.draw(sheet_of(invoice, charges), made)
    return made.getvalue()


def _file_name(invoice):
    return f"{invoice.title.lower().replace(' ', '-')}-{invoice.number}.pdf"


def sheet_of(invoice, charges):
    """The invoice or credit note as a PaperSheet.

    One made before candidates, payee, terms and VAT stood on invoices says what it said then.
    """
    items = [line.item for line in invoice.lines.all()]
    total = invoice.pounds
    rows = [row(item) for item in items]
    told = [
        ("Centre", str(invoice.centre)),
        ("Date", f"{localtime(invoice.made_at):%-d %B %Y}"),
        ("Amount", total),
    ]
    if invoice.credits_id:
        told += [("Credits", f"Invoice {invoice.credits.number}"), ("Reason", invoice.because)]
    words = (("Payee", invoice.payee), ("Payment", invoice.terms), ("VAT", invoice.vat))
    told += [(name, said) for name, said in words if said]
    named = list(charges[: LISTED + 1]) if invoice.names_candidates else []
    lists = [Block("Candidates", WHO, [*map(_charged, named[:LISTED])])] if named else []
    return PaperSheet(
        title=f"{invoice.title} {invoice.number}",
        running=f"Centre {invoice.centre.number} · {invoice.title} {invoice.number}",
        facts=told,
        blocks=[Block("What it is for", COLUMNS, [*rows, ("Sum", "", "", total)]), *lists],
        notes=_notes(items, more=len(named) > LISTED),
    )


def row(item):
    """A line of the table."""
    whole = None if item.pence is None else item.total
    each = pounds(item.pence) + (" (provisional)" if item.provisional else "")
    return item.title, str(item.count), each, pounds(whole)


def _charged(charge):
    """A line of the list of candidates."""
    unit, series = charge.unit_entry and charge.unit_entry.unit, None
    series = charge.unit_entry and charge.unit_entry.series
    what = [charge.get_reason_display(), unit and f"unit {unit.number}", series and str(series)]
    return charge.who, ", ".join(filter(None, what)), pounds(charge.line.pence)


def _notes(items, more):
    """What is said below the table."""
    found = ["Quote your centre number and the number above whenever you ask about this."]
    if any(item.pence is None for item in items):
        found.append("A line without a price is not charged here: the board had not set its fee.")
    if any(item.provisional for item in items):
        found.append("A provisional fee may still change; this invoice does not.")
    if more:
        found.append(
            f"The first {LISTED} charges are listed here. The receipts on Interchange name all"
            " candidates."
        )
    return found
