"""How is something written down that was done? `record` one thing, or `record_all` of a set."""

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


def record_all(name, records, *, by, at):
    """Write down that `by` did `name` to each of the records."""
    Event.objects.bulk_create(_happened(name, about=one, by=by, at=at) for one in records)


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


def of(record):
    """Everything that was done to the record, newest first."""
    return Event.objects.filter(about=reference(record)).select_related("by")
