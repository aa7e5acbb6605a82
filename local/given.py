"""Can the servers the environment names be used?"""

import os

from local.binaries import OLDEST_POSTGRES
from local.problem import CannotStart


def check_databases():
    """Raise CannotStart unless what the environment names for the database can be used.

    Where an owner is named, the role that serves may still be missing: the owner makes it.
    """
    owner = os.environ.get("DATABASE_OWNER_URL")
    name = "DATABASE_OWNER_URL" if owner else "DATABASE_URL"
    _check_database(os.environ[name], name)


def _check_database(url, name="DATABASE_URL"):
    """Raise CannotStart unless there is a PostgreSQL of 15 or newer at the URL."""
    import dj_database_url
    import psycopg2
    from dj_database_url import ParseError, UnknownSchemeError

    try:
        parts = dj_database_url.parse(url)
    except (ParseError, UnknownSchemeError, ValueError):
        raise CannotStart(f"{name} is not of the form postgres://user@host/name.") from None
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    names["PORT"] = "port"
    wanted = {word: parts[name] for name, word in names.items() if parts.get(name)}
    try:
        connection = psycopg2.connect(connect_timeout=5, **wanted, **parts.get("OPTIONS", {}))
    except (psycopg2.Error, TypeError) as problem:
        said = str(problem).strip().splitlines()
        raise CannotStart(f"{name} names no database that answers: {said[0]}") from None
    version = connection.server_version // 10000
    connection.close()
    if version < OLDEST_POSTGRES:
        raise CannotStart(
            f"{name} names a PostgreSQL {version}; the portal needs {OLDEST_POSTGRES} or newer."
        )


def check_broker(url):
    """Raise CannotStart unless a broker answers at the URL."""
    from kombu import Connection

    try:
        with Connection(url, connect_timeout=5) as connection:
            connection.ensure_connection(max_retries=1, interval_start=0.1)
            connection.default_channel.client.ping()
    except Exception as problem:  # each transport has errors of its own; all mean the same here
        raise CannotStart(f"REDIS_URL names no broker that answers: {problem}") from None
