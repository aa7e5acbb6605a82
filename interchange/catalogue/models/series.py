"""Exam series: their dates, and when their results reach whom."""

from datetime import date, time
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localtime

from interchange.catalogue import plausible
from interchange.catalogue.opening import Opening, instant
from interchange.clashes import Once


class Series(Opening, models.Model):
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
    first_exam_on = models.DateField(
        "first exam", null=True, blank=True, help_text="Left empty: the first day of its month."
    )
    results_on = models.DateField(null=True, blank=True)
    results_time = models.TimeField(
        "results hour",
        default=time(8),
        help_text="In London. Provisional: the board publishes the day, and no hour was read.",
    )
    others_on = models.DateField(
        "everybody at centres from",
        null=True,
        blank=True,
        help_text=(
            "An embargo: from the results hour until then, only Centre Administrators and Exams"
            " Officers read the results. Left empty: everybody does, from the results hour."
        ),
    )
    others_time = models.TimeField(
        "everybody at centres, hour", default=time(8), help_text="In London; of the day above."
    )
    candidates_on = models.DateField(
        "candidates may be told from",
        null=True,
        blank=True,
        help_text=(
            "Pages and statements tell centres so. Left empty: as soon as everybody at centres"
            " reads them."
        ),
    )
    candidates_time = models.TimeField(
        "candidates may be told, hour", default=time(8), help_text="In London; of the day above."
    )
    released_at = models.DateTimeField(
        "results released early", null=True, blank=True, editable=False
    )
    release_reason = models.CharField(
        "why they were released early", max_length=300, blank=True, editable=False
    )
    considered_until_on = models.DateField(
        "special consideration in time until",
        null=True,
        blank=True,
        help_text="Later applications need a senior leader. Left empty: some days after its month.",
    )
    provisional = models.BooleanField(default=True)

    IN_ORDER = (
        "entries_open_on",
        "entries_close_on",
        "late_until_on",
        "very_late_until_on",
        "first_exam_on",
        "results_on",
        "others_on",
        "candidates_on",
    )
    DATES = (*IN_ORDER, "refund_until_on", "considered_until_on")

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

    @property
    def begins_on(self):
        """The day of its first exam."""
        return self.first_exam_on or date(self.year, self.month, 1)

    @property
    def results_come(self):
        """When its results come out by themselves, in words, or that it is not known yet."""
        at = self.results_at
        return _in_words(at) if at else "its results day, which is not set"

    @property
    def opening(self):
        """From when its results are the board's alone no more, in words; as `results_come`."""
        return _in_words(self.opens_at) if self.opens_at else "its results day, which is not set"

    @property
    def embargo_on_candidates(self):
        """The sentence that says from when candidates may be told; of a series that says when."""
        until = _in_words(self.candidates_at)
        return f"Results of {self} are not to be given to candidates before {until}."

    def clean(self):
        """Raise ValidationError unless its dates are near its month and follow one another."""
        self._check_years()
        dates = [(name, getattr(self, name)) for name in self.IN_ORDER if getattr(self, name)]
        for (before, earlier), (name, later) in pairwise(dates):
            if later < earlier:
                first = self._meta.get_field(before).verbose_name
                wrong = f"This day is earlier than “{first}”. Put the two in order."
                raise ValidationError({name: wrong})
        self._check_embargo()

    def _check_embargo(self):
        """Raise ValidationError for an embargo that begins with nothing, or ends before it."""
        opens = instant(self.results_on, self.results_time)
        if self.others_on and not opens:
            wrong = "An embargo begins with the results day. Set that, or leave this empty."
            raise ValidationError({"others_on": wrong})
        for name in ("others", "candidates"):
            ends = instant(getattr(self, f"{name}_on"), getattr(self, f"{name}_time"))
            if opens and ends and ends < opens:
                wrong = "This is earlier than the results hour of the same day. Put them in order."
                raise ValidationError({f"{name}_time": wrong})

    def _check_years(self):
        if wrong := plausible.year_problem(self.year):
            raise ValidationError({"year": wrong})
        if self.year and self.month in self.Month.values:
            days = {name: getattr(self, name) for name in self.DATES}
            if wrong := plausible.series_problems(self.year, self.month, days):
                raise ValidationError(wrong)


def _in_words(at):
    """An instant in London, as pages and letters say it: 13 August 2026, 08:00."""
    return f"{localtime(at):%-d %B %Y, %H:%M}"
