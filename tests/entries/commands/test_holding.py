"""Who enters somebody holds that person, and nobody else (docs/adr/0047)."""

from datetime import date

import pytest
from django.db import OperationalError, connection, transaction

from entries import commands
from entries.commands.files.loading import load_file
from entries.models import Candidate, Hold, QualificationEntry
from entries.rules.people import Person
from interchange.accounts.models import User
from interchange.accounts.roles import Role
from results.queries import sittings
from tests.factories import accounts, edi
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.racing import at_once, meanwhile

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("catalogue"),
    pytest.mark.slow,
]

ADA = edi.a_line(42)
EVE = Person("Ashworth", "Eve", date(2009, 1, 2), "F", "0042")


@pytest.fixture
def register(other_centre, at):
    """Register somebody at the other centre, waiting for a second at most."""
    by = accounts.with_role(Role.EXAMS_OFFICER, other_centre)
    accounts.approve_everywhere()
    given = {"centre": other_centre, "qualification": make_catalogue.qualification(), "at": at}

    def registered(*people):
        with transaction.atomic():
            wait_a_second()
            return commands.register(people=people, by=User.objects.get(pk=by.pk), **given)

    return registered


def wait_a_second():
    """Wait for nobody longer than that until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '1s'")


@pytest.fixture
def loading(desk, at):
    """Inside of it a confirmed file of the centre's has been loaded and is not committed."""
    file = desk.send(ADA, edi.a_line(43, "LINDQVIST: BO"))
    commands.confirm_file(file=file, by=desk.by, at=at)
    return meanwhile(lambda: load_file(file, at=at, sat=sittings))


def test_while_a_file_is_loaded_another_centre_registers_and_its_pages_do_not_wait(
    loading, register, sign_in, other_centre
):
    office = sign_in(accounts.with_role(Role.EXAMS_OFFICER, other_centre))
    with loading:
        [made] = register(EVE)
        page = office.get(f"/centres/{other_centre.number}/entries/")

    assert made.centre == other_centre and page.status_code == 200
    assert QualificationEntry.objects.count() == 3


@pytest.mark.parametrize(
    "same",
    [
        {"uci": ADA["uci"], "surname": "Zephyr"},
        {"surname": "OKAFOR", "forenames": "Ada", "born_on": ADA["born_on"]},
    ],
)
def test_while_a_file_is_loaded_its_people_are_not_made_elsewhere(loading, register, same):
    person = Person(**{"forenames": "Quin", "born_on": EVE.born_on, **same}, sex="F")

    with loading, pytest.raises(OperationalError, match="lock timeout"):
        register(Person(**{**vars(person), "candidate_number": "0001"}))

    assert Candidate.objects.count() == 2


def test_two_centres_that_enter_the_same_new_person_at_once_make_one(
    centre, exams_officer, register, at
):
    def here():
        return commands.register(
            centre=centre,
            qualification=make_catalogue.qualification(),
            people=[EVE],
            by=User.objects.get(pk=exams_officer.pk),
            at=at,
        )

    ended = at_once(here, lambda: register(EVE))

    assert sum(isinstance(one, list) for one in ended) == 1
    assert Candidate.objects.count() == 1
    assert not Hold.objects.exists()


def test_who_is_entered_for_an_exam_is_held_meanwhile(centre, exams_officer, at):
    entry = make.an_entry(centre)

    def enter():
        commands.enter_for_exams(
            centre=centre,
            qualification=entry.qualification,
            series=make_catalogue.a_series(),
            chosen=[(entry.candidate, make_catalogue.unit(1))],
            sat=sittings,
            by=User.objects.get(pk=exams_officer.pk),
            at=at,
        )

    with meanwhile(enter), transaction.atomic():
        wait_a_second()
        with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
            commands.hold_people([entry.candidate_id])
