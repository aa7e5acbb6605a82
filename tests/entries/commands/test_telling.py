"""A centre that has a person is told when another registers them, and so is the board."""

from dataclasses import replace
from datetime import date

import pytest

from entries import commands
from entries.rules.people import Person
from interchange.catalogue.queries import address_of
from interchange.notifications.models import Message
from tests.factories import accounts, edi
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]
LETTERS = {"entries/registered_elsewhere", "entries/registered_at_both"}
ADA = Person("Okafor", "Ada", date(2009, 3, 14), "F", "0042", uci="681990012058G")
BO = Person("Lindqvist", "Bo", date(2008, 1, 1), "M", "0043", uci=edi.a_uci(43))


@pytest.fixture
def register(centre, exams_officer, at):
    """Register people at the centre, for Level 2 IT unless told otherwise."""

    def registered(*people, code="05834", **other):
        what = {"qualification": make_catalogue.qualification(code), "people": list(people)}
        return commands.register(centre=centre, by=exams_officer, at=at, **what, **other)

    return registered


def known(person, *centres):
    """A record with the person's details, registered at the centres for another subject."""
    details = {"born_on": person.born_on, "sex": person.sex, "uci": person.uci}
    record = make.a_candidate(person.surname, person.forenames, **details)
    for one in centres:
        make.an_entry(one, make_catalogue.qualification("05839"), record)
    return record


def letters():
    found = Message.objects.filter(template__in=LETTERS).order_by("pk")
    return {(one.template.removeprefix("entries/"), one.to): one for one in found}


def test_one_letter_a_form_tells_the_other_centre_of_its_own_candidates(
    register, centre, other_centre
):
    third = accounts.a_centre("77777", "Third School")
    ada, bo = known(ADA, other_centre), known(BO, other_centre, third)

    register(ADA, BO)

    told = letters()
    assert set(told) == {
        ("registered_elsewhere", other_centre.email),
        ("registered_elsewhere", third.email),
        ("registered_at_both", address_of("processing")),
    }
    theirs = told["registered_elsewhere", other_centre.email]
    assert f"Okafor, Ada, OCR number {ada.ocr_number}, for 05834" in theirs.body
    assert f"Lindqvist, Bo, OCR number {bo.ocr_number}" in theirs.body
    assert "Okafor" not in told["registered_elsewhere", third.email].body
    for one in (theirs, told["registered_elsewhere", third.email]):
        for hidden in (centre.number, centre.name, "0042"):
            assert hidden not in f"{one.subject}{one.body}"
    boards = told["registered_at_both", address_of("processing")]
    assert centre.number in boards.subject and "also at 54321, 77777" in boards.body


def test_nobody_is_told_of_a_person_the_centre_had_or_nobody_has(register, centre, other_centre):
    known(ADA, centre, other_centre)
    gone = known(BO, other_centre)
    gone.entries.update(status="removed")
    number = make.a_number(centre, gone)

    register(replace(ADA, candidate_number=make.a_number(centre, known_at(centre))))
    register(replace(BO, candidate_number=number))

    assert letters() == {}


def known_at(centre):
    return centre.entries.get().candidate


def test_another_registration_of_the_same_person_is_not_told_again(register, other_centre):
    known(ADA, other_centre)
    register(ADA)
    before = set(letters())

    register(ADA, code="05831")

    assert set(letters()) == before and Message.objects.filter(template__in=LETTERS).count() == 2


def test_who_enters_for_units_alone_is_told_of_too(centre, other_centre, exams_officer, at):
    known(ADA, other_centre)
    size = make_catalogue.qualification("05349")

    commands.enter_units_only(
        centre=centre, qualification=size, people=[ADA], units=[size.units.first()],
        by=exams_officer, at=at,
    )  # fmt: skip

    assert len(letters()) == 2


def test_a_file_gives_one_letter_a_centre(desk, other_centre):
    lines = [edi.a_line(42, "OKAFOR: ADA", ["05834"]), edi.a_line(43, "LINDQVIST: BO", ["05834"])]
    known(a_person(42, "Okafor", "Ada"), other_centre)
    known(a_person(43, "Lindqvist", "Bo"), other_centre)

    desk.load(*lines)

    assert Message.objects.filter(template__in=LETTERS).count() == 2
    assert "2 candidates of yours" in letters()["registered_elsewhere", other_centre.email].subject


def a_person(number, surname, forenames):
    return Person(surname, forenames, date(2009, 3, 14), "F", uci=edi.a_uci(number))


@pytest.mark.parametrize("count", [1, 12])
def test_many_cost_no_more_queries_than_one(
    register, other_centre, count, django_assert_max_num_queries
):
    people = [
        replace(
            a_person(100 + n, "Okafor", "Ada"),
            candidate_number=f"{n + 1:04}",
            born_on=date(1990 + n, n + 1, 2 * n + 1),
        )
        for n in range(count)
    ]
    for one in people:
        known(one, other_centre)

    with django_assert_max_num_queries(64):
        register(*people)

    assert len(letters()) == 2
