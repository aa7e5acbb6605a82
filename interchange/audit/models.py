"""What was done, by whom, when: the trail."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from interchange.audit import rules, titles
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


class Seal(models.Model):
    """A block of events with a digest that follows from the seal before (rules.Block).

    It covers the events after the seal before, up to `last`; of each it keeps number and leaf.
    """

    number = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 … without a gap")
    last = models.BigIntegerField("last event")
    ids = ArrayField(models.BigIntegerField(), help_text="numbers of its events")
    leaves = models.BinaryField(help_text="a digest of each, one after the other")
    digest = models.CharField(max_length=64, help_text="in hexadecimal")
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["number"]
        triggers = [*APPEND_ONLY]

    def __str__(self):
        return f"seal {self.number}"

    @property
    def block(self):
        """What it says."""
        said = (self.number, self.last, self.ids, bytes(self.leaves), self.sealed_at, self.digest)
        return rules.Block(*said)
