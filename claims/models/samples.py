"""The work the moderator asks to see."""

from django.conf import settings
from django.db import models

from claims.models.claims import Claim, Line
from interchange.clashes import Once


class Sample(models.Model):
    """The lines whose work the moderator wants to see; version 1, and more if amended."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="samples")
    version = models.PositiveSmallIntegerField(default=1)
    lines = models.ManyToManyField(Line, related_name="samples")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(
        max_length=500, blank=True, help_text="why a sent sample was amended; the centre reads it"
    )

    class Meta:
        ordering = ["claim", "-version"]
        constraints = [
            Once(
                fields=["claim", "version"],
                name="sample_version_once",
                says="Somebody else saved the sample at this moment. Open it again, then choose.",
            )
        ]

    def __str__(self):
        return f"sample {self.version} of {self.claim}"
