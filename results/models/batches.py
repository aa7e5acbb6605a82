"""Which awards does a worker have in hand?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class AwardBatch(models.Model):
    """Awards due, by id, that a worker took to work them out.

    The worker holds a lock of the database by the batch's number. The row goes with the commit of
    what was worked out; one whose lock nobody holds was in hand when its worker was killed.
    """

    awards = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name = "batch of awards in hand"
        verbose_name_plural = "batches of awards in hand"

    def __str__(self):
        return f"batch {self.pk}: {len(self.awards)} awards"
