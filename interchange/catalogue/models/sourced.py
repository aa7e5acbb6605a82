"""What every figure of the board carries: where it stands, and from when on it holds."""

from django.core.exceptions import ValidationError
from django.db import models

from interchange.catalogue import plausible


class Sourced(models.Model):
    """A figure with its source; provisional until somebody has verified it."""

    provisional = models.BooleanField(default=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True


class Dated(Sourced):
    """What is in force from a day on."""

    from_on = models.DateField()

    class Meta:
        abstract = True

    def clean(self):
        """Raise ValidationError unless the day is of a year that can be meant."""
        if wrong := plausible.date_problem(self.from_on):
            raise ValidationError({"from_on": wrong})
