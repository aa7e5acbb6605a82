"""By when: dates that the board types, checked where they are typed."""

from django.core.exceptions import ValidationError
from django.db import models

from interchange.catalogue import plausible, years
from interchange.catalogue.models.figures import Figure
from interchange.catalogue.models.sourced import Sourced
from interchange.clashes import Once

REDUCED = "reduction-summer"  # the figure that says which year's assessments may be reduced


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


class BankHoliday(Sourced):
    """A day, not a weekend's, on which the board does not work; it counts as no working day."""

    on = models.DateField("day")
    title = models.CharField(max_length=80)

    class Meta:
        ordering = ["on"]
        constraints = [
            Once(
                fields=["on"],
                name="one_bank_holiday_a_day",
                says="This day is a bank holiday already. Change that one.",
            )
        ]

    def __str__(self):
        return f"{self.title}, {self.on:%-d %B %Y}"

    def clean(self):
        """Raise ValidationError unless the day is of a year that can be meant."""
        if wrong := plausible.date_problem(self.on):
            raise ValidationError({"on": wrong})


class ReductionWindow(Sourced):
    """A time in which centres may report reductions in assessment of an academic year."""

    summer = models.PositiveSmallIntegerField(
        "summer of the year reduced", help_text="2022 for assessments planned for 2021/22"
    )
    opens_on = models.DateField("first day")
    closes_on = models.DateField("last day")
    note = models.CharField(
        max_length=300, blank=True, help_text="Centres read this on the page. It may be empty."
    )

    class Meta:
        ordering = ["-opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(opens_on__lte=models.F("closes_on")),
                name="a_reduction_window_closes_after_it_opens",
                violation_error_message="A window closes on the day it opens, or later.",
            ),
            Once(
                fields=["summer", "opens_on"],
                name="one_reduction_window_a_day",
                says="A window of this year opens on that day already. Change that one.",
            ),
        ]

    def __str__(self):
        days = f"{self.opens_on:%-d %B %Y} to {self.closes_on:%-d %B %Y}"
        return f"Reductions of {self.year}: {days}"

    @property
    def year(self):
        """The academic year, as the board writes it: 2021/22."""
        return years.in_words(self.summer - 1)

    def clean(self):
        """Raise ValidationError unless the days are in order and the year may be reduced at all."""
        lawful = Figure.objects.filter(slug=REDUCED).values_list("value", flat=True).first()
        wrong = {
            name: problem
            for name in ("opens_on", "closes_on")
            if (problem := plausible.date_problem(getattr(self, name)))
        }
        if self.summer and lawful and self.summer != lawful:
            wrong["summer"] = (
                f"Only assessments of {years.in_words(lawful - 1)} may be reduced: type {lawful}."
                " If the rule has changed, change the figure first."
            )
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            wrong.setdefault("closes_on", "The last day is earlier than the first. Put them right.")
        if wrong:
            raise ValidationError(wrong)
