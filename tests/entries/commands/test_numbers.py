"""One candidate number, one person at a centre, as long as anything is open or to be sat."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from entries import commands
from entries.models import NumberHolding, QualificationEntry, UnitEntry
from entries.rules.people import Person
from entries.rules.registering import EntryRefused, RowsRefused
from interchange.notifications.models import Message
from results.queries.sittings import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.racing import at_once

pytestmark = [pytest.mark.usefixtures("catalogue")]

ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042")
BO = Person("Lindqvist", "Bo", date(2008, 1, 1), "M", "0042")


@pytest.fixture
def register(centre, exams_officer, at):
    """Register somebody as the exams officer, in so many years from now."""

    def registered(person, years=0, code="05839"):
        [made] = commands.register(
            centre=centre,
            qualification=make_catalogue.qualification(code),
            people=[person],
            by=exams_officer,
            at=at.replace(year=at.year + years),
        )
        return made

    return registered


def holders(centre, number="0042"):
    """Who has had the number, and whether they still have."""
    found = NumberHolding.objects.filter(centre=centre, number=number).order_by("from_on", "pk")
    return [(one.person.surname, one.is_open) for one in found.select_related("person")]


@pytest.mark.slow
def test_whoever_is_still_registered_keeps_the_number_in_august(register, centre):
    register(ADA)

    with pytest.raises(RowsRefused, match="belongs to Okafor, Ada"):
        register(BO, years=1)

    assert holders(centre) == [("Okafor", True)]


@pytest.mark.slow
def test_a_number_is_passed_on_when_everything_of_its_holder_is_over(register, centre):
    QualificationEntry.objects.filter(pk=register(ADA).pk).update(completes_in=2027)

    register(BO, years=3)

    assert holders(centre) == [("Okafor", False), ("Lindqvist", True)]


@pytest.mark.slow
def test_an_exam_still_to_be_sat_keeps_it(register, centre):
    ada = register(ADA)
    QualificationEntry.objects.filter(pk=ada.pk).update(completes_in=2027)
    june = make_catalogue.a_series(2030, 6, today=date(2029, 11, 20))
    make.a_unit_entry(ada, make_catalogue.unit(1), june)

    with pytest.raises(RowsRefused, match="belongs to Okafor, Ada"):
        register(BO, years=3)


@pytest.mark.slow
def test_a_registration_withdrawn_this_year_keeps_it_until_the_next(
    register, centre, exams_officer, processor, at
):
    entry = register(ADA)
    commands.withdraw(entry=entry, by=exams_officer, at=at)
    commands.process_withdrawal(entry=entry, by=processor, at=at)

    with pytest.raises(RowsRefused, match="belongs to Okafor, Ada"):
        register(BO)
    register(BO, years=1)

    assert holders(centre) == [("Okafor", False), ("Lindqvist", True)]


@pytest.mark.slow
def test_a_candidate_has_one_number_for_all_that_is_open(register):
    ada = register(ADA)
    again = replace(ADA, picked=ada.candidate.ocr_number, candidate_number="0043")

    with pytest.raises(RowsRefused, match="already has the number 0042"):
        register(again, years=1, code="05347")

    assert (
        register(replace(again, candidate_number="0042"), code="05347").candidate_number == "0042"
    )


@pytest.mark.slow
def test_the_database_gives_no_number_to_two_people_at_a_time(centre):
    make.an_entry(centre, candidate_number="0042")

    with pytest.raises(IntegrityError, match="one_holder_of_a_number"), transaction.atomic():
        make.an_entry(centre, candidate_number="0042")


@pytest.mark.slow
def test_an_exam_entry_has_the_number_the_person_holds(
    register, centre, exams_officer, processor, at
):
    ada = register(ADA)
    commands.give_number(candidate=ada.candidate, centre=centre, number="0107", by=processor, at=at)

    [exam] = enter(centre, ada, exams_officer, at)

    assert exam.candidate_number == "0107"


def enter(centre, entry, by, at):
    return commands.enter_for_exams(
        centre=centre,
        qualification=entry.qualification,
        series=make_catalogue.a_series(),
        chosen=[(entry.candidate, make_catalogue.unit(1))],
        sat=sittings,
        by=by,
        at=at,
    )


@pytest.mark.slow
def test_whose_number_was_passed_on_is_told_and_gets_another(
    register, centre, exams_officer, processor, at
):
    ada = register(ADA)
    QualificationEntry.objects.filter(pk=ada.pk).update(completes_in=2024)
    register(BO)

    with pytest.raises(RowsRefused, match="passed on to somebody else"):
        enter(centre, ada, exams_officer, at)
    give = {"candidate": ada.candidate, "centre": centre, "at": at}
    with pytest.raises(EntryRefused, match="0042 is Lindqvist, Bo's"):
        commands.give_number(**give, number="0042", by=processor)
    with pytest.raises(PermissionDenied):
        commands.give_number(**give, number="0107", by=exams_officer)
    commands.give_number(**give, number="0107", by=processor)

    ada.refresh_from_db()
    assert ada.candidate_number == "0107"
    assert [one.candidate_number for one in enter(centre, ada, exams_officer, at)] == ["0107"]
    assert "0107" in Message.objects.get(template="entries/number_given").body


@pytest.mark.slow
def test_exams_to_come_have_the_new_number_and_those_that_are_over_keep_theirs(
    centre, processor, at
):
    entry = make.an_entry(centre, candidate_number="0042")
    to_come = make.a_unit_entry(entry, make_catalogue.unit(1), make_catalogue.a_series())
    past = make_catalogue.a_series(2025, 6, today=at.date() - timedelta(days=400))
    over = make.a_unit_entry(entry, make_catalogue.unit(2), past)

    commands.give_number(
        candidate=entry.candidate, centre=centre, number="0107", by=processor, at=at
    )

    numbers = dict(UnitEntry.objects.values_list("pk", "candidate_number"))
    assert numbers == {to_come.pk: "0107", over.pk: "0042"}
    with pytest.raises(EntryRefused, match="already"):
        commands.give_number(
            candidate=entry.candidate, centre=centre, number="0107", by=processor, at=at
        )


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_who_take_one_number_at_once_give_it_to_one(register, centre):
    done = at_once(lambda: register(ADA), lambda: register(BO))

    assert sum(isinstance(one, EntryRefused) for one in done) == 1
    assert [still for _, still in holders(centre)] == [True]
