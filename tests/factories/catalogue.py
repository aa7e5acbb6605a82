"""The board's catalogue, as loaded from the specification files, and series around a given day."""

from datetime import UTC, date, datetime, timedelta

from interchange.catalogue.models import Qualification, Series


def qualification(code="05839"):
    """A real qualification of the catalogue, by entry code."""
    return Qualification.objects.select_related("subject").get(code=code)


def unit(number, code="05839"):
    """A real unit of the qualification, by its number."""
    return qualification(code).units.get(number=str(number))


def a_series(year=2027, month=6, today=date(2026, 11, 20)):
    """A series whose entries are open on the day `today`; results of one before it are out."""
    begun = date(year, month, 1) <= today
    series, _ = Series.objects.update_or_create(
        year=year,
        month=month,
        defaults={
            "entries_open_on": today - timedelta(days=60),
            "entries_close_on": today + timedelta(days=60),
            "late_until_on": today + timedelta(days=80),
            "very_late_until_on": None,
            "refund_until_on": today + timedelta(days=70),
            "results_on": today + timedelta(days=200),
            "released_at": datetime(year, month, 1, 8, tzinfo=UTC) if begun else None,
        },
    )
    return series


def release(series, at):
    """The results of the series are out from the instant on; None: they are to come."""
    series.released_at = at
    series.save(update_fields=["released_at"])
    return series
