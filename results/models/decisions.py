"""What the board decided itself about units, beside what exams and claims bring."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from interchange.database.append_only import APPEND_ONLY
from results import rules


class Decision(models.Model):
    """What the board decided itself about units of candidates, beside exams and claims.

    It says why, on which papers and for which request; the grades are the unit results that name
    it. Never changed: another decision takes its place.
    """

    class Kind(models.TextChoices):
        CORRECTED = "corrected", "Grade corrected by the board"
        BANKED = "banked", "Banked by the board"
        CONSIDERED = "considered", "Assessed grade"  # after special consideration of an absence
        REDUCED = "reduced", "Assessed grade"  # after a reduction in assessment
        TAG = "tag", "TAG"  # assessed by teachers, in 2020/21

    kind = models.CharField(max_length=12, choices=Kind)
    reason = models.CharField(max_length=rules.LONGEST_REASON)
    papers = models.CharField(
        max_length=rules.LONGEST_REASON,
        blank=True,
        help_text="which papers it rests on, and where they are kept",
    )
    request = models.ForeignKey(
        "mir.Request", null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-decided_at", "-id"]
        triggers = [*APPEND_ONLY]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_says_why"),
        ]

    ASSESSED = (Kind.CONSIDERED, Kind.REDUCED)  # worked out from other grades; support none

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reason}"
