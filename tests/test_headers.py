"""Every answer tells the browser what no page of the portal may do."""

import pytest

pytestmark = pytest.mark.django_db


def test_pages_run_only_what_we_serve_and_stand_in_no_frame(client):
    headers = client.get("/log-in/").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


def test_pages_may_not_ask_for_camera_microphone_or_place(client):
    refused = client.get("/log-in/").headers["Permissions-Policy"]

    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(refused.split(", "))
