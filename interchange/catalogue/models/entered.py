"""Rules that the board has entered itself, in the place of a qualification's own file."""

from django.db import models

from interchange.catalogue.models.offers import Qualification
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY


class EnteredRules(models.Model):
    """A specification file as the board entered it; the last one of a qualification counts.

    An empty `text` lets the installation's own file count again. Who entered it is in the trail.
    """

    qualification = models.ForeignKey(
        Qualification, on_delete=models.PROTECT, related_name="entered_rules"
    )
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-entered_at", "-id"]
        verbose_name_plural = "rules entered by the board"
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["qualification", "number"],
                name="entered_once",
                says="Somebody has entered rules for it meanwhile. Look at those first.",
            )
        ]

    def __str__(self):
        return f"{self.qualification.code}, entered {self.number}"
