"""Jobs of the clock: each once, whoever runs it; one that fails is told and stops no other."""

from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from interchange.holding import Work
from interchange.jobs.commands import NOT_ENDED, run_due
from interchange.jobs.management.table import JOBS
from interchange.jobs.models import JobRun
from interchange.jobs.queries import failed_runs, problems
from interchange.jobs.rules import Job

pytestmark = [pytest.mark.django_db]
HOUR = timedelta(hours=1)


@pytest.fixture
def done():
    """What the jobs did."""
    return []


@pytest.fixture
def jobs(done):
    """Two jobs that were known an hour ago."""
    return [Job(name, lambda *, at, name=name: done.append(name)) for name in ("first", "second")]


@pytest.mark.slow
def test_a_job_is_done_once_it_is_due_and_then_again(jobs, done, at):
    assert run_due(jobs, at=at) == 0  # known from now on
    assert run_due(jobs, at=at + HOUR) == 2
    assert run_due(jobs, at=at + HOUR) == 0
    assert run_due(jobs, at=at + 2 * HOUR) == 2
    assert done == ["first", "second"] * 2
    assert JobRun.objects.get(name="first").ran_at == at + 2 * HOUR


def test_a_job_that_raises_is_told_tried_again_and_stops_no_other(jobs, done, at, caplog):
    def fail(*, at):
        raise ValueError("Ann Lee")

    failing = [Job("failing", fail), *jobs]
    run_due(failing, at=at)

    assert run_due(failing, at=at + HOUR) == 2
    assert done == ["first", "second"]
    assert "the job “failing” failed" in caplog.text
    row = JobRun.objects.get(name="failing")
    assert (row.failed, row.ran_at) == (1, None)
    assert "ValueError" in row.problem and "Ann Lee" not in row.problem
    assert problems(at + HOUR) == [
        f"The job “failing” failed at 11:00 on 20 November. {row.problem}"
    ]

    run_due(failing, at=at + HOUR + timedelta(minutes=5))
    assert JobRun.objects.get(name="failing").failed == 2
    run_due([Job("failing", lambda *, at: None), *jobs], at=at + HOUR + timedelta(minutes=15))
    assert problems(at + 2 * HOUR) == []


def test_a_job_that_ends_its_process_is_told(jobs, at):
    def die(*, at):
        raise SystemExit

    run_due([Job("deadly", die)], at=at)
    with pytest.raises(SystemExit):
        run_due([Job("deadly", die)], at=at + HOUR)

    row = JobRun.objects.get(name="deadly")
    assert (row.failed, row.problem) == (1, NOT_ENDED)
    assert problems(at + HOUR) == [f"The job “deadly” failed at 11:00 on 20 November. {NOT_ENDED}"]


def test_a_job_that_is_going_on_is_not_told_as_failed(at):
    told = []

    def look(*, at):
        told.append((JobRun.objects.get().failed, problems(at), list(failed_runs())))

    run_due([Job("long", look)], at=at)
    run_due([Job("long", look)], at=at + HOUR)

    assert told == [(1, [], [])]


def test_a_job_that_failed_is_told_while_it_is_tried_again(at):
    told = []

    def fail(*, at):
        told.append(problems(at))
        raise ValueError

    run_due([Job("failing", fail)], at=at)
    run_due([Job("failing", fail)], at=at + HOUR)
    run_due([Job("failing", fail)], at=at + HOUR + timedelta(minutes=5))

    assert told == [[], ["The job “failing” failed and is tried again since 11:05 on 20 November."]]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_database_that_goes_away_is_no_failure_of_the_job(at):
    def lose(*, at):
        raise OperationalError("the connection is lost")

    run_due([Job("lost", lose)], at=at)
    with pytest.raises(OperationalError):
        run_due([Job("lost", lose)], at=at + HOUR)

    row = JobRun.objects.get(name="lost")
    assert (row.failed, row.reckoned_at) == (0, at)


def test_no_job_is_begun_once_the_sweeper_is_to_end(jobs, done, at):
    run_due(jobs, at=at)
    ending = Event()
    ending.set()

    assert run_due(jobs, at=at + HOUR, ending=ending) == 0
    assert done == []


def test_a_clock_that_stands_still_is_told(jobs, at):
    assert problems(at) == []
    run_due(jobs, at=at)

    assert problems(at + 3 * HOUR) == []
    assert problems(at + 4 * HOUR) == [
        "No job of the clock was begun since 10:00 on 20 November: is the sweeper running?"
    ]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_job_that_another_sweeper_runs_is_left_to_it(jobs, done, at):
    run_due(jobs, at=at)
    busy = JobRun.objects.get(name="first")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [Work.JOB, busy.pk])

    JobRun.objects.filter(pk=busy.pk).update(failed=1, problem=NOT_ENDED)
    assert problems(at + HOUR) == []
    JobRun.objects.filter(pk=busy.pk).update(failed=0, problem="")
    assert run_due(jobs, at=at + HOUR) == 1
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [Work.JOB, busy.pk])
    other.close()
    assert run_due(jobs, at=at + HOUR) == 1
    assert done == ["second", "first"]


@pytest.mark.slow
def test_every_job_of_the_table_has_a_name_of_its_own_and_can_be_run(at):
    run_due(JOBS, at=at)

    assert run_due(JOBS, at=at + timedelta(days=1)) == len(JOBS) == len({one.name for one in JOBS})
    assert problems(at + timedelta(days=1)) == []


@pytest.mark.slow
def test_staff_see_when_each_job_last_ran_and_are_told_what_failed(sign_in, processor, at):
    JobRun.objects.create(name="wind the clock", reckoned_at=at, failed=2, problem="It fell.")
    client = sign_in(processor)

    assert "It fell." in client.get(reverse("admin:jobs_jobrun_changelist")).content.decode()
    assert "jobs of the clock that failed" in client.get(reverse("admin:index")).content.decode()
