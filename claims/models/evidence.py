"""What proves a unit that was achieved with another awarding body."""

from django.conf import settings
from django.db import models

from claims.models.claims import Claim
from entries.models import Candidate
from interchange.catalogue.models import Unit
from interchange.clashes import Once


class Evidence(models.Model):
    """A certificate or results slip for a candidate's unit, for the moderator to see."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="evidence/", help_text="under a random name")
    name = models.CharField("name it had at the centre", max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    digest = models.CharField("SHA-256", max_length=64)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "evidence"
        constraints = [
            Once(
                fields=["claim", "candidate", "unit", "digest"],
                name="evidence_once",
                says="This file is attached already.",
            )
        ]

    def __str__(self):
        return self.name
