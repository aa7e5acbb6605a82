"""The demo keeps its processes running, and stops every one of them however it ends.

The machinery is real: servers, guard, lock, restarts. What it would run of the portal is replaced
by small stand-ins, since the portal itself is tested elsewhere.
"""

import os
import re
import signal
import socket
from pathlib import Path

import pytest

from tests.waiting import until

WORKER = "-c import time"
PRETEND = """
import os
import sys
from pathlib import Path
from local import demo

page = (
    "import http.server as h, sys; address = ('127.0.0.1', int(sys.argv[1])); "
    "h.HTTPServer(address, h.BaseHTTPRequestHandler).serve_forever()"
)
demo.MANAGE = (sys.executable, "-c", "import sys; print('did', sys.argv[1], flush=True)")
demo.portal = lambda port: {
    "worker": (sys.executable, "-c", "import time; time.sleep(600)"),
    "web": (sys.executable, "-c", page, str(port)),
}
sys.exit(demo.demo(Path(sys.argv[1]), parent=os.getppid()))
"""


@pytest.fixture
def port():
    return free_port()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def demo(local, port):
    """A function that starts a demo in the test's folder, and waits until it runs."""

    def begin(*starter):
        python = (*starter, "-c", PRETEND)
        process = local.start(str(local.folder / "data"), python=python, PORT=port)
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Ctrl-C"):
                break
        process.said = "".join(said)
        return process

    return begin


@pytest.mark.slow
def test_a_demo_says_what_it_does_and_where_it_is(demo, port):
    said = demo().said

    assert "This is the first run" in said
    assert re.findall("did (.*)", said) == [
        "prepare",
        "play_demo_term",
        "demo_people",
    ]
    assert f"The portal is at http://localhost:{port}/" in said


@pytest.mark.slow
def test_ctrl_c_stops_everything_and_the_next_demo_goes_on(demo, local):
    first = demo()
    assert len(local.left()) > 4

    first.send_signal(signal.SIGINT)
    first.wait()

    assert first.returncode == 0
    assert not local.left()
    second = demo().said
    assert "first run" not in second
    assert re.findall("did (.*)", second) == ["demo_people"]


@pytest.mark.slow
def test_a_killed_demo_leaves_nothing_and_the_next_waits_for_that(demo, local):
    first = demo()

    first.kill()
    first.wait()
    second = demo()

    assert "first run" not in second.said
    second.kill()
    second.wait()
    assert until(lambda: not local.left())


@pytest.mark.slow
def test_a_demo_ends_with_what_started_it(demo, local):
    starter = "import subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]])"
    started = demo("-c", starter)

    started.kill()
    started.wait()

    assert until(lambda: not local.left())


@pytest.mark.slow
def test_a_process_that_ends_is_started_again(demo, local):
    running = demo()
    worker = number_of(WORKER, local)

    os.kill(worker, signal.SIGKILL)

    assert running.stdout.readline() == "The worker has ended (-9); it is started again.\n"
    assert until(lambda: number_of(WORKER, local) not in (None, worker))


@pytest.mark.slow
def test_a_database_that_was_killed_is_started_again(demo, local):
    running = demo()
    postmaster = number_of("/postgres -D", local)

    os.kill(postmaster, signal.SIGKILL)

    assert running.stdout.readline() == "The database has ended (-9); it is started again.\n"
    assert until(lambda: number_of("/postgres -D", local) not in (None, postmaster))


@pytest.mark.slow
def test_a_port_in_use_is_told_before_anything_starts(local, port):
    with socket.create_server(("127.0.0.1", int(port))):
        code, said = local.finish("demo", "--data", str(local.folder / "data"), PORT=port)

    assert code == 1
    assert said.startswith(f"Port {port} is in use: stop what uses it, or try")
    assert not (local.folder / "data").exists()


@pytest.mark.slow
def test_a_port_that_is_none_is_told(local):
    assert local.finish("demo", PORT="eighty") == (
        1,
        "PORT=eighty is no port: choose a number from 1024 to 65535.\n",
    )


@pytest.mark.slow
def test_a_second_demo_on_the_folder_is_refused_and_so_is_a_reset(demo, local):
    first = demo()
    data = ("--data", str(local.folder / "data"))

    second = local.finish("demo", *data, PORT=free_port())
    reset = local.finish("reset", *data)

    refusal = f"A demo already runs on {data[1]} (process {first.pid}): stop it first.\n"
    assert second == reset == (1, refusal)


@pytest.mark.slow
def test_a_reset_starts_over(demo, local):
    first = demo()
    first.send_signal(signal.SIGTERM)
    first.wait()

    code, said = local.finish("reset", "--data", str(local.folder / "data"))

    assert (code, said) == (0, "The demo's data are deleted; 'make demo' starts over.\n")
    assert "This is the first run" in demo().said


@pytest.mark.slow
def test_a_database_of_yours_is_not_emptied(local):
    code, said = local.finish("reset", DATABASE_URL=os.environ["DATABASE_URL"])

    assert code == 1
    assert said.startswith("DATABASE_URL names a server of yours")


def number_of(words, local):
    """Give the number of the process that came of the test and has the words in its command."""
    for entry in Path("/proc").glob("[0-9]*"):
        if words in local.ours(entry):
            return int(entry.name)
    return None
