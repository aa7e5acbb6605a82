"""Which forms of entries have centres sent in?"""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from entries.models.files import EntryFile
from entries.models.invoices import Invoice
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series


class Submission(models.Model):
    """A form of entries that a centre has sent in; what it made names it, so it is the receipt.

    The form carries the token from before it is sent, so sending it twice makes one submission.
    What a `file` asks for makes one submission for each qualification.
    """

    class Kind(models.TextChoices):
        REGISTRATIONS = "registrations", "Registrations"
        EXAMS = "exams", "Exam entries"
        UNITS = "units", "Unit entries"

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=14, choices=Kind)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="submissions")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = models.ForeignKey(
        EntryFile, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    invoice = models.ForeignKey(
        Invoice, null=True, blank=True, on_delete=models.PROTECT, related_name="submissions"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["centre", "made_at"])]

    def __str__(self):
        return f"{self.get_kind_display()} for {self.qualification.code}"

    @property
    def is_of_registrations(self):
        """Whether it registered candidates for a qualification."""
        return self.kind == self.Kind.REGISTRATIONS

    def get_absolute_url(self):
        return reverse("entries:receipt", args=[self.centre.number, self.pk])
