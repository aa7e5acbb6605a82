"""When is a job of the clock due?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

FIRST_WAIT = timedelta(minutes=5)  # after a try that failed; then twice that, and so on
LONGEST_WAIT = timedelta(hours=6)
MOST_DOUBLINGS = 10


@dataclass(frozen=True)
class Job:
    """Something to do because time passes: `work(at=instant)`, which may be called twice.

    It is due `every` so often or, where there is a time `from_`, once a day from then on.
    """

    name: str
    work: Callable[..., Any]
    every: timedelta = timedelta(hours=1)
    from_: time | None = None


def is_due(job: Job, *, reckoned_at: datetime, failed: int, at: datetime) -> bool:
    """Whether the job is due at the instant `at`, of which both are told in London's time.

    `reckoned_at` is when it was last begun; since then it `failed` so often, and waits ever longer.
    """
    begun, now = reckoned_at.astimezone(UTC), at.astimezone(UTC)  # an hour is one all year round
    if failed:
        return now >= begun + wait_after(failed)
    if job.from_ is None:
        return now >= begun + job.every
    return begun < _last_opening(job.from_, at).astimezone(UTC)


def wait_after(failed: int) -> timedelta:
    """How long a job waits that failed so often in a row: five minutes, ten, … six hours."""
    times: int = 2 ** min(failed - 1, MOST_DOUBLINGS)
    return min(FIRST_WAIT * times, LONGEST_WAIT)


def _last_opening(from_: time, at: datetime) -> datetime:
    """The last instant until now at which a day's work could begin."""
    opening = at.replace(hour=from_.hour, minute=from_.minute, second=0, microsecond=0)
    return opening if opening <= at else opening - timedelta(days=1)
