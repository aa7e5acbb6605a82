"""The Celery application: how hints travel. What is true stands in PostgreSQL (docs/adr/0003)."""

import os

from celery import Celery
from celery.signals import task_postrun, task_prerun

from interchange.logs import known_or_new, request_id

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")  # Celery sets Django up


app = Celery("interchange")
app.conf.update(
    broker_url=os.environ.get("REDIS_URL", "redis://localhost:6379/0"),
    broker_connection_retry_on_startup=True,
    broker_transport_options={
        "visibility_timeout": 300,
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 3,  # a broker that hangs must not hang the pages that send hints
    },
    imports=(
        "interchange.accounts.tasks",
        "entries.tasks",
        "results.tasks",
        "interchange.notifications.tasks",
    ),
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_publish_retry_policy={"max_retries": 1, "interval_start": 0.1},
    task_soft_time_limit=240,
    task_time_limit=270,
    worker_prefetch_multiplier=1,
    worker_cancel_long_running_tasks_on_connection_loss=True,
    worker_hijack_root_logger=False,
    enable_utc=True,
)


@task_prerun.connect
def _begin_request(task, **more):
    """What is logged of a task belongs to the request that its hint came of."""
    request_id.set(known_or_new(getattr(task.request, "request", None) or ""))


@task_postrun.connect
def _end_request(**more):
    """What is logged between tasks belongs to none."""
    request_id.set("")
