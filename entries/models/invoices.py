"""What have centres been charged, and what was paid back? Written once, never changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from entries.models.papers import Paper
from entries.query_states import Status
from entries.rules.charging import Item, total
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification
from interchange.database.append_only import APPEND_ONLY
from interchange.money import pounds

SUM_OF_ITS_CHARGES = pgtrigger.Trigger(
    name="sum_of_its_charges",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func="""
        IF NEW.count <> (SELECT count(*) FROM entries_charge WHERE line_id = NEW.id) + (
            SELECT count(*)
            FROM entries_credit
            JOIN entries_charge ON entries_charge.id = entries_credit.charge_id
            JOIN entries_invoiceline charged ON charged.id = entries_charge.line_id
            JOIN entries_invoice note ON note.id = NEW.invoice_id
            WHERE entries_credit.line_id = NEW.id AND charged.invoice_id = note.credits_id
                  AND charged.fee = NEW.fee AND charged.pence = NEW.pence
        ) THEN
            RAISE EXCEPTION 'invoice line % does not come to the sum of its charges', NEW.id;
        END IF;
        RETURN NULL;
    """,
)


class Invoice(models.Model):
    """An invoice, or a credit note: then it says what it credits and why.

    `payee`, `terms` and `vat` are what the board wrote on it that day; empty where it was made
    before they stood there.
    """

    number = models.PositiveIntegerField("invoice number", unique=True)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="invoices")
    credits = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="credit_notes"
    )
    because = models.CharField(max_length=300, blank=True, help_text="why it was paid back")
    payee = models.CharField(max_length=330, blank=True, default="", db_default="")
    terms = models.CharField(max_length=330, blank=True, default="", db_default="")
    vat = models.CharField("VAT", max_length=330, blank=True, default="", db_default="")
    names_candidates = models.BooleanField(
        default=False, db_default=False, help_text="no for those of before candidates were listed"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["centre", "made_at"])]
        triggers = [*APPEND_ONLY]
        constraints = [
            models.CheckConstraint(
                condition=Q(credits=None, because="") | Q(credits__isnull=False) & ~Q(because=""),
                name="a_credit_note_says_why",
            )
        ]

    def __str__(self):
        return f"{self.title.lower()} {self.number}"

    def get_absolute_url(self):
        return reverse("entries:invoice", args=[self.centre.number, self.number])

    @property
    def title(self):
        """What it is."""
        return "Credit note" if self.credits_id else "Invoice"

    @property
    def pounds(self):
        """What it comes to."""
        return pounds(total(line.item for line in self.lines.all()))

    @property
    def subject(self):
        """Invoices are of no subject: nobody is allocated to them."""
        return ""


class InvoiceLine(models.Model):
    """So many times a fee. `pence` each is empty where the fee was not set yet.

    On an invoice it counts its `charges`, on a credit note its `credits`: the database looks.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    fee = models.SlugField()
    title = models.CharField(max_length=200)
    qualification = models.ForeignKey(
        Qualification, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    count = models.PositiveIntegerField()
    pence = models.PositiveIntegerField(null=True, blank=True)
    provisional = models.BooleanField("fee provisional", default=False, db_default=False)

    class Meta:
        ordering = ["id"]
        triggers = [*APPEND_ONLY, SUM_OF_ITS_CHARGES]
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="an_invoice_line_counts")
        ]

    def __str__(self):
        return f"{self.count} × {self.title}"

    @property
    def item(self):
        """The line as rules know it."""
        return Item(
            self.fee, self.title, self.count, self.pence, self.qualification_id, self.provisional
        )


class InvoiceQuery(models.Model):
    """What a centre asks about an invoice, and what the board answered."""

    token = models.UUIDField(unique=True, help_text="of its form: sent twice, kept once")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="queries")
    words = models.TextField(max_length=2000)
    paper = models.OneToOneField(
        Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    answer = models.TextField(max_length=2000, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name_plural = "invoice queries"

    def __str__(self):
        return f"query about {self.invoice}"

    @property
    def centre(self):
        """The centre of the invoice."""
        return self.invoice.centre

    @property
    def subject(self):
        """Queries are of no subject."""
        return ""
