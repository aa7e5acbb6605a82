"""Which moderated units were reduced, as centres reported it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from assessed.rules.reductions import LONGEST_REASON
from entries.models import Candidate
from interchange.accounts.models import Centre
from interchange.catalogue import years
from interchange.catalogue.models import Qualification, Unit
from interchange.clashes import Once
from results.models import AwaitedGrade


class ReductionReport(models.Model):
    """What a centre sent at once about units reduced: those it names, and those it takes back."""

    token = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="of its form: sent twice, kept once"
    )
    centre = models.ForeignKey(Centre, on_delete=models.PROTECT, related_name="reduction_reports")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+")
    summer = models.PositiveSmallIntegerField("summer of the year reduced")
    reason = models.CharField(
        "why mandatory units were reduced", max_length=LONGEST_REASON, blank=True
    )
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["centre", "qualification", "summer"])]

    def __str__(self):
        return f"reductions of {self.year} in {self.qualification.code}"

    def get_absolute_url(self):
        return reverse("assessed:reduction_report", args=[self.centre.number, self.pk])

    @property
    def year(self):
        """The academic year, as the board writes it: 2021/22."""
        return years.in_words(self.summer - 1)

    @property
    def subject(self):
        """The subject's code."""
        return self.qualification.subject.code


class Reduction(models.Model):
    """A moderated unit that was reduced for a candidate, until the centre takes that back.

    `awaited` is the grade that the board works out for it.
    """

    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="reductions")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    summer = models.PositiveSmallIntegerField("summer of the year reduced")
    awaited = models.OneToOneField(
        AwaitedGrade, on_delete=models.PROTECT, related_name="reduction", editable=False
    )
    report = models.ForeignKey(ReductionReport, on_delete=models.PROTECT, related_name="reductions")
    taken_back = models.ForeignKey(
        ReductionReport,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="taken_back",
        help_text="the report that took it back",
    )

    class Meta:
        ordering = ["candidate__sorts_as", "unit", "id"]
        constraints = [
            Once(
                fields=["candidate", "unit", "summer"],
                condition=Q(taken_back=None),
                name="reduced_once",
                says="The unit is reported as reduced already.",
            )
        ]

    def __str__(self):
        return f"{self.candidate.name}, unit {self.unit.number}"

    @property
    def centre(self):
        """The centre that reported it."""
        return self.report.centre

    @property
    def stands_as(self):
        """What became of it: the grade that stands, why there is none, or that it went back."""
        if self.taken_back_id:
            return "None: taken back"
        if corrected := self.awaited.corrected:
            return corrected.shown
        if self.awaited.has_grade:
            return self.awaited.result.shown
        return self.awaited.get_outcome_display() or "To be worked out"
