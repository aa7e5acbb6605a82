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


def enclosed(invoice):
    """The invoice as it goes with a letter: drawn when that leaves."""
    return Drawing(_file_name(invoice), PDF, "invoice", invoice.pk)


def as_file(invoice):
    """The invoice as (name, kind of content, bytes)."""
    return _file_name(invoice), PDF, drawn(invoice)


def drawn(invoice):
    """The invoice's bytes."""
    made = BytesIO()
    paper.draw(_sheet_of(invoice), made)
    return made.getvalue()


def _file_name(invoice):
    return f"{invoice.title.lower().replace(' ', '-')}-{invoice.number}.pdf"


def _sheet_of(invoice):
    """The invoice or credit note as a Sheet; no candidate is named."""
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
    return PaperSheet(
        title=f"{invoice.title} {invoice.number}",
        running=f"Centre {invoice.centre.number} · {invoice.title} {invoice.number}",
        facts=told,
        blocks=[Block("What it is for", COLUMNS, [*rows, ("Sum", "", "", total)])],
        notes=_notes(items),
    )


def row(item):
    """A line of the table."""
    whole = None if item.pence is None else item.total
    return item.title, str(item.count), pounds(item.pence), pounds(whole)


def _notes(items):
    """What is said below the table."""
    found = ["Quote your centre number and the number above whenever you ask about this."]
    if any(item.pence is None for item in items):
        found.append("A line without a price is not charged here: the board had not set its fee.")
    return found
