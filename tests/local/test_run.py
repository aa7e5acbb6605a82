"""A command runs beside throw-away servers, and nothing of them is left."""

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.waiting import until

ASK_BOTH = """
import os, psycopg2, kombu
with psycopg2.connect(os.environ["DATABASE_URL"]).cursor() as cursor:
    cursor.execute("SELECT upper('é')")
    print(cursor.fetchone()[0])
with kombu.Connection(os.environ["REDIS_URL"]) as broker:
    print(broker.default_channel.client.ping())
"""
WAIT = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(600)"


@pytest.mark.slow
def test_the_exit_code_of_the_command_is_passed_on(local):
    code, _ = local.finish("run", "--", sys.executable, "-c", "raise SystemExit(7)")

    assert code == 7


@pytest.mark.slow
def test_a_command_that_is_not_there_is_told(local):
    code, said = local.finish("run", "--", "no-such-command")

    assert (code, said) == (127, "no-such-command: No such file or directory\n")


@pytest.mark.slow
def test_the_command_reaches_a_database_and_a_broker(local):
    code, said = local.finish("run", "--", sys.executable, "-c", ASK_BOTH)

    assert (code, said) == (0, "É\nTrue\n")


@pytest.mark.slow
@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a stand-in")
def test_root_needs_no_user_namespaces(local):
    local.packages = ()  # nobody else reaches what the test stands in for

    code, said = local.finish(
        "run", "--", sys.executable, "-c", ASK_BOTH, INTERCHANGE_NO_NAMESPACE="1"
    )

    assert (code, said) == (0, "É\nTrue\n")


@pytest.mark.slow
def test_servers_that_the_environment_names_are_used(local):
    ask = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'])"
    named = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}

    code, said = local.finish("run", "--", sys.executable, "-c", ask, **named)

    assert said.split() == [named["DATABASE_URL"], named["REDIS_URL"]]
    assert code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DATABASE_URL", "postgres://127.0.0.1:1/portal", "names no database that answers"),
        ("DATABASE_URL", "nonsense", "is not of the form postgres://"),
        ("REDIS_URL", "redis://127.0.0.1:1/0", "names no broker that answers"),
    ],
)
def test_a_server_that_does_not_answer_is_named(local, name, value, sentence):
    code, said = local.finish("run", "--", "true", **{name: value})

    assert code == 1
    assert f"{name} {sentence}" in said


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_the_command_and_the_servers(local, number):
    process = local.start("run", "--", sys.executable, "-c", WAIT)
    folder = folder_of(process.stdout.readline())
    assert folder.exists()

    process.send_signal(number)
    process.wait()

    assert process.returncode in (1, 128 + number, 130)
    assert not local.left()
    assert not folder.exists()


@pytest.mark.slow
def test_a_killed_run_leaves_no_process_and_no_folder(local):
    process = local.start("run", "--", sys.executable, "-c", WAIT)
    folder = folder_of(process.stdout.readline())

    process.kill()
    process.wait()

    assert until(lambda: not local.left())
    assert until(lambda: not folder.exists())


def folder_of(url):
    """Give the folder of the run whose database has the URL."""
    return Path(url.split("@")[1].rpartition("/")[0].replace("%2F", "/")).parent
