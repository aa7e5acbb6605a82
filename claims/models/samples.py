"""The work the moderator asks to see."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.claims import Claim, Line
from claims.states import Proposal
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

    proposed = models.CharField(
        "proposed as", max_length=12, choices=Proposal, blank=True, help_text="before any change"
    )
    seed = models.BigIntegerField(
        "drawn with", null=True, blank=True, help_text="what ties of the proposal were drawn by"
    )

    class Meta:
        ordering = ["claim", "-version"]
        constraints = [
            Once(
                fields=["claim", "version"],
                name="sample_version_once",
                says="Somebody else saved the sample at this moment. Open it again, then choose.",
            ),
            models.CheckConstraint(
                condition=Q(proposed="", seed=None) | (~Q(proposed="") & Q(seed__isnull=False)),
                name="a_proposal_is_drawn",
            ),
        ]

    def __str__(self):
        return f"sample {self.version} of {self.claim}"
