"""Which absences from exams do centres ask the board to consider, and with what evidence?"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessed.consideration_states import OPEN, OVER, Status
from entries.models import UnitEntry
from interchange.accounts.models import Centre
from interchange.catalogue.models import ConsiderationGround
from interchange.clashes import Once
from interchange.form_papers import FormPaper
from results.models import AwaitedGrade


class Consideration(models.Model):
    """An application for special consideration of an absence from one exam.

    A late one names the senior leader who stands for it. `awaited` is the grade that the board
    owes if it accepts.
    """

    number = models.PositiveIntegerField("application number", unique=True)
    entry = models.ForeignKey(UnitEntry, on_delete=models.PROTECT, related_name="considerations")
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="considerations")
    status = models.CharField(max_length=12, choices=Status, default=Status.APPLIED)
    ground = models.ForeignKey(ConsiderationGround, on_delete=models.PROTECT, related_name="+")
    happened = models.TextField("what happened")
    is_late = models.BooleanField("late")
    leader = models.CharField("senior leader", max_length=160, blank=True)
    applied_at = models.DateTimeField()
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    token = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="of its form: sent twice, kept once"
    )
    question = models.TextField(blank=True, help_text="what the board needs to know")
    reply = models.TextField(blank=True, help_text="what the centre answered")
    words = models.TextField("what the board said", blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    awaited = models.OneToOneField(
        AwaitedGrade, on_delete=models.PROTECT, related_name="consideration"
    )

    class Meta:
        ordering = ["-applied_at", "-id"]
        indexes = [
            models.Index(fields=["centre", "status"]),
            models.Index(
                fields=["id"], condition=Q(status__in=sorted(OPEN)), name="open_applications"
            ),
        ]
        constraints = [
            Once(
                fields=["entry"],
                condition=~Q(status__in=sorted(OVER)),
                name="one_consideration_of_an_absence",
                says="Your centre has applied for this absence already: look at that application.",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="considered_by_and_at",
            ),
        ]

    def __str__(self):
        return f"application {self.number}"

    def get_absolute_url(self):
        return reverse("assessed:consideration", args=[self.centre.number, self.pk])

    @property
    def is_open(self):
        """Whether it is still to be decided."""
        return self.status in OPEN

    @property
    def is_asked_about(self):
        """Whether the board waits for the centre's answer."""
        return self.status == Status.MORE_NEEDED

    @property
    def is_accepted(self):
        """Whether the board gives an assessed grade."""
        return self.status == Status.ACCEPTED

    @property
    def is_refused(self):
        """Whether the board does not."""
        return self.status == Status.REFUSED

    @property
    def subject(self):
        """The subject's code."""
        return self.entry.subject


class ConsiderationPaper(FormPaper):
    """A file sent with an application: evidence, or the letter of a senior leader."""

    class What(models.TextChoices):
        EVIDENCE = "evidence", "Evidence"
        LETTER = "letter", "Letter of the senior leader"

    consideration = models.ForeignKey(
        Consideration, null=True, blank=True, on_delete=models.CASCADE, related_name="papers"
    )
    document = models.CharField(max_length=8, choices=What)
    file = models.FileField(upload_to="considerations/", help_text="under a random name")

    class Meta(FormPaper.Meta):
        constraints = [
            Once(
                fields=["token", "document", "digest"],
                condition=Q(consideration=None),
                name="one_paper_an_application",
                says="This file is among your papers already.",
            )
        ]
