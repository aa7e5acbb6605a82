"""Who asked: a worker that was told of awards that are due, of runs, exam files or a release."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from assessed.commands import assess
from interchange.queue import hint
from results import commands

AT_A_STRETCH = timedelta(minutes=1)  # then a run is gone on with by another task


@shared_task(name="results.award_due")
def award_due(**kwargs):
    """Work out every grade that the board owes and every award that is due; tell the centres."""
    while assess(at=timezone.now()):
        pass
    while commands.award_due(at=timezone.now()):
        pass
    commands.tell_centres(at=timezone.now())


@shared_task(name="results.work_exam_files")
def work_exam_files(**kwargs):
    """Read or load the files of exam results that wait."""
    while commands.work_an_exam_file(at=timezone.now()):
        pass


@shared_task(name="results.make_results_files")
def make_results_files(**kwargs):
    """Make the results files that were ordered."""
    while commands.work_an_order(at=timezone.now()):
        pass


@shared_task(name="results.tell_held")
def tell_held(**kwargs):
    """Tell what was held of exams whose results are out."""
    while commands.tell_held(at=timezone.now()):
        pass


@shared_task(name="results.work_runs")
def work_runs(number=0, **kwargs):
    """Work on the ranges of award runs, one after the other, then tell the centres."""
    until = timezone.now() + AT_A_STRETCH
    while commands.work_a_range(at=timezone.now()):
        if timezone.now() > until:
            hint("results.work_runs", number=number)
            return
    commands.tell_centres(at=timezone.now())
