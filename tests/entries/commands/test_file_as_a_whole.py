"""A file is refused whole, cancelled, repeated, interrupted or given up."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands
from entries.file_states import Outcome, Status
from entries.models import Candidate, QualificationEntry
from entries.rules.files import FileRefused
from interchange.accounts.models import Membership
from interchange.accounts.roles import Role
from interchange.workflow import MoveRefused
from results.queries import sittings
from tests.entries.commands.desk import ADA, BO, outcomes
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("head", "part"),
    [
        ({"series": (2025, 9)}, "Registrations are not made for September 2025"),
        ({"series": (2031, 6)}, "There is no series 6N31"),
        ({"series": (2026, 6)}, "closed on"),
        ({"centre": "54321"}, "centre 54321"),
    ],
)
def test_a_file_for_another_place_is_refused_whole(desk, head, part):
    file = desk.send(ADA, **head)

    assert file.status == Status.REFUSED
    assert any(part in one[4] for one in file.problems)
    assert not file.asked.filter(outcome=Outcome.NEW).exists()


@pytest.mark.slow
def test_every_line_of_a_refused_file_is_checked_all_the_same(desk):
    file = desk.send(ADA, edi.a_line(43, "NO COLON"), centre="54321")
    assert outcomes(file)[1] == Outcome.REFUSED


@pytest.mark.slow
def test_a_file_without_lines_is_refused(desk):
    assert desk.send().status == Status.REFUSED


def test_too_large_a_file_is_not_taken(desk, monkeypatch):
    monkeypatch.setattr("entries.rules.files.LARGEST", 100)
    with pytest.raises(FileRefused):
        desk.send(ADA)


@pytest.mark.slow
def test_a_file_with_too_many_lines_is_refused(desk, monkeypatch):
    monkeypatch.setattr("entries.rules.files.MOST_LINES", 1)
    assert desk.send(ADA, BO).status == Status.REFUSED


@pytest.mark.slow
def test_whoever_may_not_make_entries_sends_nothing(desk, tutor):
    desk.by = tutor
    with pytest.raises(PermissionDenied):
        desk.send(ADA)


@pytest.mark.slow
def test_a_cancelled_file_is_not_loaded(desk):
    file = desk.send(ADA)
    commands.cancel_file(file=file, by=desk.by, at=desk.at)

    with pytest.raises(MoveRefused):
        commands.confirm_file(file=file, by=desk.by, at=desk.at)
    assert not desk.work(file).submissions.exists()


@pytest.mark.slow
def test_a_loaded_file_cannot_be_cancelled(desk):
    file = desk.load(ADA)
    with pytest.raises(MoveRefused):
        commands.cancel_file(file=file, by=desk.by, at=desk.at)


def test_the_same_page_sent_twice_makes_one_file(desk):
    name, content = edi.a_file(ADA)
    given = {"centre": desk.centre, "name": name, "content": content, "by": desk.by, "at": desk.at}
    token = "5f1a8f3e-8f0a-4c62-9d38-2f6f0f7f7b11"
    first, second = (commands.send_file(token=token, **given) for _ in range(2))
    assert first == second


@pytest.mark.slow
def test_another_file_from_the_same_page_is_another_file(desk):
    given = {"centre": desk.centre, "by": desk.by, "at": desk.at, "token": uuid4()}
    first, second = (
        commands.send_file(name=name, content=content, **given)
        for name, content in (edi.a_file(ADA), edi.a_file(BO))
    )

    assert first != second


@pytest.mark.slow
def test_a_token_of_another_centres_page_sends_a_file_of_ones_own(desk, other_centre, stranger):
    name, content = edi.a_file(ADA)
    given = {"name": name, "content": content, "at": desk.at, "token": uuid4()}
    first = commands.send_file(centre=desk.centre, by=desk.by, **given)
    Membership.objects.create(user=stranger, role=Role.EXAMS_OFFICER, centre=other_centre)

    second = commands.send_file(centre=other_centre, by=stranger, **given)

    assert first != second and second.centre == other_centre


@pytest.mark.slow
def test_what_was_entered_meanwhile_is_told_as_there_already(desk):
    file = desk.send(ADA, BO)
    desk.load(ADA, sequence=2)

    file = desk.confirm(file)

    assert outcomes(file) == [Outcome.ALREADY, Outcome.LOADED, Outcome.LOADED]
    assert QualificationEntry.objects.count() == 3


@pytest.mark.slow
def test_what_became_refused_meanwhile_is_shown_again_and_nothing_is_loaded(desk):
    file = desk.send(ADA, BO)
    make.an_entry(
        desk.centre, candidate=make.a_candidate("Zephyr", "Quin"), candidate_number="0042"
    )

    file = desk.confirm(file)

    assert file.status == Status.CHECKED and "Something changed" in file.notes[-1]
    assert outcomes(file) == [Outcome.REFUSED, Outcome.NEW, Outcome.NEW]
    assert not Candidate.objects.filter(uci=BO["uci"]).exists()
    assert desk.confirm(file).status == Status.LOADED


@pytest.mark.slow
def test_what_was_there_already_and_is_withdrawn_meanwhile_is_shown_again(desk):
    desk.load(ADA)
    file = desk.send(ADA, BO, sequence=2)
    QualificationEntry.objects.update(status="withdrawn")

    file = desk.confirm(file)

    assert file.status == Status.CHECKED and "Something changed" in file.notes[-1]
    assert outcomes(file) == [Outcome.REFUSED, Outcome.NEW, Outcome.NEW]
    assert desk.confirm(file).status == Status.LOADED


@pytest.mark.slow
def test_what_an_earlier_line_asks_for_stays_there_already_when_it_is_loaded(desk):
    assert outcomes(desk.load(ADA, ADA)) == [Outcome.LOADED, Outcome.ALREADY]


@pytest.mark.slow
def test_a_file_read_twice_has_its_lines_once(desk):
    file = desk.send(ADA, BO)
    file.__class__.objects.filter(pk=file.pk).update(status=Status.WAITING)
    desk.work(file)
    assert len(outcomes(file)) == 3


@pytest.mark.slow
def test_files_that_wait_are_worked_on_one_after_the_other(desk, centre):
    for sequence in (1, 2):
        name, content = edi.a_file(ADA, sequence=sequence)
        commands.send_file(centre=centre, name=name, content=content, by=desk.by, at=desk.at)

    assert not commands.work_a_file(at=desk.at, sat=sittings, older_than=timedelta(seconds=1))
    assert commands.work_a_file(at=desk.at, sat=sittings)
    assert commands.work_a_file(at=desk.at, sat=sittings)
    assert not commands.work_a_file(at=desk.at, sat=sittings)


@pytest.mark.slow
def test_a_file_that_cannot_be_worked_on_is_given_up_after_some_tries(desk, monkeypatch):
    def fails(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setitem(commands.files.working.ENTRY_FILES.steps, Status.WAITING, fails)
    file = desk.send(ADA)
    assert file.status == Status.WAITING
    desk.work(file)
    assert desk.work(file).status == Status.REFUSED
