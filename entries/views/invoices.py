"""What the centre has been charged: its invoices, their paper, and queries about them."""

import uuid
from io import BytesIO

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from entries import commands, invoice_papers, queries
from entries.forms.invoices import QueryForm
from interchange import downloads
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.look import tables
from interchange.uploads import UploadRefused

COLUMNS = ("Number", "Kind", "Date", "Credits invoice", "Fee", "Count", "Each", "Total")


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def invoices(request, centre):
    """Invoices and credit notes, newest first."""
    listing = tables.listing(
        request,
        queries.invoices(centre),
        sorts={"number": "number", "made": "made_at"},
        default="-number",
    )
    return render(request, "entries/invoices.html", {"centre": centre, "listing": listing})


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def invoices_csv(request, centre):
    """All their lines as a table."""
    rows = (
        (
            one.number,
            one.title,
            f"{timezone.localtime(one.made_at):%Y-%m-%d}",
            one.credits.number if one.credits_id else "",
            line.title,
            line.count,
            "" if line.pence is None else f"{line.pence / 100:.2f}",
            f"{line.item.total / 100:.2f}",
        )
        for one in queries.invoices(centre)
        for line in one.lines.all()
    )
    return downloads.of_table(f"invoices-{centre.number}", COLUMNS, rows)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def invoice(request, centre, invoice_number):
    """One invoice: its lines, what it covers, what was paid back and asked."""
    found = _load(centre, invoice_number)
    context = {
        "centre": centre,
        "invoice": found,
        "rows": [invoice_papers.row(line.item) for line in found.lines.all()],
        "notes": found.credit_notes.prefetch_related("lines"),
        "asked": found.queries.select_related("paper", "asked_by"),
        "submissions": queries.submissions(centre).filter(invoice=found),
        "may_ask": permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre),
    }
    return render(request, "entries/invoice.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def invoice_pdf(request, centre, invoice_number):
    """The invoice as it went out."""
    name, kind, content = _paper(_load(centre, invoice_number))
    return downloads.handed_over(BytesIO(content), name, kind)


def _paper(found):
    return invoice_papers.as_file(found, queries.charged_on(found))


@at_centre(Permission.MAKE_ENTRIES)
@takes_files()
def query(request, centre, invoice_number):
    """Ask the board about an invoice, with a paper if there is one."""
    found = _load(centre, invoice_number)
    form = QueryForm(request.POST or None, request.FILES or None, initial={"token": uuid.uuid4()})
    if form.is_valid():
        try:
            commands.query_invoice(
                invoice=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except UploadRefused as refusal:
            form.add_error("upload", str(refusal))
        else:
            messages.success(request, "Your query is with the board, which answers by e-mail.")
            return redirect(found)
    return render(request, "entries/query_invoice.html", {"form": form, "invoice": found})


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def query_paper(request, centre, pk):
    """A paper that was sent with a query, to download."""
    asked = get_object_or_404(queries.invoice_queries(centre), pk=pk, paper__isnull=False)
    return downloads.of_file(asked.paper.file, asked.paper.name, asked.paper.content_type)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def fees(request, centre):
    """The fee list as it stands today, and what is known to come."""
    today = timezone.localdate()
    context = {"centre": centre, "today": today, "fees": queries.fee_list(today)}
    return render(request, "entries/fees.html", context)


def _load(centre, number):
    """The centre's invoice of that number; raises Http404."""
    found = queries.invoice(centre, number)
    if found is None:
        raise Http404
    return found
