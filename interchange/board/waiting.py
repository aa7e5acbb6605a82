"""What waits for the board's staff? Each list says so of its own records, in one form."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Q,
    Value,
)
from django.db.models.functions import Coalesce, Now
from django.utils.timezone import localdate, make_aware

from interchange.catalogue.years import working_days_after

OUR_OWN = "desk-hours"  # the figure where the board has published no promise
BEFORE_THERE_WAS_A_FIGURE = 120  # hours
WORKING_DAYS = "-working-days"  # how figures end that are counted in them


class Begins(Func):
    """The instant at which a day begins in London."""

    template = f"timezone('{settings.TIME_ZONE}', (%(expressions)s)::timestamp)"
    output_field = DateTimeField()


class Ends(Func):
    """The last second of a day in London."""

    template = (
        f"(timezone('{settings.TIME_ZONE}', (%(expressions)s + 1)::timestamp)"
        " - interval '1 second')"
    )
    output_field = DateTimeField()


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
        """About how long the board means to take, by its figures: five working days are a week."""
        number = figures.get(self.promise, figures.get(OUR_OWN, BEFORE_THERE_WAS_A_FIGURE))
        if self.promise in figures and self.promise.endswith(WORKING_DAYS):
            return timedelta(days=number * 7 / 5)
        return timedelta(hours=number)

    def due_by(self, due, since, figures, holidays) -> datetime:
        """By when an item is to be done that stands in the order by `due`: working days counted."""
        if self.due or self.promise not in figures or not self.promise.endswith(WORKING_DAYS):
            return due
        last = working_days_after(localdate(since), figures[self.promise], holidays)
        return make_aware(datetime.combine(last, time(23, 59, 59)))

    def items(self, model, figures):
        """The records that wait, with since when, by when and how urgent."""
        since = self._begun(model)
        promised = ExpressionWrapper(
            F("item_since") + Value(self.promised(figures)), output_field=DateTimeField()
        )
        named = Coalesce(Ends(F(self.due)), promised) if self.due else promised
        return self.records(model).annotate(
            item_since=Coalesce(since, Now()),
            item_due=named,
            item_urgent=F(self.urgent) if self.urgent else Value(False, BooleanField()),
            item_centre=F(self.centre) if self.centre else Value(None, IntegerField()),
        )

    def _begun(self, model):
        """Since when, as the database has it; a day begins in London."""
        if not isinstance(self.since, str):
            return self.since
        kind = model._meta.get_field(self.since)
        is_day = isinstance(kind, DateField) and not isinstance(kind, DateTimeField)
        return Begins(F(self.since)) if is_day else F(self.since)
