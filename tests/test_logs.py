"""A log is read by many; what lets somebody into an account does not stand there."""

import json
import logging
import re

import pytest
from django.conf import settings
from django.test import Client

from interchange.accounts import links
from interchange.logs import (
    HEADER,
    Json,
    Line,
    as_part_of,
    request_id,
    without_persons,
    without_secrets,
)
from tests.architecture.routes import routes

LINKS = [one for one in routes() if "token" in one.names and "number" not in one.names]


@pytest.mark.parametrize("route", LINKS, ids=lambda route: route.name)
def test_the_secret_of_no_link_is_logged(route):
    address = route.address(pk=7, token="dh1-5ecret")

    line = without_secrets(f'Forbidden: https://portal.example{address} "again"')

    assert "5ecret" not in line
    assert line.startswith("Forbidden: https://portal.example/") and line.endswith('"again"')


def test_there_is_such_a_link():
    assert "accounts:choose_password" in {route.name for route in LINKS}


def test_neither_an_errors_words_nor_its_way_hold_one():
    try:
        raise ValueError("/password/7/dh1-5ecret/")
    except ValueError as problem:
        seen = (type(problem), problem, problem.__traceback__)
    record = logging.LogRecord(
        "x", logging.ERROR, "f", 1, "at %s", ("/password/7/dh1-5ecret/",), seen
    )

    text = Line("%(message)s").format(record)

    assert "at /password/7/…/" in text and "ValueError: /password/7/…/" in text
    assert "5ecret" not in text


def test_every_log_of_the_portal_is_written_so():
    formatters = {one["()"] for one in settings.LOGGING["formatters"].values()}

    assert formatters == {"interchange.logs.Line", "interchange.logs.Json"}


def test_no_log_names_a_person():
    text = without_persons(
        "the letter to ada.okafor@school.example: Key (email)=(ada@x.example) already exists"
    )

    assert text == "the letter to …@…: Key (email)=(…) already exists"


def record_of(message):
    return logging.LogRecord("portal", logging.WARNING, "f", 1, message, (), None)


def test_a_line_of_json_names_the_request_it_belongs_to():
    with as_part_of("an-id-of-the-proxy"):
        said = json.loads(Json("%(message)s").format(record_of('a "quoted"\nline')))

    assert (said["request"], said["level"]) == ("an-id-of-the-proxy", "WARNING")
    assert said["message"] == 'a "quoted"\nline'
    assert request_id.get() == ""


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "with a\nline"])
def test_an_id_that_is_none_gives_way_to_a_new_one(given):
    with as_part_of(given) as known:
        assert re.fullmatch("[0-9a-f]{32}", known)


def test_an_answer_says_the_id_of_its_request(client):
    assert client.get("/health/live/", headers={HEADER: "0123456789"})[HEADER] == "0123456789"
    assert client.get("/health/live/")[HEADER] != client.get("/health/live/")[HEADER]


@pytest.mark.slow
@pytest.mark.django_db
def test_a_form_refused_at_a_link_is_logged_without_its_secret(tutor, caplog):
    caplog.handler.setFormatter(Line("%(message)s"))
    link = links.to_choose_password(tutor)

    answer = Client(enforce_csrf_checks=True).post(link, {"password": "x"})

    assert answer.status_code == 403
    assert f"/password/{tutor.pk}/…/" in caplog.text
    assert re.search(r"/password/\d+/(?!…)", caplog.text) is None
