"""Whoever had two records is reached by every number and name of both, at each of their centres."""

import pytest

from entries import commands, queries
from entries.models import Candidate, QualificationEntry
from entries.rules.people import Person
from entries.rules.transfers import TransferAsked
from interchange.accounts.roles import Role
from mir import queries as requests
from tests.entries.commands.desk import Desk
from tests.factories import accounts as make_accounts
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make
from tests.factories.edi import a_uci
from tracker import commands as tracker

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]

ULN = "9276308686"
NAMES = (("Okafor", "Ada"), ("Mills", "Eve"))
NUMBERS = ("first OCR number", "second OCR number", "first UCI", "second UCI", "second ULN")
EACH = [(number, name) for number in NUMBERS for name in NAMES]


@pytest.fixture
def person(centre, other_centre, processor, at):
    """Somebody registered at two centres under two records, which are merged since."""
    first = make.a_candidate(*NAMES[0], uci=a_uci(1))
    second = make.a_candidate(*NAMES[1], uci=a_uci(2), uln=ULN)
    make.an_entry(centre, make_catalogue.qualification("05347"), first)
    small = make_catalogue.qualification("05349")
    make.an_entry(other_centre, small, second, candidate_number="0042")
    tracker.merge(one=first, other=second, because="One.", by=processor, at=at)
    return Candidate.objects.get(pk=first.pk)


@pytest.fixture
def officer(other_centre):
    """The exams officer of the centre that had the record which was merged."""
    return make_accounts.with_role(Role.EXAMS_OFFICER, other_centre)


def number(person, which):
    """One of the numbers of the person's records, as a field and its value."""
    place, _, kind = which.partition(" ")
    record = person.records.order_by("pk")[("first", "second").index(place)]
    field = {"OCR number": "ocr_number", "UCI": "uci", "ULN": "uln"}[kind]
    return field, getattr(record, field)


@pytest.mark.parametrize(("which", "name"), [one for one in EACH if "OCR" not in one[0]])
def test_typed_in_a_form_or_spreadsheet_they_are_registered(
    person, other_centre, officer, at, which, name
):
    typed = Person(*name, person.born_on, person.sex, "0042", **dict([number(person, which)]))

    [entry] = commands.register(
        centre=other_centre,
        qualification=make_catalogue.qualification(),
        people=[typed],
        by=officer,
        at=at,
    )

    assert entry.candidate == person


@pytest.mark.parametrize("which", ["first OCR number", "second OCR number"])
def test_picked_by_number_they_are_registered(person, other_centre, officer, at, which):
    _, picked = number(person, which)
    assert queries.by_number(other_centre, [picked]) == {picked: person}

    [entry] = commands.register(
        centre=other_centre,
        qualification=make_catalogue.qualification(),
        people=[Person(picked=picked, candidate_number="0042")],
        by=officer,
        at=at,
    )

    assert entry.candidate == person


@pytest.mark.parametrize(("which", "name"), [one for one in EACH if "UCI" in one[0]])
def test_a_file_registers_them(person, other_centre, officer, at, which, name):
    desk = Desk(other_centre, officer, at)
    field, value = number(person, which)
    line = edi.a_line(42, ": ".join(name).upper(), centre=other_centre.number, **{field: value})

    desk.load(line, centre=other_centre.number)

    registered = QualificationEntry.objects.get(centre=other_centre, qualification__code="05839")
    assert registered.candidate == person


@pytest.mark.parametrize("which", ["first OCR number", "second OCR number"])
def test_a_request_may_name_them_by_either_number_at_either_centre(
    person, centre, other_centre, which
):
    _, named = number(person, which)

    for one in (centre, other_centre):
        found = requests.candidate_here(one, named)
        assert found.person_id == person.pk and found.name == person.name


@pytest.mark.parametrize(("which", "name"), [one for one in EACH if "ULN" not in one[0]])
def test_another_centre_asks_for_their_transfer(person, other_centre, which, name):
    asked = TransferAsked(name[0], person.born_on, **dict([number(person, which)]))

    found = queries.meant(asked, other_centre, make_catalogue.qualification("05349"))

    assert found and found.candidate.person_id == person.pk


@pytest.mark.parametrize("which", ["first OCR number", "second OCR number"])
def test_the_exam_last_sat_is_found_by_either_number(person, other_centre, which):
    entry = QualificationEntry.objects.get(centre=other_centre)
    june, unit = make_catalogue.a_series(), make_catalogue.unit(1)
    make.a_unit_entry(entry, unit, june)

    assert requests.last_sitting(other_centre, number(person, which)[1], unit.number) == june
