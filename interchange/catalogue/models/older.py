"""Do older rules of a qualification go on beside the newer ones, and for whom?"""

from django.conf import settings
from django.db import models

from interchange.catalogue.models.offers import SpecificationVersion
from interchange.database.append_only import APPEND_ONLY


class OlderRules(models.Model):
    """What the board decided of a version that newer rules followed; the last of a version counts.

    Whoever was registered before `before_on` finishes by it, or by the newer rules where
    these are better. Without a day the newer rules alone count, for everybody.
    """

    version = models.ForeignKey(
        SpecificationVersion, on_delete=models.PROTECT, related_name="older_rules", db_index=False
    )
    before_on = models.DateField(
        null=True, blank=True, help_text="Empty: the newer rules alone count, for everybody."
    )
    because = models.CharField(max_length=300)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-decided_at", "-id"]
        verbose_name_plural = "older rules that go on"
        triggers = [*APPEND_ONLY]
        indexes = [models.Index(fields=["version", "-id"])]

    def __str__(self):
        return f"{self.version}: {self.in_words}"

    @property
    def in_words(self):
        """For whom it goes on, in words."""
        if self.before_on is None:
            return "newer rules count for everybody"
        return f"goes on for who was registered before {self.before_on:%-d %B %Y}"
