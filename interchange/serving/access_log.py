"""What is logged of a request? Who asked for which page, and nothing that lets anybody in.

The links of letters carry a secret in their path, and forms sent by GET what people searched for:
so paths are logged without secrets, and neither queries nor where somebody came from.
"""

from urllib.parse import quote

from gunicorn.glogging import Logger

from interchange.logs import HEADER, without_secrets

FORMAT = '%(h)s %(t)s "%(m)s %(U)s %(H)s" %(s)s %(b)s %(M)sms %(R)s'
JSON = (  # for programs that gather logs; without the sender's address
    '{"at": "%(t)s", "logger": "access", "request": "%(R)s", "process": "%(p)s", '
    '"method": "%(m)s", "path": "%(U)s", "status": "%(s)s", "bytes": "%(b)s", "ms": "%(M)s"}'
)
HIDDEN = {"r", "q", "f"}  # the request's line, its query, its referrer: whatever the format says


def loggable(path):
    """A path, as WSGI gives it, as it may be logged: on one line, and without secrets."""
    read = path.encode("latin-1", "replace").decode("utf-8", "replace")
    return quote(without_secrets(read), safe="/@:+,;=")


class Log(Logger):
    """gunicorn's log, which never learns a secret."""

    def atoms(self, resp, req, environ, request_time):
        """What a format may name of a request; headers are not among it."""
        known = super().atoms(resp, req, environ, request_time)
        shown = {name: value for name, value in known.items() if not name.startswith("{")}
        shown |= dict.fromkeys(HIDDEN, "-")
        said = {name.lower(): value for name, value in resp.headers}
        known = {"U": loggable(environ.get("PATH_INFO", "")), "R": said.get(HEADER.lower(), "-")}
        return {**shown, **known}
