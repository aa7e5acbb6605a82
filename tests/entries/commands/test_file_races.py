"""Two at once about one file, or about the same people: nothing is made twice."""

import pytest
from django.db import OperationalError, connection

from entries import commands, queries
from entries.commands.files import working
from entries.file_states import Status
from entries.models import Candidate, QualificationEntry
from entries.rules.people import Person
from interchange.accounts.models import User
from interchange.workflow import MoveRefused
from results.queries import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]

ADA = edi.a_line()


@pytest.fixture
def checked(catalogue, centre, exams_officer, at):
    """A function that sends a file and has it checked."""

    def sent(**head):
        name, content = edi.a_file(ADA, **head)
        file = commands.send_file(
            centre=centre, name=name, content=content, by=exams_officer, at=at
        )
        commands.work_file(file, at=at, sat=sittings)
        return queries.file_of(centre, file.pk)

    return sent


def fresh(person):
    return User.objects.get(pk=person.pk)


def confirm(file, by, at):
    """As a page of its own does."""
    file = queries.file_of(file.centre, file.pk)
    commands.confirm_file(file=file, by=fresh(by), at=at)
    commands.work_file(file, at=at, sat=sittings)


def break_the_connection(*args, **kwargs):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")  # only its owner ends a connection of the owner
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.slow
def test_a_connection_that_breaks_is_no_try_of_a_file(checked, exams_officer, at, monkeypatch):
    file = checked()
    commands.confirm_file(file=file, by=exams_officer, at=at)

    with monkeypatch.context() as broken:
        broken.setitem(working.STEPS, Status.CONFIRMED, break_the_connection)
        for _ in range(working.MOST_TRIES + 1):
            with pytest.raises(OperationalError):
                commands.work_file(file, at=at, sat=sittings)
    file.refresh_from_db()
    assert (file.status, file.tries) == (Status.CONFIRMED, 0)

    commands.work_file(file, at=at, sat=sittings)
    file.refresh_from_db()
    assert file.status == Status.LOADED


@pytest.mark.slow
def test_two_files_of_the_same_people_make_them_once(checked, exams_officer, at):
    files = [checked(sequence=1), checked(sequence=2)]

    at_once(*(lambda file=file: confirm(file, exams_officer, at) for file in files))

    assert Candidate.objects.count() == 1 and QualificationEntry.objects.count() == 1


@pytest.mark.slow
def test_a_file_confirmed_twice_is_loaded_once(checked, exams_officer, at):
    file = checked()

    outcomes = at_once(*(lambda: confirm(file, exams_officer, at) for _ in range(2)))

    assert sum(isinstance(one, MoveRefused) for one in outcomes) == 1
    assert QualificationEntry.objects.count() == 1


@pytest.mark.slow
def test_a_file_confirmed_and_cancelled_at_once_is_one_of_both(checked, exams_officer, at):
    file = checked()

    at_once(
        lambda: confirm(file, exams_officer, at),
        lambda: commands.cancel_file(
            file=queries.file_of(file.centre, file.pk), by=fresh(exams_officer), at=at
        ),
    )

    loaded = queries.file_of(file.centre, file.pk).status == Status.LOADED
    assert QualificationEntry.objects.count() == int(loaded)


@pytest.mark.slow
def test_a_file_and_a_form_with_the_same_person_make_one_record(checked, centre, exams_officer, at):
    file = checked()
    person = Person("Okafor", "Ada", ADA["born_on"], "F", ADA["candidate_number"], uci=ADA["uci"])

    at_once(
        lambda: confirm(file, exams_officer, at),
        lambda: commands.register(
            centre=centre,
            qualification=make_catalogue.qualification(),
            people=[person],
            by=fresh(exams_officer),
            at=at,
        ),
    )

    assert Candidate.objects.count() == 1 and QualificationEntry.objects.count() == 1
