"""How is a centre charged? By invoices that nobody changes; and what does it ask about them?"""

from collections import defaultdict

from django.db import connection, transaction
from django.utils.timezone import localdate

from entries import invoice_papers, queries
from entries.commands.locking import one_at_a_time
from entries.commands.papers import keep_paper
from entries.models import Charge, Invoice, InvoiceLine, InvoiceQuery, Submission
from entries.query_states import ANSWER
from entries.rules import charging as rules
from interchange import numbers, uploads, workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import address_of, wordings
from interchange.keeping import files_go_if_refused
from interchange.notifications import outbox
from interchange.tokens import named

CHARGES = f"""
    INSERT INTO entries_charge (line_id, registration_id, unit_entry_id, reason, priced_on, who)
    SELECT line.id, what.registration, what.unit_entry, what.reason, %(on)s,
           concat_ws(', ', candidate.surname, nullif(candidate.forenames, ''))
           || ' (' || candidate.ocr_number || ')'
    FROM ({queries.COSTS}) AS what
    JOIN unnest(%(lines)s::bigint[], %(qualifications)s::bigint[], %(reasons)s::text[])
         AS line (id, qualification, reason)
         ON line.qualification = what.qualification AND line.reason = what.reason
    JOIN entries_candidate candidate ON candidate.id = what.candidate
    ORDER BY what.registration, what.unit_entry, what.reason
"""


def charge(submissions, *, by, at, on=None) -> Invoice | None:
    """Charge what the submissions made, at the fees of the day; belongs in their transaction.

    The day is that of `at`, or `on` which it was confirmed where it is made later. A fixed number
    of statements for any number of entries: one charge for each thing that each of them costs.

    Gives the invoice, or None where nothing is due, as for a first exam entry made in time, which
    the registration covers (entries guide).
    """
    on = on or localdate(at)
    priced = queries.items_of(submissions, on)
    items = [item for _, item in priced]
    if not rules.is_due(items):
        return None
    made, lines = written(submissions[0].centre, items, by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            CHARGES,
            {
                **queries.costing(submissions),
                "lines": [line.pk for line in lines],
                "qualifications": [item.qualification_id for item in items],
                "reasons": [reason for reason, _ in priced],
                "on": on,
            },
        )
    Submission.objects.filter(pk__in=[one.pk for one in submissions]).update(invoice=made)
    _send(made, by, at)
    return made


@transaction.atomic
def charge_top_ups(registrations, *, by, at) -> list[Invoice]:
    """Charge the centre for registrations that took the place of smaller ones.

    `registrations` are (registration, title, pence): what the difference is called and comes to,
    None where a fee is not set. Gives the invoice, if anything is due.
    """
    by_line = defaultdict(list)
    for registration, title, pence in registrations:
        by_line[title, registration.qualification_id, pence].append(registration)
    items = [
        rules.Item(rules.TOP_UP, title, len(some), pence, pk, provisional=pence is not None)
        for (title, pk, pence), some in by_line.items()
    ]
    if not rules.is_due(items):
        return []
    made, lines = written(registrations[0][0].centre, items, by=by, at=at)
    Charge.objects.bulk_create(
        Charge(
            line=line,
            registration=one,
            reason=rules.TOP_UP,
            priced_on=localdate(at),
            who=str(one.candidate),
        )
        for line, some in zip(lines, by_line.values(), strict=True)
        for one in some
    )
    _send(made, by, at)
    return [made]


@transaction.atomic
def charge_service(reason, review, *, on, by, at) -> Charge | None:
    """Charge a post-results service by its reason, at the fees of the day `on` it was asked for.

    `review` names its centre, candidate, qualification and exam entry. Gives the charge, or None
    where nothing is due for it.
    """
    item = queries.item_of(reason, review.qualification, on)
    if not rules.is_due([item]):
        return None
    made, [line] = written(review.centre, [item], by=by, at=at)
    charge = Charge.objects.create(
        line=line,
        unit_entry=review.entry,
        reason=reason,
        priced_on=on,
        who=str(review.candidate)[:100],
    )
    _send(made, by, at)
    return charge


@transaction.atomic
def charge_replacement(centre, who, *, by, at) -> Charge | None:
    """Charge the centre for a certificate issued again, at the fee of the day; give the charge.

    `who` names the candidate. Names no entry: several may be charged for one. None where nothing is
    due for it.
    """
    on = localdate(at)
    fee = queries.replacement_fee(on)
    title = fee.title if fee else rules.TITLES[rules.REPLACEMENT]
    pence, provisional = (fee.pence, fee.provisional) if fee else (None, False)
    item = rules.Item(rules.REPLACEMENT, title, 1, pence, provisional=provisional)
    if not rules.is_due([item]):
        return None
    made, [line] = written(centre, [item], by=by, at=at)
    charge = Charge.objects.create(line=line, reason=rules.REPLACEMENT, priced_on=on, who=who[:100])
    _send(made, by, at)
    return charge


def _send(made, by, at):
    pence = rules.total(line.item for line in made.lines.all())
    trail.record("invoice.make", about=made, by=by, at=at, detail={"pence": pence})
    send("entries/invoice", made, at)


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


def written(centre, items, *, by, at, **more) -> tuple[Invoice, list[InvoiceLine]]:
    """A new invoice or credit note with a line for each Item, in their order; and the lines.

    What the lines count has to be written in the same transaction.
    """
    number = numbers.following("invoice_number")
    words = {} if "credits" in more else wordings(localdate(at))
    made = Invoice.objects.create(
        number=number,
        centre=centre,
        names_candidates=True,
        made_at=at,
        made_by=by,
        **more,
        **words,
    )
    lines = InvoiceLine.objects.bulk_create(
        InvoiceLine(
            invoice=made,
            fee=item.fee,
            title=item.title,
            qualification_id=item.qualification_id,
            count=item.count,
            pence=item.pence,
            provisional=item.provisional,
        )
        for item in items
    )
    return made, lines


def send(letter, made, at) -> None:
    """Send the invoice or credit note to the accounts contact of its centre."""
    found = queries.invoice(made.centre, made.number)
    outbox.queue(
        letter,
        to=made.centre.accounts_address,
        at=at,
        files=[invoice_papers.enclosed(found)],
        invoice=found,
    )
