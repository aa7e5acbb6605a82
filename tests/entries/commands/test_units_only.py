"""Entering 2012 candidates for units by themselves."""

from dataclasses import replace

import pytest

from entries import commands
from entries.models import AwardDue, Candidate, QualificationEntry, UnitEntry
from entries.rules.people import Person
from entries.rules.registering import EntryRefused, RowsRefused
from interchange.accounts.roles import Role
from interchange.audit.models import Event
from interchange.notifications.models import Message
from tests.entries.commands.typed import ADA, BO
from tests.factories import accounts
from tests.factories import catalogue as make_catalogue

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def it_2012():
    """A qualification of the 2012 suite."""
    return make_catalogue.qualification("05349")


@pytest.mark.slow
def test_units_alone_are_entered_and_never_due_for_an_award(centre, it_2012, exams_officer, at):
    units = list(it_2012.units.all()[:2])

    made = commands.enter_units_only(
        centre=centre,
        qualification=it_2012,
        people=[BO],
        units=units,
        by=exams_officer,
        at=at,
    )

    assert [entry.unit for entry in made] == units
    assert all(entry.series is None and entry.status == "entered" for entry in made)
    assert not AwardDue.objects.exists() and not QualificationEntry.objects.exists()
    assert Event.objects.filter(name="unitentry.enter").count() == 2
    assert Message.objects.filter(template="entries/units_entered").count() == 1


@pytest.mark.slow
def test_full_award_and_units_only_exclude_each_other(register, centre, it_2012, exams_officer, at):
    unit = it_2012.units.first()
    alone = {"centre": centre, "qualification": it_2012, "by": exams_officer, "at": at}
    commands.enter_units_only(people=[ADA], units=[unit], **alone)
    register(BO, qualification=it_2012)

    with pytest.raises(RowsRefused, match="either the whole qualification or units only"):
        register(ADA, qualification=it_2012)
    bo = Candidate.objects.get(surname="Lindqvist")
    with pytest.raises(RowsRefused, match="either the whole qualification or units only"):
        picked = Person(picked=bo.ocr_number, candidate_number=BO.candidate_number)
        commands.enter_units_only(people=[picked], units=[unit], **alone)


@pytest.mark.slow
def test_of_a_unit_taken_at_another_centre_is_told_only_that_it_is_there(
    centre, other_centre, it_2012, exams_officer, at
):
    unit = it_2012.units.first()
    told = {"qualification": it_2012, "units": [unit], "at": at}
    same = replace(ADA, uci="681990012058G")
    they = accounts.with_role(Role.EXAMS_OFFICER, other_centre)
    commands.enter_units_only(centre=other_centre, people=[same], by=they, **told)

    with pytest.raises(RowsRefused, match="the board knows of an entry already") as refused:
        commands.enter_units_only(centre=centre, people=[same], by=exams_officer, **told)

    assert "already entered" not in str(refused.value)


@pytest.mark.slow
def test_units_of_the_2016_suite_are_not_taken_by_themselves(centre, it, exams_officer, at):
    with pytest.raises(EntryRefused, match="2016 suite"):
        commands.enter_units_only(
            centre=centre,
            qualification=it,
            people=[ADA],
            units=list(it.units.all()[:1]),
            by=exams_officer,
            at=at,
        )
    assert not UnitEntry.objects.exists()
