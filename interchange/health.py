"""How is the portal? An answer for load balancers and the supervisor."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.utils import timezone
from kombu import Connection
from kombu.exceptions import OperationalError

from interchange.accounts.access import public
from interchange.database import roles
from interchange.jobs import queries as jobs_queries

OLD = timedelta(minutes=5)
PATIENCE = {"socket_timeout": 1}  # seconds for a broker that is reached and says nothing


@public
def live(request):
    """200 as long as the process answers; asks nobody, so that nothing else is blamed on it."""
    return JsonResponse({"status": "ok"})


@public
def ready(request):
    """200 where requests can be served now, 503 without the database; asks no more than that."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _down()
    return JsonResponse({"status": "ok"})


@public
def health(request):
    """503 without the database; otherwise 200, *degraded* with the reasons where there are any.

    What is amiss with the set-up, and does not pass by itself, stands in `notes`.
    """
    try:
        waiting, notes = oldest_work(), _setup_notes()
        of_the_clock = jobs_queries.problems(timezone.now())
    except DatabaseError:
        return _down()
    why = [*_broker_problems(), *old_work(waiting, timezone.now()), *of_the_clock]
    return JsonResponse({"status": "degraded" if why else "ok", "why": why, "notes": notes})


def _down():
    return JsonResponse({"status": "down", "why": ["The database does not answer."]}, status=503)


def _setup_notes():
    """What is amiss with the role that serves: it may do too much, or has settings of its own."""
    if roles.serves_as_owner():
        return [roles.ONE_ROLE]
    return [roles.SETTINGS_OF_ITS_OWN] if roles.keeps_settings() else []


def oldest_work():
    """Since when the oldest award and the oldest letter have been waiting (None: none waits)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT min(raised_at) FROM entries_awarddue WHERE done < due),"
            " (SELECT min(queued_at) FROM notifications_message WHERE sent_at IS NULL)"
        )
        return cursor.fetchone()


def old_work(waiting, at):
    """A sentence for each kind of work that has waited longer than OLD at the instant `at`."""
    names = ("award to be worked out", "letter to be sent")
    return [
        f"The oldest {name} has been waiting since {since:%H:%M on %-d %B}."
        for name, since in zip(names, waiting, strict=True)
        if since and at - since > OLD
    ]


def _broker_problems():
    """A sentence if the broker does not answer within a second."""
    try:
        with Connection(
            settings.REDIS_URL, connect_timeout=1, transport_options=PATIENCE
        ) as broker:
            broker.ensure_connection(max_retries=1, timeout=1)
    except (OperationalError, OSError):
        return ["The broker does not answer; the sweeper does its work."]
    return []
