"""By which numbers does the board work out an assessed grade? Figures, from a date on."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models

from interchange.catalogue.models.sourced import Dated
from interchange.clashes import Once


class GradeNumbers(Dated):
    """The number of each unit grade, and what a mean of them is turned into, from a date on."""

    class Halfway(models.TextChoices):
        BETTER = "better", "The nearest grade; halfway between two, the better"
        LOWER = "lower", "The nearest grade; halfway between two, the lower"
        REACHED = "reached", "The best grade whose number the mean reaches"

    IN_ORDER = ("failed", "near_pass", "passed", "merit", "distinction")
    number = {"max_digits": 4, "decimal_places": 2}
    failed = models.DecimalField("unclassified (U), Not Achieved (1C)", **number)
    near_pass = models.DecimalField("near pass (R)", **number)
    passed = models.DecimalField("pass (P)", **number)
    merit = models.DecimalField("merit (M)", **number)
    distinction = models.DecimalField("distinction (D)", **number)
    halfway = models.CharField("a mean becomes", max_length=7, choices=Halfway)

    class Meta:
        ordering = ["-from_on"]
        verbose_name = "numbers of the unit grades"
        verbose_name_plural = "numbers of the unit grades"
        constraints = [
            Once(
                fields=["from_on"],
                name="one_row_of_numbers_a_date",
                says="There are numbers from that date on already. Change those.",
            )
        ]

    def __str__(self):
        return f"Numbers of the unit grades from {self.from_on:%-d %B %Y}"

    @property
    def by_grade(self):
        """The number of each grade."""
        return {
            "U": self.failed,
            "1C": self.failed,
            "R": self.near_pass,
            "P": self.passed,
            "M": self.merit,
            "D": self.distinction,
        }

    def clean(self):
        """Raise ValidationError unless a better grade has a higher number."""
        super().clean()
        for lower, higher in pairwise(self.IN_ORDER):
            low, high = getattr(self, lower), getattr(self, higher)
            if low is not None and high is not None and low >= high:
                raise ValidationError(
                    {higher: f"A better grade has a higher number: type more than {low}."}
                )
