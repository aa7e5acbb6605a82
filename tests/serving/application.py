"""What the tests of the server serve: it reads what it is told to, and says how much that was."""

import time

from interchange.serving import worker

worker.LARGEST = 2  # seconds, so that a test need not wait longer


def application(environ, start_response):
    """Read the body, unless the path says not to."""
    read = b"" if environ["PATH_INFO"] == "/unread/" else environ["wsgi.input"].read()
    if environ["PATH_INFO"] == "/cut/":
        start_response("200 OK", [("Content-Type", "text/csv")])
        return _cut_off()
    if environ["PATH_INFO"] == "/slow/":
        time.sleep(1.5)
    said = f"{environ['REQUEST_METHOD']} {len(read)}".encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]


def _cut_off():
    """A list of which one line can be read."""
    yield b"a line"
    raise ConnectionError("the database is gone")
