"""What the door for a web server does once the portal stands."""

import subprocess
import sys

import pytest


@pytest.mark.slow
def test_what_the_portal_is_made_of_is_left_out_of_collections():
    """A collection that looks at all of it makes a request of 80 ms one of 150."""
    ask = "import gc, interchange.wsgi; print(gc.get_freeze_count() > 100_000)"
    answer = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=False
    )

    assert answer.stdout.strip() == "True", answer.stderr
