"""A log is read by many; what lets somebody into an account does not stand there."""

import logging
import re

import pytest
from django.conf import settings
from django.test import Client

from interchange.accounts import links
from interchange.logs import Line, without_secrets
from tests.architecture.routes import routes

LINKS = [route for route in routes() if "token" in route.names]


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
    written_by = {one["formatter"] for one in settings.LOGGING["handlers"].values()}

    assert {settings.LOGGING["formatters"][one]["()"] for one in written_by} == {
        "interchange.logs.Line"
    }


@pytest.mark.slow
@pytest.mark.django_db
def test_a_form_refused_at_a_link_is_logged_without_its_secret(tutor, caplog):
    caplog.handler.setFormatter(Line("%(message)s"))
    link = links.to_choose_password(tutor)

    answer = Client(enforce_csrf_checks=True).post(link, {"password": "x"})

    assert answer.status_code == 403
    assert f"/password/{tutor.pk}/…/" in caplog.text
    assert re.search(r"/password/\d+/(?!…)", caplog.text) is None
