"""How is a centre charged, and paid back? By invoices and credit notes that nobody changes."""

from dataclasses import replace

from django.db import transaction
from django.utils.timezone import localdate

from entries import invoice_papers, queries
from entries.commands.locking import one_at_a_time
from entries.commands.papers import keep_paper
from entries.models import Invoice, InvoiceLine, InvoiceQuery, Submission
from entries.query_states import ANSWER
from entries.rules import charging as rules
from interchange import numbers, uploads, workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import address_of
from interchange.keeping import files_go_if_refused
from interchange.notifications import outbox
from interchange.tokens import named


def charge(submissions, *, by, at, on=None) -> Invoice | None:
    """Invoice what the submissions made, at the fees of the day; belongs in their transaction.

    The day is that of `at`, or `on` which it was confirmed where it is made later.

    Gives the invoice, or None where nothing is due, as for a first exam entry made in time, which
    the registration covers (entries guide).
    """
    items = queries.items_of(submissions, on or localdate(at))
    return invoice(centre=submissions[0].centre, items=items, by=by, at=at, submissions=submissions)


@transaction.atomic
def invoice(*, centre, items, by, at, submissions=()) -> Invoice | None:
    """Invoice the centre for the Items and send the invoice to its accounts contact.

    The submissions name it. Gives the invoice, or None where nothing is due. A fee that is not set
    yet stands on it without a price.
    """
    if not rules.is_due(items):
        return None
    made = _made(centre, items, by, at)
    Submission.objects.filter(pk__in=[one.pk for one in submissions]).update(invoice=made)
    trail.record("invoice.make", about=made, by=by, at=at, detail={"pence": rules.total(items)})
    _send("entries/invoice", made, at)
    return made


@transaction.atomic
def credit(*, invoice, items, because, by, at) -> Invoice:
    """Pay back Items of the invoice by a credit note, which goes to the accounts contact.

    Raises CreditRefused for more than was charged and is not credited yet.
    """
    held = Invoice.objects.select_for_update(of=("self",)).select_related("centre")
    invoice = held.get(pk=invoice.pk)
    credited = InvoiceLine.objects.filter(invoice__credits=invoice)
    rules.check_credit(
        items, [line.item for line in invoice.lines.all()], [line.item for line in credited]
    )
    made = _made(invoice.centre, items, by, at, credits=invoice, because=because[:300])
    detail = {"pence": rules.total(items), "credits": invoice.number}
    trail.record("invoice.credit", about=made, by=by, at=at, detail=detail)
    _send("entries/credit_note", made, at)
    return made


@files_go_if_refused
@transaction.atomic
def query_invoice(*, invoice, words, upload, token, by, at) -> InvoiceQuery:
    """Ask the board about an invoice; give the query. The form sent twice asks once.

    The board's credit control gets a letter with the invoice and the paper. Raises UploadRefused.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=invoice.centre)
    token = named(token, "query", invoice.pk, words, upload and uploads.check(upload).digest)
    one_at_a_time([f"form {token}"])
    if asked := InvoiceQuery.objects.filter(token=token).first():
        return asked
    paper = keep_paper(upload, by=by, at=at)
    asked = InvoiceQuery.objects.create(
        token=token, invoice=invoice, words=words, paper=paper, asked_at=at, asked_by=by
    )
    trail.record("invoicequery.ask", about=asked, by=by, at=at)
    files = [invoice_papers.enclosed(invoice)]
    if paper:
        with paper.file.open("rb") as opened:
            files.append((paper.name, paper.content_type, opened.read()))
    outbox.queue(
        "entries/invoice_queried", to=address_of("credit"), at=at, files=files, asked=asked
    )
    return asked


@transaction.atomic
def answer_query(*, asked, answer, by, at) -> None:
    """Answer a centre's query about an invoice, and tell it. Raises MoveRefused once answered."""
    workflow.perform(ANSWER, asked, by=by, at=at, detail={"words": answer}, answer=answer)
    outbox.queue("entries/invoice_answered", to=asked.centre.accounts_address, at=at, asked=asked)


@transaction.atomic
def credit_by_hand(*, invoice, fee, count, because, by, at) -> Invoice:
    """Pay back `count` times a fee of the invoice, as board staff decide.

    Raises CreditRefused where the invoice has no such fee, or not that often.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    line = invoice.lines.filter(pk=fee).first()
    items = [replace(line.item, count=count)] if line else []
    return credit(invoice=invoice, items=items, because=because, by=by, at=at)


def _made(centre, items, by, at, **more):
    number = numbers.following("invoice_number")
    made = Invoice.objects.create(number=number, centre=centre, made_at=at, made_by=by, **more)
    InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=made,
            fee=item.fee,
            title=item.title,
            qualification_id=item.qualification_id,
            count=item.count,
            pence=item.pence,
        )
        for item in items
    )
    return made


def _send(letter, made, at):
    found = queries.invoice(made.centre, made.number)
    outbox.queue(
        letter,
        to=made.centre.accounts_address,
        at=at,
        files=[invoice_papers.enclosed(found)],
        invoice=found,
    )
