"""A file made to harm its reader ends one process, soon, and the person gets a sentence."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from interchange import uploads
from interchange.reader import limits
from interchange.uploads import UploadRefused, apart
from tests.factories import forgeries, papers

pytestmark = pytest.mark.usefixtures("reading_apart")

MOST_SECONDS = 2
TEXT = b"OCR candidate number,4\n50000001,P\n"


def read(name, content):
    return uploads.read_tables(SimpleUploadedFile(name, content))


class Timed(subprocess.Popen):
    """A process that remembers how long it held a processor, once it has ended."""

    took = []

    def _wait(self, timeout):
        if self.returncode is None:
            _, status, used = os.wait4(self.pid, 0)
            self.returncode = os.waitstatus_to_exitcode(status)
            self.took.append(used.ru_utime + used.ru_stime)
        return self.returncode


@pytest.fixture
def took(monkeypatch):
    """For how many seconds each process held a processor that was started meanwhile."""
    monkeypatch.setattr(Timed, "took", [])
    monkeypatch.setattr(subprocess, "Popen", Timed)
    return Timed.took


@pytest.mark.slow
@pytest.mark.parametrize("what", forgeries.FORGED)
def test_what_is_forged_gets_a_sentence_soon_and_cheaply(what, took):
    name, made, says = forgeries.FORGED[what]

    with pytest.raises(UploadRefused) as refused:
        read(name, made())

    assert says in str(refused.value)
    assert f"“{name}”" in str(refused.value)
    assert sum(took) < MOST_SECONDS


@pytest.mark.slow
def test_what_is_merely_large_costs_no_more_whether_it_is_read_or_refused(took):
    """Quick machines read two million merged cells in the time that there is, slow ones do not."""
    try:
        assert not any(table.rows for table in read("a.xlsx", forgeries.merged_cells()).sheets)
    except UploadRefused as refused:
        assert forgeries.TOO_MUCH in str(refused)
    assert sum(took) < MOST_SECONDS


@pytest.mark.slow
def test_an_archive_in_an_archive_stays_folded(took):
    assert read("a.xlsx", forgeries.nested_bomb()) == papers.tables_of("a.xlsx", papers.xlsx())
    assert sum(took) < MOST_SECONDS


@pytest.mark.slow
def test_a_process_that_reads_has_at_most_128_mb_and_2_s():
    """The kernel holds it to that, so no file needs to be weighed."""
    promised = {"Max address space": "134217728", "Max cpu time": "2", "Max file size": "0"}
    asked, ask = os.pipe()
    with apart.started(asked) as reader:
        while not promised.items() <= (told := limits_of(reader.pid)).items():
            assert reader.poll() is None, told
            time.sleep(0.01)
        os.close(ask)
        reader.kill()
    os.close(asked)


def limits_of(pid):
    """The limits of a process that it cannot raise again, by what they limit."""
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return {line[:26].strip(): line[26:].split()[1] for line in lines[1:]}


@pytest.mark.slow
def test_a_file_is_read_apart_as_it_is_read_here(reading_apart):
    for name, content in (("a.csv", TEXT), ("a.xlsx", papers.xlsx())):
        assert read(name, content) == papers.tables_of(name, content)
        assert uploads.check(SimpleUploadedFile(name, content)).name == name
    with pytest.raises(UploadRefused, match="does not close"):
        read("a.csv", b'a\n"')


def test_a_process_that_reads_knows_no_secret(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hush")
    monkeypatch.setenv("DATABASE_URL", "postgres://portal:hush@database/portal")
    monkeypatch.setattr(
        apart,
        "COMMAND",
        (sys.executable, "-c", "import os, json; print(json.dumps(dict(os.environ)))"),
    )

    said = apart.ask("kind", "a.csv", SimpleUploadedFile("a.csv", b"a"))

    assert set(said) <= {*apart.ENVIRONMENT, "LC_CTYPE"}


@pytest.mark.slow
def test_a_process_that_reads_loads_nothing_of_the_portal():
    asked = (
        "import sys, interchange.reader.__main__, interchange.reader.workbooks; print(*sys.modules)"
    )
    loaded = subprocess.run(
        [sys.executable, "-E", "-c", asked],
        cwd=apart.PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert not {"django", "celery", "openpyxl", "socket"} & set(loaded.stdout.split())


@pytest.mark.slow
@pytest.mark.parametrize(
    "program",
    [
        "import time; time.sleep(60)",
        "while True: print('a' * 1_000_000)",
        "import os; os.abort()",
        "print('[1, 2')",
        "",
    ],
)
def test_a_process_that_hangs_floods_or_dies_is_a_sentence_too(program, monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.5)
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", program))
    began = time.monotonic()

    with pytest.raises(UploadRefused, match="time and memory that one file may take"):
        read("a.csv", TEXT)

    assert time.monotonic() - began < 5


def test_a_bug_of_ours_is_no_fault_of_the_file(monkeypatch):
    monkeypatch.setattr(
        apart, "COMMAND", (sys.executable, "-c", 'print(\'{"bug": "KeyError: sheet"}\')')
    )

    with pytest.raises(apart.ReaderFailed, match="KeyError"):
        read("a.csv", TEXT)


@pytest.mark.slow
def test_files_are_read_in_many_threads_at_once():
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: read(f"{n}.csv", TEXT), range(8)))

    assert {one.sheets[0].rows[1].cells for one in found} == {("50000001", "P")}


@pytest.mark.slow
def test_many_harmful_files_wait_for_each_other(monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.3)
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "import time; time.sleep(60)"))

    def refusal(n):
        with pytest.raises(UploadRefused) as refused:
            read(f"{n}.csv", TEXT)
        return str(refused.value)

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(refusal, range(8)))

    assert any("many other files" in one for one in said)


@pytest.mark.slow
def test_an_ordinary_user_may_read_too():
    """The limits need no right of root: a process that gave it up sets them all the same."""
    program = (
        "import os, resource; from interchange.reader import limits\n"
        "os.getuid() or os.setuid(65534)\n"
        "limits.set_limits(); print(resource.getrlimit(resource.RLIMIT_AS)[0])"
    )
    ended = subprocess.run(
        [sys.executable, "-E", "-c", program], cwd=apart.PROJECT, capture_output=True, text=True
    )

    assert ended.stdout.strip() == str(limits.MEMORY), ended.stderr
