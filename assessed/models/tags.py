"""Which unit grades are teacher assessed grades (TAG)?"""

from django.db import models

from interchange.database.append_only import APPEND_ONLY
from results.models import Decision


class TeacherAssessedGrade(models.Model):
    """What a decision that gives a TAG rests on: the day for which the assessment was planned."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="tag")
    planned_on = models.DateField("assessment planned for")

    class Meta:
        ordering = ["-decision__decided_at", "-id"]
        verbose_name = "teacher assessed grade"
        triggers = [*APPEND_ONLY]

    def __str__(self):
        return f"TAG of an assessment planned for {self.planned_on:%-d %B %Y}"
