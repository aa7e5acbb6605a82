"""The numbers of the portal, for whoever has the token; and what is made of them in docker/."""

import json
import re
from datetime import timedelta

import pytest
import yaml
from django.utils import timezone

from interchange import metrics
from interchange.jobs.models import JobRun
from interchange.notifications.models import Message
from local import places

TOKEN = "a-token-of-more-than-thirty-two-letters"
NAMES = {one.name for one in metrics.GAUGES} | {metrics.FAILED_JOBS}
USED = re.compile(r"portal_\w+")


@pytest.fixture
def numbers(client, settings):
    """A function that reads the numbers."""
    settings.METRICS_TOKEN = TOKEN

    def read():
        answer = client.get("/metrics/", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer["Content-Type"] == metrics.KIND
        lines = (line.split() for line in answer.content.decode().splitlines() if line[0] != "#")
        return {name: float(value) for name, value in lines}

    return read


@pytest.mark.slow
@pytest.mark.django_db
def test_each_number_is_given_once(numbers):
    assert numbers().keys() == NAMES


@pytest.mark.django_db
def test_what_waits_and_what_failed_is_counted(numbers):
    then = timezone.now() - timedelta(hours=1)
    known = {"to": "a@b.example", "queued_at": then, "next_try_at": then}
    Message.objects.create(**known, attempts=2)
    Message.objects.create(**known, given_up_at=then)
    Message.objects.create(**known, sent_at=then)
    JobRun.objects.create(name="a job", reckoned_at=then, failed=2)

    now = numbers()

    assert (now["portal_letters_waiting"], now["portal_letters_failing"]) == (1, 1)
    assert now["portal_letters_given_up"] == now["portal_jobs_failed"] == 1
    assert 3600 <= now["portal_letters_waiting_oldest_seconds"] < 3700
    assert 3600 <= now["portal_clock_last_begun_seconds"] < 3700


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}"])
def test_whoever_lacks_the_token_finds_no_page(given, client, settings):
    settings.METRICS_TOKEN = TOKEN

    assert client.get("/metrics/", headers={"Authorization": given}).status_code == 404


@pytest.mark.django_db
def test_where_no_token_is_set_there_is_no_page(client, settings):
    settings.METRICS_TOKEN = ""

    assert client.get("/metrics/", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_a_large_number_is_given_to_the_last_one(numbers, monkeypatch):
    monkeypatch.setattr(
        metrics, "ASKED", metrics.ASKED.replace("count(*)", "count(*) + 1234567", 1)
    )

    assert numbers()["portal_awards_due"] == 1_234_567


def test_alerts_and_dashboard_ask_for_numbers_that_are_given():
    alerts = (places.ROOT / "docker/prometheus/alerts.yml").read_text()
    board = (places.ROOT / "docker/grafana/portal.json").read_text()
    [group] = yaml.safe_load(alerts)["groups"]

    assert set(USED.findall(alerts)) <= NAMES
    panels = json.loads(board)["panels"]
    assert {one for panel in panels for one in USED.findall(str(panel))} == NAMES
    named = (places.ROOT / "docs/operation.md").read_text()
    assert all(rule["alert"] in named for rule in group["rules"])


def test_the_proxy_hands_no_numbers_out():
    conf = (places.ROOT / "docker/proxy.conf").read_text()

    assert re.search(r"location /metrics/ \{\s+return 404;", conf)
