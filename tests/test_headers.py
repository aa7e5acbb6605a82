"""Every answer tells the browser what no page of the portal may do."""

import pytest
from django.test import Client

from interchange.accounts.roles import Role
from tests.architecture.routes import routes
from tests.factories import accounts

pytestmark = pytest.mark.django_db


def test_pages_run_only_what_we_serve_and_stand_in_no_frame(client):
    headers = client.get("/log-in/").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_pages_may_not_ask_for_camera_microphone_or_place(client):
    refused = client.get("/log-in/").headers["Permissions-Policy"]

    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(refused.split(", "))


@pytest.mark.slow
def test_no_answer_is_kept_by_a_browser_whatever_is_asked(sign_in, centre, catalogue):
    everywhere = [
        route.address(number=centre.number) if route.name else f"/{route.path}"
        for route in routes()
    ]
    visitors = [Client(), sign_in(accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre))]
    for one in visitors:
        one.raise_request_exception = False

    kept = {
        address
        for address in [*everywhere, "/no-such-page/", "/board/", "/board/accounts/user/"]
        for one in visitors
        if "no-store" not in one.get(address).headers.get("Cache-Control", "")
    }

    assert kept == set()


def test_the_style_sheet_is_kept(client):
    answer = client.get("/static/images/mark.svg")
    answer.close()

    assert "no-store" not in answer.headers["Cache-Control"]
