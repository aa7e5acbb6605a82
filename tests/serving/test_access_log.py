"""The access log says who asked for which page, and nothing that lets anybody in."""

import pytest

from interchange.serving.access_log import without_secrets
from tests.architecture.routes import routes
from tests.serving.conftest import wait_for


@pytest.mark.parametrize("route", [one for one in routes() if "token" in one.names], ids=str)
def test_no_path_that_carries_a_token_is_logged_with_it(route):
    path = route.address(token="abc-def")

    assert "abc-def" in path
    assert "abc-def" not in without_secrets(path)


def test_other_paths_are_logged_as_they_are_and_on_one_line():
    assert without_secrets("/centres/12345/") == "/centres/12345/"
    assert without_secrets("/a\nb") == "/a%0Ab"


@pytest.mark.slow
def test_neither_query_nor_referrer_nor_token_is_logged(served):
    served.ask(
        "GET /password/7/abc-def/?next=hidden HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        "Referer: http://a/password/7/told/\r\nCookie: sessionid=key\r\n\r\n"
    )

    wait_for(lambda: "/password/7/" in served.log.read_text())
    line = next(one for one in served.log.read_text().splitlines() if "/password/7/" in one)
    assert '"GET /password/7/SECRET/ HTTP/1.1" 200' in line
    assert not any(word in line for word in ("abc-def", "hidden", "told", "key"))
