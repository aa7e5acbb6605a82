"""What stands in a log, and what never does?

Neither the secret of a letter's link, which lets whoever reads it in, nor an e-mail address, nor
the values that a database says it refused. Each line as JSON names the request that it belongs to,
in what workers do of its hints, too.
"""

import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

SECRETS = re.compile(r"(/password/\d+/|/account/e-mail/|/calendar/)[^/\s\"'<>]+")
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(\.[\w-]+)+")
REFUSED = re.compile(r"\)=\([^)]*\)")  # as PostgreSQL names what it refuses: Key (email)=(…)
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")
HEADER = "X-Request-ID"

request_id: ContextVar[str] = ContextVar("request_id", default="")


def without_secrets(text: str) -> str:
    """The text with an ellipsis in place of the secret in a link's path."""
    return SECRETS.sub(r"\1…", text)


def without_persons(text: str) -> str:
    """The text without e-mail addresses, and without values that the database refused."""
    return REFUSED.sub(")=(…)", ADDRESS.sub("…@…", text))


def known_or_new(request: str) -> str:
    """The id of the request, or a new one where it has none that can be one."""
    return request if GIVEN.fullmatch(request) else uuid4().hex


@contextmanager
def as_part_of(request: str) -> Iterator[str]:
    """What is logged meanwhile belongs to the request of that id, or of a new one."""
    token = request_id.set(known_or_new(request))
    try:
        yield request_id.get()
    finally:
        request_id.reset(token)


class Line(logging.Formatter):
    """A line of the log, and what came with it such as an error's way, without secrets."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as text."""
        return without_persons(without_secrets(super().format(record)))


class Json(Line):
    """The same as one JSON object a line, for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the record as JSON."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id.get(),
            "process": record.process,
            "message": super().format(record),
        }
        return json.dumps(said, ensure_ascii=False)


class RequestId:
    """Give each request an id, the proxy's or a new one; the answer says it."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        """Take what answers."""
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Answer, as part of the request of that id."""
        with as_part_of(request.headers.get(HEADER, "")) as known:
            answer = self.get_response(request)
            answer[HEADER] = known
            return answer


def configured(level: str | None, form: str | None) -> dict[str, Any]:
    """How Python's logging is set up: of which level on, and as lines or as JSON."""
    words = "%(asctime)s %(levelname)s %(name)s: %(message)s"
    console = {"class": "logging.StreamHandler", "formatter": form or "line"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": "interchange.logs.Line", "format": words},
            "json": {"()": "interchange.logs.Json", "format": "%(message)s"},
        },
        "handlers": {"console": console},
        "root": {"handlers": ["console"], "level": level or "WARNING"},
    }
