"""Changing an entry once it is made, and raising its award."""

import pytest
from django.core.exceptions import PermissionDenied

from entries import commands
from entries.models import AwardDue
from entries.rules.registering import EntryRefused
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def entry(centre):
    """A registration."""
    return make.an_entry(centre)


@pytest.mark.slow
def test_the_exams_officer_sets_the_summer_of_completion(entry, exams_officer, at):
    changed = commands.set_completion(entry=entry, year=2029, by=exams_officer, at=at)

    assert changed.completes_in == 2029
    event = Event.objects.get(name="qualificationentry.set_completion")
    assert event.detail == {"from": 2027, "to": 2029}


@pytest.mark.slow
def test_only_the_exams_officer_sets_it(entry, tutor, at):
    with pytest.raises(PermissionDenied):
        commands.set_completion(entry=entry, year=2029, by=tutor, at=at)


def test_a_summer_out_of_range_is_refused(entry, exams_officer, at):
    with pytest.raises(EntryRefused, match="Choose one of those"):
        commands.set_completion(entry=entry, year=2024, by=exams_officer, at=at)


def test_a_withdrawn_entry_has_no_completion_to_set(entry, exams_officer, at):
    commands.withdraw(entry=entry, by=exams_officer, at=at)

    with pytest.raises(EntryRefused, match="closed"):
        commands.set_completion(entry=entry, year=2028, by=exams_officer, at=at)


@pytest.mark.slow
def test_a_withdrawal_is_marked_undone_processed_and_reinstated(
    entry, exams_officer, processor, at
):
    commands.withdraw(entry=entry, by=exams_officer, at=at)
    assert entry.status == "withdrawn"
    commands.undo_withdrawal(entry=entry, by=exams_officer, at=at)
    assert entry.status == "registered"
    commands.withdraw(entry=entry, by=exams_officer, at=at)
    commands.process_withdrawal(entry=entry, by=processor, at=at)
    assert entry.status == "removed"
    commands.reinstate(entry=entry, by=processor, at=at)
    assert entry.status == "registered"
    assert Event.objects.filter(about=f"qualificationentry:{entry.pk}").count() == 5
    assert [letter.template for letter in Message.objects.order_by("id")] == [
        "entries/withdrawn",
        "entries/withdrawn",
        "entries/withdrawal_processed",
        "entries/reinstated",
    ]


@pytest.fixture
def removed(entry, exams_officer, processor, at):
    """An entry whose withdrawal is processed."""
    commands.withdraw(entry=entry, by=exams_officer, at=at)
    commands.process_withdrawal(entry=entry, by=processor, at=at)
    return entry


@pytest.mark.slow
def test_an_entry_withdrawn_in_error_is_asked_back_declined_and_asked_back_again(
    removed, exams_officer, processor, at
):
    commands.ask_back(entry=removed, words="The wrong Ada.", by=exams_officer, at=at)
    assert removed.status == "asked_back"
    assert "The wrong Ada." in Message.objects.get(template="entries/asked_back").body
    commands.decline_back(entry=removed, words="Which one?", by=processor, at=at)
    assert removed.status == "removed"
    assert "Which one?" in Message.objects.get(template="entries/declined_back").body
    commands.ask_back(entry=removed, words="The one born in 2009.", by=exams_officer, at=at)
    commands.reinstate(entry=removed, by=processor, at=at)
    assert removed.status == "registered"


@pytest.mark.slow
def test_only_the_exams_officer_asks_back_and_only_the_board_decides(
    removed, tutor, exams_officer, at
):
    with pytest.raises(PermissionDenied):
        commands.ask_back(entry=removed, words="Why?", by=tutor, at=at)
    commands.ask_back(entry=removed, words="Why?", by=exams_officer, at=at)
    with pytest.raises(PermissionDenied):
        commands.decline_back(entry=removed, words="No.", by=exams_officer, at=at)
    with pytest.raises(MoveRefused):
        commands.ask_back(entry=removed, words="Why?", by=exams_officer, at=at)


@pytest.mark.slow
def test_what_comes_back_is_awarded_again(entry, exams_officer, at):
    commands.withdraw(entry=entry, by=exams_officer, at=at)
    assert not AwardDue.objects.exists()

    commands.undo_withdrawal(entry=entry, by=exams_officer, at=at)

    assert AwardDue.objects.get(entry=entry).due == 1


@pytest.mark.slow
def test_a_processed_withdrawal_cannot_be_undone_by_the_centre(entry, exams_officer, processor, at):
    commands.withdraw(entry=entry, by=exams_officer, at=at)
    commands.process_withdrawal(entry=entry, by=processor, at=at)

    with pytest.raises(MoveRefused, match="Withdrawal processed"):
        commands.undo_withdrawal(entry=entry, by=exams_officer, at=at)


@pytest.mark.slow
def test_only_the_board_processes_a_withdrawal(entry, exams_officer, at):
    commands.withdraw(entry=entry, by=exams_officer, at=at)

    with pytest.raises(PermissionDenied):
        commands.process_withdrawal(entry=entry, by=exams_officer, at=at)


@pytest.mark.slow
def test_an_entry_does_not_come_back_beside_a_newer_one(entry, processor, exams_officer, at):
    commands.withdraw(entry=entry, by=exams_officer, at=at)
    commands.process_withdrawal(entry=entry, by=processor, at=at)
    make.an_entry(entry.centre, entry.qualification, entry.candidate)

    with pytest.raises(EntryRefused, match="registered again"):
        commands.reinstate(entry=entry, by=processor, at=at)
    entry.refresh_from_db()
    assert entry.status == "removed"


@pytest.mark.slow
def test_awards_are_raised_for_every_open_entry_of_the_person_wherever(
    entry, centre, other_centre, at
):
    kept = entry.candidate
    merged = make.a_candidate(merged_into=kept)
    elsewhere = make.an_entry(other_centre, make_catalogue.qualification("05838"), merged)
    closed = make.an_entry(centre, make_catalogue.qualification("05842"), kept, status="removed")
    somebody_else = make.an_entry(centre)

    commands.raise_award_due([merged], at=at)

    due = set(AwardDue.objects.values_list("entry", flat=True))
    assert due == {entry.pk, elsewhere.pk}
    assert closed.pk not in due and somebody_else.pk not in due


def test_raising_an_award_again_counts_up_and_forgets_what_went_wrong(entry, at):
    AwardDue.objects.create(
        entry=entry, due=3, done=3, raised_at=at, attempts=5, problem="worker lost"
    )

    commands.raise_award_due([entry.candidate], at=at)

    due = AwardDue.objects.get(entry=entry)
    assert (due.due, due.done, due.attempts, due.problem) == (4, 3, 0, "")


def test_raising_nobodys_award_does_nothing(db, at):
    commands.raise_award_due([], at=at)

    assert not AwardDue.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 100])
def test_raising_a_hundred_awards_is_one_query_and_a_savepoint(
    centre, count, at, django_assert_num_queries
):
    candidates = [entry.candidate for entry in make.entries(centre, count)]

    with django_assert_num_queries(3):
        commands.raise_award_due(candidates, at=at)
