"""Who registers, enters and sends files, and who was entered late."""

from datetime import date, timedelta

import pytest

from entries import commands
from results.queries.sittings import sittings
from tests.entries.commands.asking import ADA, UCI
from tests.entries.commands.desk import Desk
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make


@pytest.fixture
def desk(centre, exams_officer, at):
    """Where files are sent."""
    make_catalogue.a_series(2027, 6)
    return Desk(centre, exams_officer, at)


@pytest.fixture
def late(centre, exams_officer, at):
    """Two candidates entered late for one exam: the entries."""
    qualification = make_catalogue.qualification()
    june = make_catalogue.a_series()
    after = june.entries_close_on + timedelta(days=1)
    entries = make.entries(centre, 2)
    unit = qualification.units.filter(examined=True).first()
    return commands.enter_for_exams(
        centre=centre,
        qualification=qualification,
        series=june,
        chosen=[(entry.candidate, unit) for entry in entries],
        sat=sittings,
        by=exams_officer,
        at=at.replace(year=after.year, month=after.month, day=after.day),
    )


@pytest.fixture
def it():
    """A Level 3 qualification of the 2016 suite without pathways."""
    return make_catalogue.qualification("05839")


@pytest.fixture
def register(centre, it, exams_officer, at):
    """Register people as the exams officer, for IT unless told otherwise."""

    def registered(*people, **other):
        given = {"centre": centre, "qualification": it, "by": exams_officer, "at": at, **other}
        return commands.register(people=list(people), **given)

    return registered


@pytest.fixture
def june():
    """A series that takes entries."""
    return make_catalogue.a_series()


@pytest.fixture
def enter(centre, exams_officer, at, june):
    """Enter (candidate, unit) pairs as the exams officer."""

    def entered(*chosen, **other):
        given = {
            "centre": centre,
            "qualification": make_catalogue.qualification(),
            "series": june,
            "by": exams_officer,
            "at": at,
            "sat": sittings,
            **other,
        }
        return commands.enter_for_exams(chosen=list(chosen), **given)

    return entered


@pytest.fixture
def holder(other_centre):
    """Who has the UCI, at another centre, with another name."""
    record = make.a_candidate("Smith", "Jo", born_on=date(2008, 1, 1), sex="M", uci=UCI)
    make.an_entry(other_centre, make_catalogue.qualification("05839"), record)
    return record


@pytest.fixture
def ask(centre, exams_officer, at, holder):
    """Ask about a person, for Certificate in Business unless told otherwise."""

    def asked(person=ADA, code="05834", **other):
        what = {"centre": centre, "qualification": make_catalogue.qualification(code), **other}
        return commands.ask_identity(person=person, **{"by": exams_officer, "at": at, **what})

    return asked
