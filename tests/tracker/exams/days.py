"""When exams are withdrawn and entered again, and what was paid back."""

from entries import commands as entries
from entries.models import Invoice
from results.queries.sittings import sittings
from tests.factories import entries as make


def instant(day):
    return make.NOW.replace(year=day.year, month=day.month, day=day.day)


def paid_back():
    return [one.pounds for one in Invoice.objects.filter(credits__isnull=False)]


def enter_again(entry, series, by, on):
    [made] = entries.enter_for_exams(
        centre=entry.centre,
        qualification=entry.qualification,
        series=series,
        chosen=[(entry.candidate, entry.unit)],
        by=by,
        at=instant(on),
        sat=sittings,
    )
    return made
