"""From how many marks on is each grade of an exam given? Announced for a unit and a series."""

from django.conf import settings
from django.db import models

from interchange.catalogue import marks
from interchange.catalogue.models.offers import Unit
from interchange.catalogue.models.series import Series
from interchange.catalogue.models.sourced import Sourced
from interchange.clashes import Once
from interchange.database.append_only import APPEND_ONLY


class MarkBoundaries(Sourced):
    """The marks of a unit's exam in a series, and the least for each grade; the last row counts.

    The unit is the one under which all that share it are gathered. A grade that the unit does not
    have, or that needs no mark, is empty.
    """

    COLUMNS = {"D": "distinction", "M": "merit", "P": "passed", "R": "near_pass"}
    empty = {"null": True, "blank": True}

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="mark_boundaries")
    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="mark_boundaries")
    number = models.PositiveIntegerField(help_text="how often they were entered")
    maximum = models.PositiveSmallIntegerField("marks of the exam")
    distinction = models.PositiveSmallIntegerField("distinction (D) from", **empty)
    merit = models.PositiveSmallIntegerField("merit (M) from", **empty)
    passed = models.PositiveSmallIntegerField("pass (P) from", **empty)
    near_pass = models.PositiveSmallIntegerField("near pass (R) from", **empty)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-entered_at", "-id"]
        verbose_name = "boundaries of marks"
        verbose_name_plural = "boundaries of marks"
        triggers = [*APPEND_ONLY]
        constraints = [
            Once(
                fields=["unit", "series", "number"],
                name="boundaries_entered_once",
                says="Somebody has entered boundaries of this exam meanwhile. Look at those first.",
            )
        ]

    def __str__(self):
        return f"Boundaries of {self.unit}, {self.series}"

    @property
    def boundaries(self):
        """What it says, to work out grades by."""
        least = {grade: getattr(self, name) for grade, name in self.COLUMNS.items()}
        return marks.of(self.maximum, least, self.COLUMNS)

    @property
    def in_words(self):
        """What it says, in words."""
        return self.boundaries.in_words
