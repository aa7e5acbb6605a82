"""Awards are worked out from what is due: once, only if better, corrected where they must be."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from entries.models import AwardDue
from entries.states import OPEN, Status
from interchange.audit.models import Event
from interchange.catalogue.models import SpecificationVersion
from interchange.notifications.models import Message
from results import commands
from results.commands import awarding
from results.models import QualificationResult, UnitResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE


@pytest.fixture
def diploma(catalogue):
    return offers.qualification(DIPLOMA)


@pytest.fixture
def entry(centre, diploma):
    return factory.an_entry(centre, diploma)


def latest(entry):
    return entry.qualification_results.get(superseded_by=None)


def correct(entry, number, grade, by, at):
    result = UnitResult.objects.get(
        candidate=entry.candidate, unit__number=number, superseded_by=None
    )
    return commands.correct(result=result, grade=grade, cause="Wrong paper", by=by, at=at)


@pytest.mark.slow
def test_the_boards_own_example_is_awarded(entry, at):
    held.hold([entry], OFFICIAL_EXAMPLE)

    assert commands.award_due(at=at) == 1

    result = latest(entry)
    assert (result.outcome, result.grade, result.points) == ("award", "DD", 200)
    assert len(result.counted) == 11
    assert result.specification == entry.qualification.versions.first()
    assert AwardDue.objects.get(entry=entry).done == result.due == 1


@pytest.mark.slow
def test_what_is_done_is_not_done_again(entry, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)

    assert commands.award_due(at=at) == 0
    assert entry.qualification_results.count() == 1


@pytest.mark.slow
def test_an_award_is_in_the_trail_and_the_centre_hears_once_of_all(centre, diploma, at):
    held.hold(factory.entries(centre, 3, diploma), OFFICIAL_EXAMPLE)

    commands.award_due(at=at)

    assert Event.objects.filter(name="qualificationresult.issue", centre=centre.number).count() == 3
    letter = Message.objects.get(template="results/qualification_results")
    assert letter.to == centre.email
    assert "3 qualification results" in letter.body


@pytest.mark.slow
def test_what_is_not_complete_is_done_without_a_result(entry, at):
    held.hold([entry], {"1": "D"})

    commands.award_due(at=at)

    assert not entry.qualification_results.exists()
    assert AwardDue.objects.get(entry=entry).done == 1


@pytest.mark.slow
def test_an_award_is_issued_again_only_if_the_grade_improves(entry, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    first = latest(entry)

    held.hold([entry], {"9": "P"})
    commands.award_due(at=at)
    assert latest(entry) == first

    held.hold([entry], {"6": "D", "7": "D", "10": "D"})
    commands.award_due(at=at)
    assert latest(entry).points > first.points
    assert latest(entry).supersedes == first


@pytest.mark.slow
def test_all_held_but_too_few_points_is_unclassified(centre, catalogue, at):
    entry = factory.an_entry(centre, offers.qualification("05839"))
    held.hold([entry], {"1": "R", "2": "R", "3": "R", "4": "P", "6": "P"})

    commands.award_due(at=at)

    assert (latest(entry).outcome, latest(entry).grade) == ("unclassified", "U")


@pytest.mark.slow
def test_a_correction_lowers_the_award_and_says_why(entry, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    correct(entry, "1", "P", processor, at + timedelta(hours=1))

    commands.award_due(at=at + timedelta(hours=1))

    result = latest(entry)
    assert (result.outcome, result.grade, result.points) == ("award", "DM", 197)
    assert result.cause == "Unit 1 was corrected from M to P: Wrong paper"
    assert Event.objects.filter(name="qualificationresult.correct").exists()


@pytest.mark.slow
def test_an_award_whose_unit_falls_away_is_revoked_and_may_come_again(entry, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    correct(entry, "1", "U", processor, at + timedelta(hours=1))
    commands.award_due(at=at + timedelta(hours=1))
    assert (latest(entry).outcome, latest(entry).grade) == ("revoked", "")

    correct(entry, "1", "M", processor, at + timedelta(hours=2))
    commands.award_due(at=at + timedelta(hours=2))

    assert (latest(entry).outcome, latest(entry).grade) == ("award", "DD")
    assert entry.qualification_results.count() == 3


def newer_rules(qualification, at, **changes):
    """A version of the qualification's rules with higher boundaries."""
    old = qualification.versions.first()
    boundaries = [{**row, "points": row["points"] + 5} for row in old.content["boundaries"]]
    return SpecificationVersion.objects.create(
        qualification=qualification,
        version=old.version + 1,
        digest=f"test{at.timestamp()}",
        content={**old.content, "boundaries": boundaries},
        loaded_at=at,
    )


