"""Awards that cannot be worked out keep no other from being made, and are tried again."""

import pytest
from django.db import OperationalError, connection

from entries.models import AwardDue
from interchange.holding import Work
from results import commands
from results.commands import awarding
from results.models import AwardBatch, QualificationResult
from results.queries import worked
from tests import locks
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE
from tests.results.commands.issued import latest
from tests.waiting import until


@pytest.fixture
def diploma(catalogue):
    return offers.qualification(DIPLOMA)


@pytest.fixture
def entry(centre, diploma):
    return factory.an_entry(centre, diploma)


@pytest.fixture
def poison(monkeypatch):
    """A function that makes the engine fail for one entry."""
    real = worked.cohorts

    def make(entry):
        def cohorts(entries):
            if entry.pk in entries:
                raise ValueError("no such grade")
            return real(entries)

        monkeypatch.setattr(worked, "cohorts", cohorts)
        return lambda: monkeypatch.setattr(worked, "cohorts", real)

    return make


@pytest.mark.slow
def test_an_entry_that_cannot_be_worked_out_keeps_no_other_from_its_award(
    centre, diploma, poison, at
):
    bad, *good = factory.entries(centre, 5, diploma)
    held.hold([bad, *good], OFFICIAL_EXAMPLE)
    poison(bad)

    assert commands.award_due(at=at) == 5

    assert QualificationResult.objects.count() == 4
    noted = AwardDue.objects.get(entry=bad)
    assert (noted.done, noted.problem) == (0, "ValueError: no such grade")
    assert commands.award_due(at=at) == 0


@pytest.mark.slow
def test_an_award_that_was_given_up_can_be_tried_again(entry, poison, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    heal = poison(entry)
    commands.award_due(at=at)
    heal()

    commands.try_again(due=AwardDue.objects.get(entry=entry), by=processor, at=at)

    assert commands.award_due(at=at) == 1
    assert latest(entry).grade == "DD"
    assert AwardDue.objects.get(entry=entry).problem == ""


@pytest.mark.slow
def test_a_batch_that_kills_its_worker_is_taken_smaller_each_time(centre, diploma):
    held.hold(factory.entries(centre, 120, diploma), {"4": "P"})

    sizes = [len(awarding.take(100, None)) for _ in range(25)]

    assert sizes[:2] == [100, 20]
    assert sizes[2:14] == [10] * 12
    assert set(sizes[14:]) == {1}


@pytest.mark.slow
def test_whoever_always_kills_its_worker_is_given_up_with_a_note(entry):
    held.hold([entry], {"4": "P"})

    assert [len(awarding.take(1000, None)) for _ in range(5)] == [1, 1, 1, 1, 0]
    assert AwardDue.objects.get(entry=entry).problem == awarding.LAST_TRY


def break_the_connection(*args, **kwargs):
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")  # only its owner ends a connection of the owner
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_breaks_is_no_try_of_an_award(entry, at, monkeypatch):
    held.hold([entry], OFFICIAL_EXAMPLE)

    with monkeypatch.context() as broken:
        broken.setattr(awarding.issuing, "issue", break_the_connection)
        for _ in range(awarding.MOST_TRIES + 1):
            with pytest.raises(OperationalError):
                commands.award_due(at=at)
    due = AwardDue.objects.get(entry=entry)
    assert (due.attempts, due.problem) == (0, "")

    assert commands.award_due(at=at) == 1
    assert latest(entry).grade == "DD"


@pytest.mark.slow
def test_a_try_is_taken_back_only_of_awards_neither_done_nor_given_up(centre, diploma):
    done, given_up, last, first = factory.entries(centre, 4, diploma)
    held.hold([done, given_up, last, first], OFFICIAL_EXAMPLE)
    of = {one.entry_id: one for one in AwardDue.objects.all()}
    for entry, fields in {
        done: {"done": 1, "attempts": 0},
        given_up: {"attempts": awarding.MOST_TRIES, "problem": "ValueError: no such grade"},
        last: {"attempts": awarding.MOST_TRIES, "problem": awarding.LAST_TRY},
        first: {"attempts": 1},
    }.items():
        AwardDue.objects.filter(entry=entry).update(**fields)

    awarding.take_back([one.pk for one in of.values()])

    attempts = dict(AwardDue.objects.values_list("entry", "attempts"))
    assert [attempts[one.pk] for one in (done, given_up, last, first)] == [0, 4, 3, 0]
    assert AwardDue.objects.get(entry=last).problem == ""


@pytest.mark.slow
def test_nobody_takes_what_another_worker_has_in_hand(centre, diploma):
    theirs, ours = factory.entries(centre, 2, diploma)
    held.hold([theirs, ours], {"4": "P"})
    of = dict(AwardDue.objects.values_list("entry", "pk"))
    batch = AwardBatch.objects.create(awards=[of[theirs.pk]])
    other = connection.copy()

    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [Work.AWARDS, batch.pk])
    assert awarding.take(100, None).awards == [of[ours.pk]]
    assert AwardBatch.objects.filter(pk=batch.pk).exists()

    other.close()  # as it goes with a worker that is killed
    until(lambda: not locks.in_hand(Work.AWARDS, batch.pk))
    assert awarding.take(1, None).awards == [of[theirs.pk]]
    assert set(AwardDue.objects.values_list("attempts", flat=True)) == {1}


def test_a_batch_that_is_put_back_is_no_try(entry):
    held.hold([entry], {"4": "P"})

    awarding.put_back(awarding.take(100, None))

    assert not AwardBatch.objects.exists()
    assert len(awarding.take(100, None)) == 1
    assert AwardDue.objects.get(entry=entry).attempts == 0


@pytest.mark.slow
def test_nothing_is_in_hand_once_all_are_settled(centre, diploma, poison, at):
    bad, *good = factory.entries(centre, 3, diploma)
    held.hold([bad, *good], OFFICIAL_EXAMPLE)
    poison(bad)

    commands.award_due(at=at)

    assert not AwardBatch.objects.exists()
