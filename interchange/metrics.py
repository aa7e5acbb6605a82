"""How does the portal do, in numbers? As Prometheus reads them, for whoever has the token.

All of it stands in the database, so any web process gives the same answer, and nothing is counted
by a process that ends. How many requests there are and how long they take is in the access log.
"""

from dataclasses import dataclass
from hmac import compare_digest

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse

from interchange.accounts.access import public
from interchange.jobs import queries as jobs_queries

KIND = "text/plain; version=0.0.4; charset=utf-8"
SINCE = "coalesce(extract(epoch FROM now() - min({})), 0)"


@dataclass(frozen=True)
class Gauge:
    """A number: its name, what it says, and how the database answers it."""

    name: str
    says: str
    asked: str


TO_SEND = "FROM notifications_message WHERE sent_at IS NULL AND given_up_at IS NULL"
GIVEN_UP = "FROM notifications_message WHERE given_up_at IS NOT NULL AND NOT laid_aside"
DUE = "FROM entries_awarddue WHERE done < due"
UNSEALED = "FROM audit_event WHERE id > coalesce((SELECT max(last) FROM audit_seal), 0)"
GAUGES = (
    Gauge("portal_awards_due", "Awards to be worked out.", f"count(*) {DUE}"),
    Gauge(
        "portal_awards_due_oldest_seconds",
        "For how long the oldest of them has been waiting.",
        f"{SINCE.format('raised_at')} {DUE}",
    ),
    Gauge("portal_awards_failing", "Awards that were tried and failed.", f"count(*) {DUE}"
          " AND problem <> ''"),
    Gauge("portal_letters_waiting", "Letters to be sent.", f"count(*) {TO_SEND}"),
    Gauge(
        "portal_letters_waiting_oldest_seconds",
        "For how long the oldest of them has been waiting.",
        f"{SINCE.format('queued_at')} {TO_SEND}",
    ),
    Gauge("portal_letters_failing", "Letters that were refused at least once.",
          f"count(*) {TO_SEND} AND attempts > 0"),
    Gauge("portal_letters_given_up", "Letters given up that nobody has looked at.",
          f"count(*) {GIVEN_UP}"),
    Gauge(
        "portal_clock_last_begun_seconds",
        "For how long the sweeper has begun no job of the clock.",
        "coalesce(extract(epoch FROM now() - max(reckoned_at)), 0) FROM jobs_jobrun",
    ),
    Gauge(
        "portal_trail_unsealed_oldest_seconds",
        "For how long the oldest event of the trail has been waiting to be sealed.",
        f"{SINCE.format('at')} {UNSEALED}",
    ),
)  # fmt: skip
FAILED_JOBS = "portal_jobs_failed"
ASKED = "SELECT " + ", ".join(f"(SELECT {one.asked})" for one in GAUGES)


@public
def metrics(request):
    """The numbers of now; a missing page for whoever lacks the token, or where none is set."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not compare_digest(
        given.encode(), settings.METRICS_TOKEN.encode()
    ):
        raise Http404
    with connection.cursor() as cursor:
        cursor.execute(ASKED)
        values = cursor.fetchone()
    found = [(one.name, one.says, value) for one, value in zip(GAUGES, values, strict=True)]
    failed = jobs_queries.failed_runs().count()
    found.append((FAILED_JOBS, "Jobs of the clock that failed.", failed))
    return HttpResponse("".join(_written(*one) for one in found), content_type=KIND)


def _written(name, says, value):
    return f"# HELP {name} {says}\n# TYPE {name} gauge\n{name} {float(value):.15g}\n"
