"""Whatever happens to workers and broker: no award is lost, and none is given twice."""

import signal

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.models import F

from entries.models import AwardDue
from interchange.health import health
from interchange.notifications.models import Message
from results.models import QualificationResult
from tests import locks, ownership
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE
from tests.waiting import until


@pytest.fixture
def entries(machinery, centre, catalogue):
    """Candidates who are to be awarded; nobody is told of it yet."""
    return factory.entries(centre, 120, offers.qualification(DIPLOMA))


def all_done():
    return not AwardDue.objects.filter(done__lt=F("due")).exists()


def each_awarded_once(entries):
    results = QualificationResult.objects.all()
    assert sorted(one.entry_id for one in results) == sorted(one.pk for one in entries)
    return {one.grade for one in results} == {"DD"}


@pytest.mark.slow
def test_two_workers_told_many_times_award_each_candidate_once(machinery, entries):
    machinery.worker()
    machinery.worker()
    held.hold(entries, OFFICIAL_EXAMPLE)
    machinery.hint(times=20)

    until(all_done)

    assert each_awarded_once(entries)


@pytest.mark.slow
def test_a_worker_killed_while_it_awards_loses_nothing_and_nothing_comes_twice(machinery, entries):
    worker = machinery.worker()
    with transaction.atomic():
        # holds up whoever wants to write a result
        with ownership.owning(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE results_qualificationresult IN EXCLUSIVE MODE")
        in_another_session(lambda: held.hold(entries, OFFICIAL_EXAMPLE))
        until(locks.waited_for)
        machinery.kill(worker)

    assert not QualificationResult.objects.exists()
    until(lambda: call_command("sweep", once=True) or all_done())

    assert each_awarded_once(entries)
    assert Message.objects.filter(template="results/qualification_results").count() <= 12


def in_another_session(act):
    """Do something and commit it, while the transaction of this thread stays open."""
    from threading import Thread

    def acting():
        try:
            act()
        finally:
            connections.close_all()

    thread = Thread(target=acting)
    thread.start()
    thread.join()


@pytest.mark.slow
def test_without_a_broker_nothing_fails_and_the_sweeper_awards_and_writes(machinery, entries, rf):
    first, second = entries[:60], entries[60:]
    held.hold(first, OFFICIAL_EXAMPLE)
    machinery.empty_broker()
    machinery.kill(machinery.broker)

    held.hold(second, OFFICIAL_EXAMPLE)

    sweeper = machinery.sweeper()
    until(all_done)
    until(lambda: not Message.objects.filter(sent_at=None).exists())
    sweeper.send_signal(signal.SIGTERM)
    assert sweeper.wait(10) == 0
    assert each_awarded_once(entries)
    assert health(rf.get("/health/")).status_code == 200
