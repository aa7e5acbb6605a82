"""What stops an award run, or a part of it: trouble, somebody of the board, who may not."""

import pytest
from django.core.exceptions import PermissionDenied

from interchange import shown
from interchange.audit.models import Event
from interchange.workflow import MoveRefused
from results import commands, queries
from results.commands import foreseeing
from results.models import QualificationResult
from results.run_states import Status
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE
from tests.results.commands.award_runs import (
    dry,
    issue,
    nothing_due,
    regrade,
    unawarded,
    worked,
)

pytestmark = pytest.mark.slow
SMALLER = "05839"


@pytest.fixture
def entries(centre, catalogue):
    """Five who would get DD; nothing is due of them."""
    return unawarded(centre, 5, offers.qualification(DIPLOMA))


def test_one_that_cannot_be_worked_out_is_named_and_the_others_go_on(
    entries, processor, at, monkeypatch
):
    real = foreseeing.work_out

    def work_out(ids, *day):
        if entries[1].pk in ids:
            raise ValueError("no such grade")
        return real(ids, *day)

    monkeypatch.setattr(foreseeing, "work_out", work_out)
    run = dry(processor, at)
    assert {kind: n for kind, n in queries.foreseen(run).items() if n} == {"new": 4, "failed": 1}

    issue(run, processor, at)

    assert QualificationResult.objects.count() == 4


def test_where_one_fails_nobodys_registrations_for_a_code_are_worked_out_apart(
    centre, other_centre, catalogue, processor, at
):
    diploma = offers.qualification(DIPLOMA)
    [one] = unawarded(centre, 1, diploma)
    rival = factory.an_entry(other_centre, diploma, candidate=one.candidate)
    [bad] = unawarded(centre, 1, diploma, {**OFFICIAL_EXAMPLE, "17": "1C"})
    nothing_due([rival])

    run = dry(processor, at)
    [part] = run.ranges.all()
    assert dict(zip(part.entries, part.kinds, strict=True)) == {one.pk: "new", bad.pk: "failed"}

    assert issue(run, processor, at).status == Status.ISSUED
    assert QualificationResult.objects.get().entry == one


def test_where_one_of_two_registrations_for_a_code_fails_neither_is_in_the_run(
    centre, other_centre, catalogue, processor, at, monkeypatch
):
    diploma = offers.qualification(DIPLOMA)
    [one] = unawarded(centre, 1, diploma)
    rival = factory.an_entry(other_centre, diploma, candidate=one.candidate)
    smaller = factory.an_entry(centre, offers.qualification(SMALLER), candidate=one.candidate)
    nothing_due([rival, smaller])
    real = foreseeing.work_out

    def work_out(ids, *day):
        if rival.pk in ids:
            raise ValueError("no such grade")
        return real(ids, *day)

    monkeypatch.setattr(foreseeing, "work_out", work_out)
    run = dry(processor, at)

    [part] = run.ranges.all()
    assert part.about == [smaller.pk]
    assert queries.foreseen(run)["failed"] == 2


def test_where_something_else_would_come_of_it_nothing_is_issued_and_the_run_pauses(
    entries, processor, at
):
    run = dry(processor, at)
    regrade(entries[0], "1", "P")

    run = issue(run, processor, at)

    assert run.status == Status.PAUSED
    assert not QualificationResult.objects.exists()
    [part] = queries.problems_of(run)
    assert "not what the dry run showed" in part.problem


def test_a_paused_run_is_gone_on_with_where_it_paused(entries, processor, at):
    run = dry(processor, at, at_once=2)
    commands.issue_run(run=run, by=processor, at=at)
    commands.work_a_range(at=at)
    commands.pause_run(run=run, by=processor, at=at)
    assert not commands.work_a_range(at=at)
    assert queries.progress_of(run).done == QualificationResult.objects.count() == 2

    commands.go_on_with_run(run=run, by=processor, at=at)

    assert worked(run, at).status == Status.ISSUED
    assert QualificationResult.objects.count() == 5
    names = Event.objects.filter(about=f"awardrun:{run.pk}").order_by("pk")
    assert [one.name.partition(".")[2] for one in names] == [
        *("begin", "foresee", "issue", "pause", "go_on", "finish")
    ]


def test_a_run_that_was_called_off_issues_nothing(entries, processor, at):
    run = dry(processor, at)
    commands.call_off_run(run=run, by=processor, at=at)

    with pytest.raises(MoveRefused):
        commands.issue_run(run=run, by=processor, at=at)
    assert not worked(run, at).ranges.exclude(issued_at=None).exists()


def test_what_is_confirmed_is_what_was_shown(entries, processor, at):
    run = dry(processor, at)
    seen = {str(run): {**queries.foreseen_in_words(run), "New": "3"}}

    with pytest.raises(shown.ShownOtherwise):
        commands.issue_run(run=run, by=processor, at=at, seen=seen)


def test_a_range_whose_worker_is_killed_each_time_is_left(entries, processor, at):
    run = dry(processor, at)
    commands.issue_run(run=run, by=processor, at=at)
    run.ranges.update(tries=commands.ranges.MOST_TRIES)

    assert worked(run, at).status == Status.PAUSED

    commands.go_on_with_run(run=run, by=processor, at=at)
    assert worked(run, at).status == Status.ISSUED


def test_who_may_not_bank_results_may_not_begin_or_issue(entries, exams_officer, processor, at):
    with pytest.raises(PermissionDenied):
        commands.begin_run(by=exams_officer, at=at)

    run = dry(processor, at)
    with pytest.raises(PermissionDenied):
        commands.issue_run(run=run, by=exams_officer, at=at)
