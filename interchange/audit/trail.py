"""How is something written down that was done? `record` one thing, or `record_all` of a set."""

from itertools import repeat

from django.db.models import CharField, F, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from interchange.audit.models import Event
from interchange.bulk import copy_made


def record(name, *, about, by, at, detail=None, centre=None):
    """Write down that `by` did `name` to the record `about` at the instant `at`.

    `by` is None only for what a person not logged in did. `centre` is where it happened, for a
    record that names no centre itself. Belongs in the transaction of the change. Gives the event.
    """
    event = _happened(name, about=about, by=by, at=at, detail=detail, centre=centre)
    event.save()
    return event


def record_all(name, records, *, by, at, details=None):
    """Write down that `by` did `name` to each of the records, with the detail of each if given."""
    Event.objects.bulk_create(
        _happened(name, about=one, by=by, at=at, detail=detail)
        for one, detail in zip(records, details or repeat(None), strict=False)
    )


def record_many(name, told, *, by, at, centre=None):
    """Write down that `by` did `name` to very many records: pairs of reference and what each is.

    `centre` is where it happened.
    """
    number = getattr(centre, "number", "")
    rows = ((about, label[:200], "{}") for about, label in told)
    copy_made(Event, ("about", "label", "detail"), rows, name=name, at=at, by=by, centre=number)


def _happened(name, *, about, by, at, detail=None, centre=None):
    """The event, not yet saved."""
    centre = centre or getattr(about, "centre", None)
    return Event(
        name=name,
        at=at,
        by=by,
        centre=getattr(centre, "number", ""),
        about=reference(about),
        label=str(about)[:200],
        detail=detail or {},
    )


def reference(record):
    """The record's kind and number, as the trail names it: `claim:7`."""
    return f"{record._meta.model_name}:{record.pk}"


def of_all(records):
    """Everything that was done to any of the records, newest first, each with its record."""
    by_reference = {reference(one): one for one in records}
    events = Event.objects.filter(about__in=by_reference).select_related("by")
    return [(event, by_reference[event.about]) for event in events]


def when(name, records):
    """When `name` was last done to each of the records: {id: instant}."""
    found = [(event, one) for event, one in of_all(records) if event.name == name]
    return {one.pk: event.at for event, one in reversed(found)}


def last(name, otherwise):
    """When `name` was last done to each row of a query, as the database finds it.

    `otherwise` is the field that says it of a row to which it was never done.
    """
    kind, _, _ = name.partition(".")
    about = Concat(Value(f"{kind}:"), Cast(OuterRef("pk"), CharField()))
    found = Event.objects.filter(about=about, name=name).order_by("-at").values("at")[:1]
    return Coalesce(Subquery(found), F(otherwise))


def of(record):
    """Everything that was done to the record, newest first."""
    return Event.objects.filter(about=reference(record)).select_related("by")
