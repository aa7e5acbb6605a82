"""Three candidates entered late for an exam, and an officer who withdraws."""

from datetime import timedelta

import pytest

from entries import commands as entries
from entries.models import UnitEntry
from results.queries.sittings import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.tracker.exams.days import instant
from tracker import commands


@pytest.fixture
def june():
    """A series that takes entries."""
    return make_catalogue.a_series()


@pytest.fixture
def late_entries(centre, exams_officer, june):
    """Three candidates entered late for unit 1, and charged for it."""
    unit = make_catalogue.unit(1)
    registered = make.entries(centre, 3)
    return entries.enter_for_exams(
        centre=centre,
        qualification=make_catalogue.qualification(),
        series=june,
        chosen=[(one.candidate, unit) for one in registered],
        sat=sittings,
        by=exams_officer,
        at=instant(june.entries_close_on + timedelta(days=1)),
    )


@pytest.fixture
def withdraw(exams_officer):
    """Withdraw entries on a day as the exams officer."""

    def withdraw(*found, on, **given):
        return commands.withdraw_exams(
            unit_entries=list(UnitEntry.objects.filter(pk__in=[one.pk for one in found])),
            by=exams_officer,
            at=instant(on),
            **given,
        )

    return withdraw
