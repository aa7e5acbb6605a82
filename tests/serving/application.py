"""What the tests of the server serve: it reads what it is told to, and says how much that was."""


def application(environ, start_response):
    """Read the body, unless the path says not to."""
    read = b"" if environ["PATH_INFO"] == "/unread/" else environ["wsgi.input"].read()
    said = f"{environ['REQUEST_METHOD']} {len(read)}".encode()
    start_response("200 OK", [("Content-Length", str(len(said)))])
    return [said]
