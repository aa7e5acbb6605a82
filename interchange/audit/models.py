"""What was done, by whom, when: the trail."""

from django.conf import settings
from django.db import models

from interchange.audit import titles
from interchange.database.append_only import APPEND_ONLY


class Event(models.Model):
    """One thing that was done; written in the transaction that did it and never changed."""

    name = models.CharField(max_length=60, help_text="a stable word, such as claim.submit")
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    centre = models.CharField(max_length=5, blank=True, help_text="the centre's number")
    about = models.CharField(max_length=60, help_text="kind and number of the record, claim:7")
    label = models.CharField(max_length=200, help_text="what the record was called then")
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["about", "at"]), models.Index(fields=["centre", "at"])]
        triggers = [*APPEND_ONLY]

    def __str__(self):
        return f"{self.name} {self.label}"

    @property
    def title(self):
        """What was done, in the words people read."""
        return titles.title(self.name)
