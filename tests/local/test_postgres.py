"""A PostgreSQL of our own is made whole or not at all, and comes back after a kill."""

import os
import signal
import subprocess

import pytest

from local.problem import CannotStart
from tests.waiting import until

pytestmark = [
    # pytest-xdist has threads; what we start runs nothing but exec after its fork
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]


@pytest.mark.slow
def test_a_half_made_folder_is_made_again(folders):
    unfinished = folders.data.with_name("postgres.new")
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18\n")

    folders.prepare()

    assert (folders.data / "global").is_dir()
    assert not unfinished.exists()


def test_data_of_another_major_version_are_refused(folders):
    folders.data.mkdir()
    (folders.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(CannotStart, match="are of PostgreSQL 14, and this machine now has"):
        folders.prepare()


@pytest.mark.slow
def test_a_killed_server_comes_back(folders):
    first = folders.serve()
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()

    second = folders.serve()

    assert second.poll() is None


@pytest.mark.slow
def test_a_lock_whose_number_another_process_has_is_removed(folders):
    folders.prepare()
    with subprocess.Popen(["sleep", "600"]) as somebody:
        (folders.data / "postmaster.pid").write_text(f"{somebody.pid}\n")

        server = folders.serve()

        assert server.poll() is None
        assert somebody.poll() is None
        somebody.kill()


@pytest.mark.slow
def test_a_server_that_still_runs_on_the_folder_is_stopped_first(folders):
    first = folders.serve()

    second = folders.serve()

    assert until(lambda: first.poll() is not None)
    assert second.poll() is None
