"""How is the clock? What failed, and whether it goes at all."""

from datetime import timedelta

from django.db.models import Max, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.timezone import localtime

from interchange.holding import Work
from interchange.jobs.models import JobRun

LONG = timedelta(hours=3)  # some job is due every hour
HELD = """
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND classid::bigint = %s AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""  # as interchange.holding holds them
GOING_ON = Q(pk__in=RawSQL(HELD, [Work.JOB.value]))
FAILED = Q(failed__gt=1) | (Q(failed=1) & ~GOING_ON)  # a try is counted before it begins


def failed_runs() -> QuerySet[JobRun]:
    """The runs of jobs that failed, or did not end; the first try of one that goes on is none."""
    return JobRun.objects.filter(FAILED)


def problems(at) -> list[str]:
    """A sentence for each job that failed, and one where none was begun for long; two queries."""
    found = [_sentence(one) for one in failed_runs().annotate(goes_on=GOING_ON)]
    last = JobRun.objects.aggregate(last=Max("reckoned_at"))["last"]
    if last and at - last > LONG:
        found.append(f"No job of the clock was begun since {_said(last)}: is the sweeper running?")
    return found


def _sentence(run):
    begun = _said(run.reckoned_at)
    if run.goes_on:
        return f"The job “{run.name}” failed and is tried again since {begun}."
    return f"The job “{run.name}” failed at {begun}. {run.problem}"


def _said(instant):
    return f"{localtime(instant):%H:%M on %-d %B}"
