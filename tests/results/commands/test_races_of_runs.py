"""What is done to an award run while a worker is on one of its ranges."""

import pytest
from django.db import connection

from results import commands, queries
from results.commands import ranges
from results.models import AwardRun, QualificationResult
from results.run_states import Status
from tests.factories import catalogue as offers
from tests.factories.results import DIPLOMA
from tests.racing import at_once
from tests.results.commands.award_runs import dry, unawarded, worked

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def run(centre, catalogue, processor, at):
    """A run that is confirmed, of three who would get DD."""
    unawarded(centre, 3, offers.qualification(DIPLOMA))
    run = dry(processor, at)
    commands.issue_run(run=run, by=processor, at=at)
    return run


@pytest.fixture
def after_issuing(monkeypatch):
    """A function that has something done, once, after a range was issued and before it commits."""

    def do(act):
        real = ranges.issue_shown

        def issue_shown(part, *, at):
            real(part, at=at)
            monkeypatch.setattr(ranges, "issue_shown", real)
            at_once(act)

        monkeypatch.setattr(ranges, "issue_shown", issue_shown)

    return do


def test_a_run_that_is_called_off_while_it_is_worked_on_issues_nothing(
    run, after_issuing, processor, at
):
    def call_off():
        [it] = AwardRun.objects.all()
        commands.pause_run(run=it, by=processor, at=at)
        commands.call_off_run(run=it, by=processor, at=at)

    after_issuing(call_off)

    assert worked(run, at).status == Status.CALLED_OFF
    assert not QualificationResult.objects.exists()
    assert queries.issued_by(run).results == 0


def test_a_range_that_was_stopped_by_a_pause_was_not_tried(run, after_issuing, processor, at):
    after_issuing(lambda: commands.pause_run(run=AwardRun.objects.get(), by=processor, at=at))
    assert worked(run, at).status == Status.PAUSED
    [part] = run.ranges.all()
    assert (part.tries, part.problem, part.issued_at) == (0, "", None)

    commands.go_on_with_run(run=run, by=processor, at=at)

    assert worked(run, at).status == Status.ISSUED
    assert QualificationResult.objects.count() == 3


def test_a_dry_run_that_is_called_off_while_it_is_worked_on_keeps_nothing(
    centre, catalogue, processor, at, monkeypatch
):
    unawarded(centre, 1, offers.qualification(DIPLOMA))
    run = commands.begin_run(by=processor, at=at)
    real = ranges.foresee

    def foresee(*given):
        at_once(lambda: commands.call_off_run(run=AwardRun.objects.get(), by=processor, at=at))
        return real(*given)

    monkeypatch.setattr(ranges, "foresee", foresee)

    assert worked(run, at).status == Status.CALLED_OFF
    assert run.ranges.get().foreseen_at is None


def test_a_run_that_somebody_went_on_with_is_not_paused_for_its_old_trouble(run, processor, at):
    run.ranges.update(problem="Trouble")
    done = []

    def go_on():
        [it] = AwardRun.objects.all()
        commands.pause_run(run=it, by=processor, at=at)
        commands.go_on_with_run(run=it, by=processor, at=at)

    def before_it_is_held(execute, sql, *given):
        if "FOR NO KEY UPDATE" in sql and '"results_awardrun"' in sql and not done:
            done.append(sql)
            at_once(go_on)
        return execute(sql, *given)

    with connection.execute_wrapper(before_it_is_held):
        assert worked(run, at).status == Status.ISSUING
    assert done
    assert worked(run, at).status == Status.ISSUED
    assert QualificationResult.objects.count() == 3
