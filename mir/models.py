"""What centres ask when a result is missing or wrong, and the papers they send with it."""

import uuid
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.urls import reverse

from entries.models import Candidate
from interchange.accounts.models import Centre
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.clashes import Once
from interchange.form_papers import FormPaper
from mir.request_types import FIELDS
from mir.states import Status


class Request(models.Model):
    """A missing or incomplete results request; `kind` names an entry of request_types."""

    kind = models.SlugField(max_length=40)
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="requests")
    number = models.PositiveIntegerField("request number", unique=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.SUBMITTED)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey(
        Candidate, null=True, blank=True, on_delete=models.PROTECT, related_name="requests"
    )
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    series = models.ForeignKey(
        Series, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    claim_number = models.PositiveIntegerField(null=True, blank=True)
    other_ocr_number = models.CharField("duplicate record", max_length=8, blank=True)
    visited_on = models.DateField("date of the visit", null=True, blank=True)
    planned_on = models.DateField("assessment planned for", null=True, blank=True)
    confirmed = models.JSONField(default=list, help_text="what the centre confirmed by a tick")
    explanation = models.TextField()
    urgent = models.BooleanField(default=False)
    urgent_because = models.CharField(max_length=300, blank=True)
    due_on = models.DateField("to be decided by", null=True, blank=True)
    email = models.EmailField("tell this address")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    token = models.UUIDField(
        default=uuid.uuid4,
        unique=True,
        help_text="of its form: sent twice, kept once",
    )
    question = models.TextField(blank=True, help_text="what the board needs to know")
    reply = models.TextField(blank=True, help_text="what the centre answered")
    decision = models.TextField(blank=True, help_text="what was done, or why not")
    changed = models.JSONField(
        default=list, blank=True, help_text="what resolving it changed, a sentence each"
    )
    unchanged_because = models.CharField("nothing changed because", max_length=300, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-raised_at", "-id"]
        indexes = [models.Index(fields=["centre", "status"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_at=None, decided_by=None)
                | models.Q(decided_at__isnull=False, decided_by__isnull=False),
                name="decided_by_and_at",
            )
        ]

    def __str__(self):
        return f"request {self.number}"

    def get_absolute_url(self):
        return reverse("mir:view", args=[self.centre.number, self.number])

    @property
    def subject(self):
        """The subject's code."""
        return self.qualification.subject.code


class Draft(models.Model):
    """A request that somebody began at a centre and has not sent: theirs alone, and no request yet.

    `token` is its form's, under which its papers are kept; `typed` is what the form's fields held
    last, right or wrong, by their names.
    """

    token = models.UUIDField(help_text="of its form")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField()
    typed_at = models.DateTimeField(help_text="last")

    class Meta:
        ordering = ["-typed_at", "-id"]
        indexes = [models.Index(fields=["typed_at"], name="drafts_by_age")]
        constraints = [
            Once(
                fields=["by", "centre", "token"],
                name="one_draft_a_form",
                says="This draft was kept at this moment, from another window.",
            )
        ]

    def __str__(self):
        return f"draft of {self.typed_at:%-d %B %Y}"

    def get_absolute_url(self):
        """The page on which it is gone on with; what it is about stands in the address."""
        named = {
            name: text for name, text in self.typed.items() if name.startswith(FIELDS) and text
        }
        query = {"kind": self.kind, "qualification": self.qualification.code, "about": "1", **named}
        page = reverse("mir:raise", args=[self.centre.number])
        return f"{page}?{urlencode({**query, 'draft': str(self.token)})}"


class Attachment(FormPaper):
    """A paper sent with a request; `document` says which of the papers of its kind it is."""

    request = models.ForeignKey(
        Request, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    document = models.SlugField(max_length=40)
    file = models.FileField(upload_to="requests/", help_text="under a random name")
    rows = models.JSONField(default=list, blank=True, help_text="what a filled template says")

    class Meta(FormPaper.Meta):
        constraints = [
            Once(
                fields=["token", "document", "digest"],
                condition=models.Q(request=None),
                name="one_paper_a_form",
                says="This file is among your papers already.",
            )
        ]
