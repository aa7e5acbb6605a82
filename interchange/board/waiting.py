"""What waits for the board's staff? Each list says so of its own records, in one form."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    DateTimeField,
    ExpressionWrapper,
    F,
    IntegerField,
    Q,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Now

OUR_OWN = "desk-hours"  # the figure where the board has published no promise
BEFORE_THERE_WAS_A_FIGURE = 120  # hours


@dataclass(frozen=True)
class Waiting:
    """Records of a list that wait to be dealt with.

    `lookups` find them in the list's address, `where` in the database where that is said otherwise.
    `since` is the field, or what the database works out, of the instant since when they wait; what
    has none is counted and is no item of the desk. They are to be done by the day of the field
    `due` where they have one, else as long after `since` as the figure `promise` says, in hours
    or in working days. `urgent` is a field; `centre` leads to the centre.
    """

    title: str
    lookups: dict[str, Any]
    since: Any = None
    centre: str = "centre"
    due: str = ""
    promise: str = OUR_OWN
    urgent: str = ""
    where: Q | None = field(default=None, compare=False)

    @classmethod
    def of_status(cls, title, status, since, **more):
        """Those of a status."""
        return cls(title, {"status__exact": status.value}, since, **more)

    def records(self, model):
        """The records that wait."""
        condition = Q(**self.lookups) if self.where is None else self.where
        return model.objects.filter(condition).order_by()

    def finds(self, lookup, value) -> bool:
        """Whether its records are found by the look-up with just that value."""
        return lookup in self.lookups and str(self.lookups[lookup]) == str(value)

    def promised(self, figures) -> timedelta:
        """How long the board means to take, by its figures; five working days are a week."""
        number = figures.get(self.promise, figures.get(OUR_OWN, BEFORE_THERE_WAS_A_FIGURE))
        if self.promise in figures and self.promise.endswith("-working-days"):
            return timedelta(days=number * 7 / 5)
        return timedelta(hours=number)

    def items(self, model, figures):
        """The records that wait, with since when, by when and how urgent."""
        since = F(self.since) if isinstance(self.since, str) else self.since
        promised = ExpressionWrapper(
            F("item_since") + Value(self.promised(figures)), output_field=DateTimeField()
        )
        named = Coalesce(Cast(F(self.due), DateTimeField()), promised) if self.due else promised
        return self.records(model).annotate(
            item_since=Coalesce(Cast(since, DateTimeField()), Now()),
            item_due=named,
            item_urgent=F(self.urgent) if self.urgent else Value(False, BooleanField()),
            item_centre=F(self.centre) if self.centre else Value(None, IntegerField()),
        )
