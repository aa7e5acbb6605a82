"""What centres have not been told of yet."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from interchange.accounts.models import Centre


class Untold(models.Model):
    """Qualification results, by id, of which their centre is still to read in a letter.

    Written with the results; goes when the letter is queued.
    """

    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="+")
    issued = ArrayField(models.BigIntegerField(), default=list)
    lowered = ArrayField(models.BigIntegerField(), default=list)
    issued_at = models.DateTimeField(help_text="the first of them")

    class Meta:
        verbose_name_plural = "untold"
        ordering = ["centre", "id"]

    def __str__(self):
        return f"{self.centre}: {len(self.issued) + len(self.lowered)} results"
