"""By when, and in which series: dates that the board types, checked where they are typed."""

from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models

from interchange.catalogue import plausible
from interchange.catalogue.models.sourced import Sourced
from interchange.clashes import Once


class Series(models.Model):
    """An exam series (January or June), or the September series in which registrations are made."""

    class Month(models.IntegerChoices):
        JANUARY = 1, "January"
        JUNE = 6, "June"
        SEPTEMBER = 9, "September"

    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(choices=Month)
    entries_open_on = models.DateField()
    entries_close_on = models.DateField(null=True, blank=True)
    late_until_on = models.DateField(null=True, blank=True)
    very_late_until_on = models.DateField(null=True, blank=True)
    refund_until_on = models.DateField("withdrawal with refund until", null=True, blank=True)
    results_on = models.DateField(null=True, blank=True)
    provisional = models.BooleanField(default=True)

    IN_ORDER = (
        "entries_open_on",
        "entries_close_on",
        "late_until_on",
        "very_late_until_on",
        "results_on",
    )

    class Meta:
        ordering = ["-year", "-month"]
        verbose_name_plural = "series"
        constraints = [
            Once(
                fields=["year", "month"],
                name="one_series",
                says="There is a series of this month already.",
            )
        ]

    def __str__(self):
        return f"{self.get_month_display()} {self.year}"

    @property
    def code(self):
        """The series as files name it: 2026-06."""
        return f"{self.year}-{self.month:02}"

    def clean(self):
        """Raise ValidationError unless its dates are near its month and follow one another."""
        self._check_years()
        dates = [(name, getattr(self, name)) for name in self.IN_ORDER if getattr(self, name)]
        for (before, earlier), (name, later) in pairwise(dates):
            if later < earlier:
                first = self._meta.get_field(before).verbose_name
                wrong = f"This day is earlier than “{first}”. Put the two in order."
                raise ValidationError({name: wrong})

    def _check_years(self):
        if wrong := plausible.year_problem(self.year):
            raise ValidationError({"year": wrong})
        if self.year and self.month in self.Month.values:
            days = {name: getattr(self, name) for name in (*self.IN_ORDER, "refund_until_on")}
            if wrong := plausible.series_problems(self.year, self.month, days):
                raise ValidationError(wrong)


class KeyDate(Sourced):
    """A date by which something must be done."""

    slug = models.SlugField()
    title = models.CharField(max_length=160)
    on = models.DateField()
    academic_year = models.CharField(max_length=7, help_text="for example 2026/27")

    class Meta:
        ordering = ["on"]
        constraints = [
            Once(
                fields=["slug", "academic_year"],
                name="one_date_a_year",
                says="This date is set for the year already. Change that one.",
            )
        ]

    def __str__(self):
        return f"{self.title}: {self.on:%-d %B %Y}"

    def clean(self):
        """Raise ValidationError unless the year is one that is read, and the day is in it."""
        if wrong := plausible.academic_year_problem(self.academic_year):
            raise ValidationError({"academic_year": wrong})
        if self.on and (wrong := plausible.key_date_problem(self.on, self.academic_year)):
            raise ValidationError({"on": wrong})
