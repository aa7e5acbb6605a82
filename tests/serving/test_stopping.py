"""Asked to end, the server answers what it was sent, and takes no more."""

import signal
import time

import pytest

from tests.serving.conftest import read_all, serving

SLOW = "POST /slow/ HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nword"


@pytest.mark.slow
def test_a_request_that_is_being_answered_is_answered_to_its_end(tmp_path):
    with serving(tmp_path) as served:
        with served.send(SLOW) as asked:
            time.sleep(0.5)  # it is with its thread by now
            served.process.send_signal(signal.SIGTERM)

            answer = read_all(asked)

        assert answer.startswith("HTTP/1.1 200 OK")
        assert answer.endswith("POST 4")
        assert served.process.wait(10) == 0
