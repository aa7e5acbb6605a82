"""A hint leaves after the commit, and nobody waits for the broker."""

import os
import socket
import threading
import time

import pytest
from celery.signals import task_postrun, task_prerun
from django.db import transaction

from interchange import queue
from interchange.celery import app
from interchange.logs import as_part_of, request_id

LONGEST = 0.3  # seconds that a save may take longer for a hint


@pytest.fixture
def messenger(monkeypatch):
    """A Messenger for the test alone."""
    made = queue.Messenger()
    monkeypatch.setattr(queue, "messengers", [made])
    return made


@pytest.fixture
def sent(messenger, monkeypatch):
    """The hints that were sent, each with the name of the thread that did it."""
    found = []
    monkeypatch.setattr(
        queue,
        "send",
        lambda task, given, _: found.append((task, given, threading.current_thread().name)),
    )
    return found


@pytest.fixture
def hanging_broker(monkeypatch):
    """A broker that takes the connection and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"redis://127.0.0.1:{listening.getsockname()[1]}/0"
        monkeypatch.setattr(app.conf, "broker_url", address)
        monkeypatch.setattr(app, "_pool", None)
        monkeypatch.setattr(app.amqp, "_producer_pool", None)
        yield listening


def commit_a_hint(**given):
    """Give how many seconds the commit of a change with a hint takes."""
    with transaction.atomic():
        queue.hint("results.award_due", **given)
        began = time.monotonic()
    return time.monotonic() - began


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_broker_that_hangs_holds_no_page(hanging_broker, messenger):
    took = [commit_a_hint(number=number) for number in range(queue.MOST + 20)]

    assert sum(took) < LONGEST * len(took) / 10
    assert max(took) < LONGEST
    assert not queue.all_sent(0.05)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_hints_without_room_are_told_in_the_log_alone(hanging_broker, messenger, caplog):
    for number in range(queue.MOST + 20):
        commit_a_hint(number=number)

    assert f"{queue.MOST} wait for the broker already" in caplog.text


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_hint_leaves_once_after_the_commit_from_a_thread_of_its_own(sent):
    with transaction.atomic():
        queue.hint("results.award_due")
        queue.hint("results.award_due")
        assert queue.all_sent(0)
        assert sent == []

    assert queue.all_sent(5)
    assert sent == [("results.award_due", {}, "hints")]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_hints_at_nothing(sent):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        queue.hint("results.award_due")
        raise ZeroDivisionError

    assert queue.all_sent(5)
    assert sent == []


def test_a_hint_names_the_request_it_comes_of(messenger, monkeypatch):
    said = []
    monkeypatch.setattr(app, "send_task", lambda task, **how: said.append(how["headers"]))

    with as_part_of("0123456789"):
        queue.post("results.award_due", {})
    assert queue.all_sent(5)

    assert said == [{"request": "0123456789"}]


@pytest.mark.slow
def test_what_a_worker_logs_belongs_to_the_request_its_hint_came_of():
    app.loader.import_default_modules()
    task = app.tasks["results.award_due"]
    task.push_request(request="0123456789")
    try:
        task_prerun.send(sender=task, task=task)
        assert request_id.get() == "0123456789"
        task_postrun.send(sender=task, task=task)
        assert request_id.get() == ""
    finally:
        task.pop_request()


def test_a_hint_that_cannot_leave_does_not_stop_the_next(messenger, monkeypatch, caplog):
    sent = []

    def send(task, given, request):
        sent.append(task)
        raise RuntimeError("the client has a bug")

    monkeypatch.setattr(queue, "send", send)
    queue.post("first", {})
    queue.post("second", {})

    assert queue.all_sent(5)
    assert sent == ["first", "second"]
    assert "the client has a bug" in caplog.text


def test_after_a_fork_hints_leave_from_a_thread_of_the_child(sent):
    queue.post("results.award_due", {})
    assert queue.all_sent(5)
    reading, writing = os.pipe()
    if not (child := os.fork()):
        queue.post("results.award_due", {})
        os.write(writing, b"sent" if queue.all_sent(5) else b"held")
        os._exit(0)
    os.waitpid(child, 0)

    assert os.read(reading, 4) == b"sent"
