"""How many were at risk, day by day?"""

from django.db import models

from interchange.accounts.models import Centre
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY


class AtRisk(models.Model):
    """How many registrations were at risk for a cause on a day: at a centre, or at all together.

    Without a centre it is of all centres; a row of these without a cause says of each day on which
    the clock looked how many there were at all, none too (docs/adr/0086).
    """

    centre = models.ForeignKey(
        Centre, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    on = models.DateField()
    cause = models.CharField(max_length=30, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "at risk"
        ordering = ["on", "id"]
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["centre", "on", "cause"],
                nulls_distinct=False,
                name="counted_once_a_day",
                says="It was counted on this day already.",
            )
        ]

    def __str__(self):
        return f"{self.on}: {self.number} {self.cause or 'at risk'}"
