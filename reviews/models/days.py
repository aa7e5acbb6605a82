"""Until when may each service be asked for, series by series? Days that the board types."""

from django.core.exceptions import ValidationError
from django.db import models

from interchange.catalogue import plausible
from interchange.catalogue.models import Series
from interchange.catalogue.models.sourced import Sourced
from interchange.clashes import Once
from reviews.states import Service


class LastDay(Sourced):
    """The last day on which a service can be asked for, of exams of a series."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="+")
    service = models.CharField(max_length=20, choices=Service)
    on = models.DateField("last day")

    class Meta:
        ordering = ["-series__year", "-series__month", "service"]
        verbose_name = "last day of a post-results service"
        verbose_name_plural = "last days of post-results services"
        constraints = [
            Once(
                fields=["series", "service"],
                name="one_last_day_a_service",
                says="The last day of this service is set for the series already. Change that one.",
            )
        ]

    def __str__(self):
        return f"{self.get_service_display()} of {self.series}: {self.on:%-d %B %Y}"

    def clean(self):
        """Raise ValidationError unless the day can be meant, and is none before results are out."""
        if wrong := plausible.date_problem(self.on):
            raise ValidationError({"on": wrong})
        opens = self.series_id and self.series.out_on
        if self.on and opens and self.on < opens:
            raise ValidationError(
                {"on": f"Services open with the results, {opens:%-d %B %Y}. Type a later day."}
            )
