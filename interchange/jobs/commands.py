"""How are jobs of the clock run? Each alone, however many sweepers there are; none stops another.

Whoever runs one holds it for its session of the database (interchange.holding), since a job may
commit piece by piece; a session that is gone holds nothing.
"""

import logging
from functools import partial

from django.utils.timezone import localtime

from interchange import tries
from interchange.holding import Work, held_alone
from interchange.jobs import rules
from interchange.jobs.models import JobRun

log = logging.getLogger(__name__)

NOT_ENDED = "It was begun and did not end."


def run_due(jobs, *, at, ending=None) -> int:
    """Run each of the jobs that is due at the instant `at`, one after the other; give how many.

    Call it outside of a transaction. A job that raises is logged, noted on its run, and tried again
    later; the others are run. Trouble with the database is raised, and is no try of the job's.
    `ending` is set when no further one is to be begun.
    """
    known = _known(jobs, at)
    ran = 0
    for job in jobs:
        if ending is not None and ending.is_set():
            break
        ran += _is_due(job, known[job.name], at) and _run(job, known[job.name].pk, at)
    return ran


def _known(jobs, at):
    """The last run of each job, by name; a job that is new begins to be reckoned now."""
    found = {one.name: one for one in JobRun.objects.all()}
    new = [JobRun(name=one.name, reckoned_at=at) for one in jobs if one.name not in found]
    if not new:
        return found
    JobRun.objects.bulk_create(new, ignore_conflicts=True)
    return {one.name: one for one in JobRun.objects.all()}


def _is_due(job, run, at):
    reckoned_at = localtime(run.reckoned_at)
    return rules.is_due(job, reckoned_at=reckoned_at, failed=run.failed, at=localtime(at))


def _run(job, pk, at):
    """Run the job unless another sweeper does or did; give whether it was done."""
    with held_alone(Work.JOB, pk) as mine:
        run = JobRun.objects.get(pk=pk)
        if not mine or not _is_due(job, run, at):
            return False
        mine_alone = JobRun.objects.filter(pk=pk)
        mine_alone.update(reckoned_at=at, failed=run.failed + 1, problem=NOT_ENDED)
        as_it_was = partial(
            mine_alone.update,
            reckoned_at=run.reckoned_at,
            failed=run.failed,
            problem=run.problem,
        )
        with tries.counted_already(as_it_was):
            return _done(job, mine_alone, at)


def _done(job, run, at):
    try:
        job.work(at=at)
    except Exception as problem:
        if tries.is_the_databases(problem):
            raise
        log.exception("the job “%s” failed", job.name)
        run.update(problem=f"An error of the portal's own, told in its log: {_kind(problem)}")
        return False
    run.update(ran_at=at, failed=0, problem="")
    return True


def _kind(problem):
    return type(problem).__name__
