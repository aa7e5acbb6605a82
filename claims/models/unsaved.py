"""What somebody typed on a claim and has not saved: theirs alone, and no part of the claim."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.assessors import CentreAssessor
from claims.models.claims import Claim
from entries.models import Candidate
from interchange.catalogue.models import Unit
from interchange.clashes import Once


class UnsavedCell(models.Model):
    """A grade that its typist has typed and not saved; without one, the unit is not claimed.

    `file` names the file it was read from; the next file takes the place of all of an earlier one.
    `seen` is what the claim said of the cell when it was typed, `grade:assessor` or nothing.
    """

    claim = models.ForeignKey(
        Claim, on_delete=models.CASCADE, related_name="unsaved", db_index=False
    )
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="+")
    grade = models.CharField(max_length=1, blank=True)
    assessor = models.ForeignKey(
        CentreAssessor, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    other_awarding_body = models.CharField(max_length=120, blank=True)
    seen = models.CharField(max_length=24, blank=True)
    file = models.CharField(max_length=200, blank=True, help_text="it was read from; else typed")
    typed_at = models.DateTimeField()
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["candidate__sorts_as", "candidate", "unit"]
        constraints = [
            Once(
                fields=["claim", "typed_by", "candidate", "unit"],
                name="typed_once_a_person",
                says=(
                    "The same cell was kept at this moment from another page of yours. Look at"
                    " the claim again."
                ),
            ),
            models.CheckConstraint(
                condition=Q(grade__in=["", "P", "M", "D"]), name="typed_are_p_m_or_d"
            ),
        ]

    def __str__(self):
        return f"{self.candidate.name}, unit {self.unit.number}: {self.grade or 'Not claiming'}"
