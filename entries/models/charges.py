"""What was each entry charged, and which of it was paid back? Written once, never changed."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from entries.models.entries import QualificationEntry, UnitEntry
from entries.models.invoices import Invoice, InvoiceLine
from entries.rules.charging import TITLES
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY
from interchange.money import pounds


def _no_more_than_its_line(table):
    """What keeps later rows of the table from a line that counts its rows already."""
    return pgtrigger.Trigger(
        name="no_more_than_its_line",
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        level=pgtrigger.Statement,
        referencing=pgtrigger.Referencing(new="added"),
        func=f"""
            IF EXISTS (
                SELECT FROM entries_invoiceline line
                WHERE line.id IN (SELECT line_id FROM added)
                      AND line.count < (SELECT count(*) FROM {table} WHERE line_id = line.id)
            ) THEN
                RAISE EXCEPTION 'more is charged or paid back than an invoice line says';
            END IF;
            RETURN NULL;
        """,
    )


class Charge(models.Model):
    """One thing charged: for which entry, for which reason; its fee and price are its line's.

    Those of invoices from before charges were kept name no entry where it could not be told whose
    they are.
    """

    line = models.ForeignKey(InvoiceLine, on_delete=models.PROTECT, related_name="charges")
    registration = models.ForeignKey(
        QualificationEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="charges",
        db_index=False,
    )
    unit_entry = models.ForeignKey(
        UnitEntry,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="charges",
        db_index=False,
    )
    reason = models.CharField(max_length=20, choices=TITLES)
    priced_on = models.DateField("at the fees of")
    who = models.CharField("candidate", max_length=100, blank=True, help_text="as named that day")

    class Meta:
        ordering = ["id"]
        triggers = [*APPEND_ONLY, _no_more_than_its_line("entries_charge")]
        constraints = [
            models.CheckConstraint(
                condition=Q(registration=None) | Q(unit_entry=None), name="charged_for_one_entry"
            ),
            Once(
                fields=["registration", "reason"],
                condition=Q(registration__isnull=False),
                name="a_registration_is_charged_once",
                says="The registration has been charged for this already.",
            ),
            Once(
                fields=["unit_entry", "reason"],
                condition=Q(unit_entry__isnull=False),
                name="a_unit_entry_is_charged_once",
                says="The entry has been charged for this already.",
            ),
        ]

    def __str__(self):
        return f"{self.line.title}, {self.who or 'candidate not known'}: {self.pounds}"

    @property
    def pounds(self):
        """What it costs."""
        return pounds(self.line.pence)

    @property
    def entry(self):
        """The registration or unit entry it is for; None where that could not be told."""
        return self.registration or self.unit_entry

    @property
    def is_paid_back(self):
        """Whether a credit note names it."""
        return hasattr(self, "credit")


class Credit(models.Model):
    """A charge that is paid back, and on which line of a credit note: once, for the database."""

    charge = models.OneToOneField(Charge, on_delete=models.PROTECT, related_name="credit")
    line = models.ForeignKey(InvoiceLine, on_delete=models.PROTECT, related_name="credits")

    class Meta:
        ordering = ["id"]
        triggers = [*APPEND_ONLY, _no_more_than_its_line("entries_credit")]

    def __str__(self):
        return f"{self.charge}, paid back"


class PaybackDue(models.Model):
    """What is to be paid back and could not be by itself: it waits for the board's hand.

    `charge` is empty where it could not be told which one it is. Once settled it names the credit
    note, or says in words why there is none.
    """

    unit_entry = models.ForeignKey(UnitEntry, on_delete=models.PROTECT, related_name="+")
    charge = models.ForeignKey(
        Charge, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    because = models.CharField("why it is paid back", max_length=300)
    wrong = models.CharField("why it was not paid back by itself", max_length=300)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    note = models.ForeignKey(
        Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField("what the board says", max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["raised_at", "id"]
        verbose_name = "payment to make by hand"
        verbose_name_plural = "payments to make by hand"
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="a_payback_is_settled_by_somebody",
            )
        ]

    def __str__(self):
        return f"what {self.unit_entry} cost"

    @property
    def centre(self):
        """The centre that was charged; of what is not known, the entry's."""
        return self.charge.line.invoice.centre if self.charge else self.unit_entry.centre

    @property
    def is_settled(self):
        """Whether the board has paid it back, or said why not."""
        return self.settled_at is not None