@pytest.mark.slow
def test_newer_rules_take_no_result_away(entry, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    newer_rules(entry.qualification, at)
    held.hold([entry], {"9": "P"})

    commands.award_due(at=at)

    assert latest(entry).grade == "DD"


@pytest.mark.slow
def test_a_correction_is_judged_by_the_rules_the_result_was_issued_by(entry, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    old = latest(entry).specification
    newer_rules(entry.qualification, at)
    correct(entry, "1", "P", processor, at)

    commands.award_due(at=at)

    assert (latest(entry).grade, latest(entry).specification) == ("DM", old)


@pytest.mark.slow
def test_the_same_grade_by_another_entry_of_the_person_is_not_issued_again(
    centre, other_centre, diploma, at
):
    first = factory.an_entry(centre, diploma)
    held.hold([first], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    duplicate = factory.a_candidate(merged_into=first.candidate)
    second = factory.an_entry(other_centre, diploma, duplicate)
    held.hold([second], {"9": "P"})

    commands.award_due(at=at)

    assert not second.qualification_results.exists()


@pytest.mark.slow
@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.REMOVED, Status.REPLACED])
def test_an_entry_that_is_not_open_is_done_without_an_award(entry, status, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    type(entry).objects.filter(pk=entry.pk).update(status=status)

    commands.award_due(at=at)

    assert not entry.qualification_results.exists()
    assert AwardDue.objects.get(entry=entry).done == 1


def close(entry, status):
    """End the registration."""
    type(entry).objects.filter(pk=entry.pk).update(status=status)


ENDS = [status for status in Status if status not in OPEN]


@pytest.mark.slow
@pytest.mark.parametrize("status", ENDS)
@pytest.mark.parametrize(("grade", "left"), [("P", ("award", "DM")), ("U", ("revoked", ""))])
def test_what_was_issued_is_lowered_whatever_became_of_the_registration(
    entry, processor, at, status, grade, left
):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    close(entry, status)
    correct(entry, "1", grade, processor, at)

    commands.award_due(at=at)

    assert (latest(entry).outcome, latest(entry).grade) == left
    assert latest(entry).cause.startswith("Unit 1 was corrected")


@pytest.mark.slow
def test_a_closed_registration_gets_back_what_was_taken_in_error_and_nothing_better(
    entry, processor, at
):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    close(entry, Status.TRANSFERRED)
    correct(entry, "1", "P", processor, at)
    commands.award_due(at=at)
    correct(entry, "1", "M", processor, at)
    commands.award_due(at=at)
    assert latest(entry).grade == "DD"

    held.hold([entry], {"6": "D", "7": "D", "9": "D", "10": "D"})
    commands.award_due(at=at)

    assert latest(entry).grade == "DD"


@pytest.mark.slow
def test_a_registration_that_was_moved_down_loses_a_wrong_award(entry, centre, processor, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    close(entry, Status.REPLACED)
    smaller = factory.an_entry(centre, offers.qualification("05839"), entry.candidate)
    correct(entry, "1", "P", processor, at)

    commands.award_due(at=at)

    assert latest(entry).grade == "DM"
    assert latest(smaller).outcome == "award"


@pytest.mark.slow
@pytest.mark.parametrize("limit", [1, 1000])
@pytest.mark.parametrize("first_closed", [False, True])
def test_a_person_registered_for_one_code_at_two_centres_is_awarded_once_in_any_batch(
    centre, other_centre, diploma, at, limit, first_closed
):
    first = factory.an_entry(centre, diploma)
    second = factory.an_entry(other_centre, diploma, first.candidate)
    held.hold([first], OFFICIAL_EXAMPLE)
    if first_closed:
        close(first, Status.REMOVED)

    while commands.award_due(at=at, limit=limit):
        pass

    result = QualificationResult.objects.get()
    assert result.entry == (second if first_closed else first)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_award_a_person_registered_twice_once(
    centre, other_centre, diploma, at
):
    first = factory.an_entry(centre, diploma)
    second = factory.an_entry(other_centre, diploma, first.candidate)
    held.hold([first], OFFICIAL_EXAMPLE)
    due = [AwardDue.objects.get(entry=entry).pk for entry in (first, second)]
    start = threading.Barrier(2)

    def work(pk):
        start.wait()
        try:
            return awarding.settle([pk], at)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        assert sum(workers.map(work, due)) == 2

    assert QualificationResult.objects.count() == 1


@pytest.mark.slow
def test_a_batch_takes_no_more_than_its_limit(centre, diploma, at):
    held.hold(factory.entries(centre, 5, diploma), {"4": "P"})

    assert [commands.award_due(at=at, limit=2) for _ in range(4)] == [2, 2, 1, 0]


@pytest.mark.slow
def test_what_became_due_only_now_is_left_to_the_workers(entry, at):
    held.hold([entry], OFFICIAL_EXAMPLE)
    patience = timedelta(seconds=3)

    assert commands.award_due(at=at + timedelta(seconds=1), older_than=patience) == 0
    assert commands.award_due(at=at + timedelta(seconds=4), older_than=patience) == 1


@pytest.fixture
def poison(monkeypatch):
    """A function that makes the engine fail for one entry."""
    real = awarding.issuing.queries.standings

    def make(entry):
        def standings(entries):
            if entry in entries:
                raise ValueError("no such grade")
            return real(entries)

        monkeypatch.setattr(awarding.issuing.queries, "standings", standings)
        return lambda: monkeypatch.setattr(awarding.issuing.queries, "standings", real)

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
def test_the_queries_do_not_grow_with_the_candidates(
    centre, diploma, django_assert_num_queries, at
):
    held.hold(factory.entries(centre, 1, diploma), OFFICIAL_EXAMPLE)
    commands.award_due(at=at)
    held.hold(factory.entries(centre, 1, diploma), OFFICIAL_EXAMPLE)
    with CaptureQueriesContext(connection) as once:
        commands.award_due(at=at)
    held.hold(factory.entries(centre, 100, diploma), OFFICIAL_EXAMPLE)

    with django_assert_num_queries(len(once)):
        commands.award_due(at=at)
