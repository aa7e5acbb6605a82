"""The access log says who asked for which page, and nothing that lets anybody in."""

import pytest

from interchange.serving.access_log import loggable
from tests.waiting import until


def test_a_path_is_logged_on_one_line_and_without_the_secret_of_a_link():
    assert loggable("/centres/12345/") == "/centres/12345/"
    assert loggable("/a\nb") == "/a%0Ab"
    assert "abc-def" not in loggable("/password/7/abc-def/")


@pytest.mark.slow
def test_neither_query_nor_referrer_nor_token_is_logged(served):
    served.ask(
        "GET /password/7/abc-def/?next=hidden HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
        "Referer: http://a/password/7/told/\r\nCookie: sessionid=key\r\n\r\n"
    )

    until(lambda: "/password/7/" in served.log.read_text())
    line = next(one for one in served.log.read_text().splitlines() if "/password/7/" in one)
    assert '"GET /password/7/%E2%80%A6/ HTTP/1.1" 200' in line
    assert not any(word in line for word in ("abc-def", "hidden", "told", "key"))
