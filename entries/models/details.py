"""Whose personal details were, or are to be, changed, and by what is a new name proved?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from entries.details_states import OFF, Status
from entries.models.candidates import Candidate
from entries.models.papers import Paper
from entries.rules import details as rules
from interchange.accounts.models import Centre
from interchange.clashes import Once


class DetailsChange(models.Model):
    """A change of a candidate's details: made at once, or waiting for the board's decision.

    `old` and `new` hold all details as they stood and as they are to stand; those that were made
    are the history of the record. The board's own corrections name no centre. The page carries the
    token from before it is sent, so sending it twice makes one change.
    """

    token = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="details_changes"
    )
    centre = models.ForeignKey(
        Centre, null=True, blank=True, on_delete=models.PROTECT, related_name="details_changes"
    )
    status = models.CharField(max_length=10, choices=Status)
    old = models.JSONField()
    new = models.JSONField()
    needs_board = models.JSONField(
        "why it needs the board", default=list, blank=True, help_text="empty for a correction"
    )
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField("sent")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    words = models.CharField("what the board said", max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = "change of details"
        verbose_name_plural = "changes of details"
        indexes = [models.Index(fields=["centre", "status"])]
        constraints = [
            Once(
                fields=["candidate"],
                condition=Q(status=Status.WAITING),
                name="one_change_waits_a_candidate",
                says="A change of this candidate's details waits for the board already.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="details_decided_by_and_at",
            ),
        ]

    def __str__(self):
        return f"the change of details of candidate {self.candidate.ocr_number}"

    def get_absolute_url(self):
        return reverse("entries:details_change", args=[self.centre.number, self.pk])

    @property
    def subject(self):
        """Details are of no subject: nobody is allocated to them."""
        return ""

    @property
    def is_off(self):
        """Whether nothing came of it: refused or cancelled."""
        return self.status in OFF

    @property
    def before(self):
        """The Details as they stood."""
        return rules.from_json(self.old)

    @property
    def after(self):
        """The Details as they are to stand."""
        return rules.from_json(self.new)


class Proof(models.Model):
    """A paper that proves a change of name, such as a deed poll; for the board alone to see."""

    change = models.ForeignKey(DetailsChange, on_delete=models.CASCADE, related_name="proofs")
    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.paper.name
