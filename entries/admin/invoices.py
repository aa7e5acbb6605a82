"""Invoices, credit notes, and what centres ask about them."""

from django.contrib import admin

from entries import commands
from entries.admin.papers import PaperAdmin
from entries.forms.invoices import Answer, crediting
from entries.models import Invoice, InvoiceLine, InvoiceQuery
from entries.query_states import ANSWER, Status
from interchange import board
from interchange.accounts.roles import Permission


@board.action(
    "Pay back",
    Permission.PROCESS_ENTRIES,
    form=crediting,
    when=lambda invoice: invoice.credits_id is None,
)
def pay_back(invoice, by, at, **answers):
    """Make a credit note for a fee of the invoice."""
    commands.credit_by_hand(invoice=invoice, by=by, at=at, **answers)


@board.action(
    "Answer",
    Permission.PROCESS_ENTRIES,
    form=Answer,
    when=lambda asked: asked.status in ANSWER.sources,
)
def answer_the_query(asked, by, at, answer):
    """Answer a centre's query about an invoice."""
    commands.answer_query(asked=asked, answer=answer, by=by, at=at)


class InvoiceLineRows(board.RecordInline):
    """What the invoice is for."""

    model = InvoiceLine
    fields = ("title", "count", "pence")


@admin.register(Invoice)
class InvoiceAdmin(board.RecordAdmin):
    """Invoices and credit notes."""

    list_display = ("number", "title", "centre", "made_at", "pounds")
    list_filter = ("made_at",)
    search_fields = ("number", "centre__number")
    list_select_related = ("centre",)
    inlines = (InvoiceLineRows,)
    actions = (pay_back,)

    def get_queryset(self, request):
        """With the lines that make up the amount."""
        return super().get_queryset(request).prefetch_related("lines")


@admin.register(InvoiceQuery)
class InvoiceQueryAdmin(PaperAdmin):
    """What centres ask about invoices."""

    waiting = (("invoice queries to answer", {"status__exact": Status.ASKED.value}),)
    paper_field = "paper"

    list_display = ("invoice", "centre", "status", "asked_at", "asked_by")
    list_filter = ("status",)
    search_fields = ("invoice__number", "invoice__centre__number")
    list_select_related = ("invoice__centre", "asked_by")
    ordering = ("asked_at", "id")
    exclude = ("token",)
    actions = (answer_the_query,)
