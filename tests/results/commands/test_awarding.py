"""Awards are worked out from what is due: once, and again only if better."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.models import AwardDue
from entries.states import Status
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results import commands
from results.commands import awarding
from results.models import QualificationResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE
from tests.results.commands.issued import close, latest


@pytest.fixture
def diploma(catalogue):
    return offers.qualification(DIPLOMA)


@pytest.fixture
def entry(centre, diploma):
    return factory.an_entry(centre, diploma)


@pytest.mark.slow
def test_the_boards_own_example_is_awarded(entry, at):
    held.hold([entry], OFFICIAL_EXAMPLE)

    assert commands.award_due(at=at) == 1

    result = latest(entry)
    assert (result.outcome, result.grade, result.points) == ("award", "DD", 200)
    assert len(result.working) == 11
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

    for _ in range(3):
        commands.award_due(at=at, limit=1)
        commands.tell_centres(at=at)

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
