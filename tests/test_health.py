"""How the portal is, as load balancers hear it."""

import socket
from datetime import timedelta

import pytest
from django.db import OperationalError

from interchange import health
from interchange.database import roles
from tests import ownership


@pytest.fixture
def silent_broker(settings):
    """A broker that takes connections and never answers, as one that hangs does."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        settings.REDIS_URL = f"redis://127.0.0.1:{door.getsockname()[1]}/0"
        yield


def test_without_the_database_it_is_down(client, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(health, "oldest_work", refuse)

    answer = client.get("/health/")

    assert (answer.status_code, answer.json()["status"]) == (503, "down")


def test_a_process_is_alive_whatever_else_is_not(client):
    assert client.get("/health/live/").json() == {"status": "ok"}  # no database in this test


@pytest.mark.django_db
def test_it_is_ready_where_the_database_answers(client):
    assert client.get("/health/ready/").status_code == 200


def test_it_is_not_ready_without_the_database(client, monkeypatch):
    def refuse():
        raise OperationalError

    monkeypatch.setattr(health.connection, "cursor", refuse, raising=False)

    assert client.get("/health/ready/").status_code == 503


@pytest.mark.slow
@pytest.mark.django_db
def test_a_broker_that_hangs_is_told_and_holds_nobody_up(client, silent_broker):
    answer = client.get("/health/")

    assert (answer.status_code, answer.json()["status"]) == (200, "degraded")
    assert "The broker does not answer" in answer.json()["why"][0]


@pytest.mark.django_db
@pytest.mark.skipif(roles.one_role(), reason="DATABASE_URL names one role for everything")
@pytest.mark.slow
def test_the_role_that_serves_gives_no_cause_for_a_note(client):
    assert client.get("/health/").json()["notes"] == []


@pytest.mark.django_db
def test_a_role_that_may_do_too_much_still_serves_and_is_told_here_and_in_the_log(client, caplog):
    roles.log_once.cache_clear()

    with ownership.owning():
        answers = [client.get("/health/") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[1].json()["notes"] == [roles.ONE_ROLE]
    assert [record.message for record in caplog.records] == [roles.ONE_ROLE]


def test_work_that_has_waited_for_long_is_told_since_when(at):
    old, new = at - timedelta(hours=1), at - timedelta(minutes=1)

    assert health.old_work((None, new), at) == []
    assert health.old_work((old, None), at) == [
        "The oldest award to be worked out has been waiting since 09:00 on 20 November."
    ]
