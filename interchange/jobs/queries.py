"""How is the clock? What failed, and whether it goes at all."""

from datetime import timedelta

from django.db.models import Max
from django.utils.timezone import localtime

from interchange.jobs.models import JobRun

LONG = timedelta(hours=3)  # some job is due every hour


def problems(at) -> list[str]:
    """A sentence for each job that failed, and one where none was begun for long; two queries."""
    found = [
        f"The job “{one.name}” failed at {_said(one.reckoned_at)}. {one.problem}"
        for one in JobRun.objects.filter(failed__gt=0)
    ]
    last = JobRun.objects.aggregate(last=Max("reckoned_at"))["last"]
    if last and at - last > LONG:
        found.append(f"No job of the clock was begun since {_said(last)}: is the sweeper running?")
    return found


def _said(instant):
    return f"{localtime(instant):%H:%M on %-d %B}"
