"""Two at once about one file, or about the same people: nothing is made twice."""

import pytest
from django.db import OperationalError, connection

from entries import commands, queries
from entries.commands.files import loading, working
from entries.file_states import Status
from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.queries import foreseeing, known
from entries.rules.people import Person
from interchange import runner
from interchange.accounts.models import User
from interchange.workflow import MoveRefused
from results.queries import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]

ADA = edi.a_line()


@pytest.fixture
def checked(catalogue, centre, exams_officer, at):
    """A function that sends a file and has it checked."""

    def sent(line=ADA, **head):
        name, content = edi.a_file(line, **head)
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
        broken.setitem(working.ENTRY_FILES.steps, Status.CONFIRMED, break_the_connection)
        for _ in range(runner.MOST_TRIES + 1):
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


@pytest.mark.slow
def test_two_files_of_the_same_exams_enter_them_once(checked, exams_officer, at):
    confirm(checked(), exams_officer, at)
    make_catalogue.a_series(2027, 6)
    line = {**ADA, "options": ["583901", "583902"]}
    files = [checked(line, series=(2027, 6), sequence=sequence) for sequence in (1, 2)]

    at_once(*(lambda file=file: confirm(file, exams_officer, at) for file in files))

    entered = UnitEntry.objects.values_list("unit__number", flat=True)
    assert sorted(entered) == ["1", "2"]


@pytest.mark.slow
def test_nobody_is_compared_with_others_while_a_file_holds_its_persons(
    checked, exams_officer, at, monkeypatch
):
    file, order = checked(), []
    commands.confirm_file(file=file, by=exams_officer, at=at)
    for module, name in (
        (foreseeing, "likely_duplicates"),
        (known, "likely_duplicates"),
        (loading, "hold_whoever"),
    ):
        real = getattr(module, name)
        told = lambda *some, real=real, name=name: order.append(name) or real(*some)  # noqa: E731
        monkeypatch.setattr(module, name, told)

    commands.work_file(file, at=at, sat=sittings)

    assert order == ["likely_duplicates", "hold_whoever"]
    assert QualificationEntry.objects.count() == 1


@pytest.mark.slow
def test_a_likely_duplicate_recorded_between_judging_and_holding_is_looked_at_first(
    checked, exams_officer, at, monkeypatch
):
    file = checked()
    commands.confirm_file(file=file, by=exams_officer, at=at)
    real = loading.hold_whoever

    def somebody_is_sooner(*people):
        make.an_entry(
            file.centre, candidate=make.a_candidate("Okafur", "Ada", born_on=ADA["born_on"])
        )
        return real(*people)

    monkeypatch.setattr(loading, "hold_whoever", somebody_is_sooner)
    commands.work_file(file, at=at, sat=sittings)

    file.refresh_from_db()
    assert file.status != Status.LOADED and QualificationEntry.objects.count() == 1
