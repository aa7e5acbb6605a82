"""The sweeper outlives its database: however that goes away, it waits and goes on.

The server and the process are real; what it would sweep is replaced by a question that takes long,
so that the server goes away in the middle of one.
"""

import os
import signal
import subprocess
import sys

import pytest

from local import postgres, trying
from tests.waiting import until

pytestmark = [
    # pytest-xdist has threads; what we start runs nothing but exec after its fork
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
SWEEPER = """
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from results.management.commands import sweep

def ask(self, **options):
    print("asks", flush=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(600)")

sweep.EVERY = 0.05
sweep.Command.sweep = ask
call_command("sweep")
print("has ended", flush=True)
"""
GOES_AWAY = {
    "stopped for good reason": signal.SIGINT,
    "stopped at once": signal.SIGQUIT,
    "killed": signal.SIGKILL,
}


@pytest.fixture
def sweeper(folders):
    """A sweeper that asks a server of its own, started beside it."""
    servers = {
        "DATABASE_URL": postgres.url(folders.sockets, postgres.NAME),
        "DATABASE_OWNER_URL": "",
        "REDIS_URL": "redis://localhost:1/0",
        "DJANGO_SETTINGS_MODULE": "interchange.settings",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", SWEEPER],
        env={**os.environ, **trying.settings(), **servers},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


@pytest.mark.slow
@pytest.mark.parametrize("how", GOES_AWAY)
def test_a_sweeper_waits_for_a_database_that_is(how, folders, request):
    server = folders.serve()
    sweeper = request.getfixturevalue("sweeper")
    assert sweeper.stdout.readline() == "asks\n"
    assert until(lambda: folders.asked("SELECT pg_sleep(600)"))

    os.killpg(server.pid, GOES_AWAY[how])
    server.wait()
    assert "the sweeper waits for the database" in sweeper.stderr.readline()
    folders.serve()

    assert until(lambda: folders.asked("SELECT pg_sleep(600)"))
    assert sweeper.poll() is None
