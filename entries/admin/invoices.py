"""Invoices, credit notes, and what centres ask about them."""

from django.contrib import admin

from entries import commands
from entries.admin.papers import PaperAdmin
from entries.forms.invoices import Answer, Because, crediting, settling
from entries.models import Charge, Invoice, InvoiceLine, InvoiceQuery, PaybackDue
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
    """Make a credit note for charges of the invoice."""
    commands.credit_by_hand(by=by, at=at, **answers)


@board.action(
    "Pay back",
    Permission.PROCESS_ENTRIES,
    form=Because,
    when=lambda charge: not charge.is_paid_back and charge.line.pence,
)
def pay_back_charge(charge, by, at, because):
    """Make a credit note for one charge."""
    commands.credit_by_hand(charges=[charge.pk], because=because, by=by, at=at)


@board.action(
    "Settle",
    Permission.PROCESS_ENTRIES,
    form=settling,
    when=lambda due: not due.is_settled,
)
def settle(due, by, at, **answers):
    """Pay back by hand what could not be by itself, or say why not."""
    commands.settle_payback(due=due, by=by, at=at, **answers)


@board.action("Answer", Permission.PROCESS_ENTRIES, form=Answer, when=ANSWER)
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

    by_telephone = True
    list_display = ("number", "title", "centre", "made_at", "pounds")
    list_filter = ("made_at",)
    search_fields = ("number", "^centre__number")
    list_select_related = ("centre",)
    inlines = (InvoiceLineRows,)
    actions = (pay_back,)

    def get_queryset(self, request):
        """With the lines that make up the amount."""
        return super().get_queryset(request).prefetch_related("lines")


@admin.register(Charge)
class ChargeAdmin(board.RecordAdmin):
    """What was charged, one by one; those of before whose entry is not known name none."""

    list_display = ("who", "title", "pounds", "invoice", "centre", "paid_back")
    list_filter = (
        "reason",
        ("credit", admin.EmptyFieldListFilter),
        ("who", admin.EmptyFieldListFilter),
    )
    search_fields = (
        "line__invoice__number",
        "^registration__candidate__ocr_number",
        "^unit_entry__candidate__ocr_number",
    )
    list_select_related = ("line__invoice__centre", "credit__line__invoice")
    fields = ("who", "title", "pounds", "invoice", "registration", "unit_entry", "priced_on")
    readonly_fields = ("title", "pounds", "invoice")
    actions = (pay_back_charge,)

    @admin.display(description="for")
    def title(self, charge):
        """What it is called on its invoice."""
        return charge.line.title

    @admin.display(description="invoice")
    def invoice(self, charge):
        """The number of its invoice."""
        return charge.line.invoice.number

    @admin.display(description="centre")
    def centre(self, charge):
        """Which centre was charged."""
        return charge.line.invoice.centre

    @admin.display(description="paid back", empty_value="-")
    def paid_back(self, charge):
        """The number of the credit note."""
        return charge.credit.line.invoice.number if charge.is_paid_back else None


@admin.register(PaybackDue)
class PaybackDueAdmin(board.RecordAdmin):
    """What is to be paid back and could not be by itself."""

    waiting = (
        board.Waiting(
            "payments to make by hand",
            {"settled_at__isnull": True},
            since="raised_at",
            centre="unit_entry__centre",
        ),
    )

    list_display = ("unit_entry", "charge", "wrong", "raised_at", "settled_at")
    list_filter = (("settled_at", admin.EmptyFieldListFilter),)
    search_fields = (
        "^unit_entry__candidate__ocr_number",
        "^unit_entry__centre__number",
    )
    list_select_related = (
        "unit_entry__candidate",
        "unit_entry__unit",
        "unit_entry__series",
        "charge__line",
        "charge__credit",
    )
    actions = (settle,)


@admin.register(InvoiceQuery)
class InvoiceQueryAdmin(PaperAdmin):
    """What centres ask about invoices."""

    waiting = (
        board.Waiting.of_status(
            "invoice queries to answer",
            Status.ASKED,
            since="asked_at",
            centre="invoice__centre",
        ),
    )
    paper_field = "paper"

    list_display = ("invoice", "centre", "status", "asked_at", "asked_by")
    list_filter = ("status",)
    search_fields = ("invoice__number", "^invoice__centre__number")
    list_select_related = ("invoice__centre", "asked_by")
    ordering = ("asked_at", "id")
    exclude = ("token",)
    actions = (answer_the_query,)
