"""Reductions in assessment: an open window, students of before, and units reported."""

from datetime import UTC, date, datetime

from django.utils import timezone

from assessed import commands, queries
from interchange.catalogue.models import ReductionWindow
from tests.factories import catalogue
from tests.factories import entries as make

SUMMER = 2022
BEFORE = datetime(2021, 10, 4, 9, 0, tzinfo=UTC)
OPTIONAL = "4"  # of the sizes of IT


def a_window(first=date(2026, 11, 1), last=date(2026, 12, 18), **fields):
    """The only time in which reductions of 2021/22 are taken: around the day of most stories."""
    ReductionWindow.objects.all().delete()
    return ReductionWindow.objects.create(
        summer=SUMMER, opens_on=first, closes_on=last, source="a letter", **fields
    )


def a_window_now():
    """A window that is open on the day on which the test is run."""
    today = timezone.localdate()
    return a_window(today.replace(month=1, day=1), today.replace(month=12, day=31))


def a_student(centre, qualification=None, **fields):
    """A registration of October 2021 of which units may have been reduced."""
    return make.an_entry(centre, qualification, **{"made_at": BEFORE, **fields})


def keys_of(entry, *numbers):
    """The ticks of the entry's units of those numbers."""
    units = entry.qualification.units.filter(number__in=numbers)
    return {queries.key(entry, unit) for unit in units}


def report(entry, by, *numbers, at=make.NOW, **told):
    """The units of those numbers reported as reduced for the entry's candidate."""
    return commands.report_reductions(
        centre=entry.centre,
        qualification=entry.qualification,
        summer=SUMMER,
        keys=told.pop("keys", None) or keys_of(entry, *numbers),
        by=by,
        at=at,
        **{"reason": "No workshop until June.", "declared": True, **told},
    )


def a_student_with_a_mandatory_unit(centre):
    """A student of Sport, and the number of a moderated unit that is mandatory there."""
    return a_student(centre, catalogue.qualification("05826")), "2"
