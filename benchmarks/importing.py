"""A file of entries of 89,000 lines, checked and loaded, beside the obvious ways to take it.

Ours reads, checks, shows and loads it, with its trail and with the awards that can become due. The
baselines (`_takers`) take lines that are already read and sound, and make the same candidates and
registrations: an entry at a time and by django-import-export (a share of each is timed), by its
bulk mode, in bulk by the ORM, and as the floor by bare COPY. django-import-export leaves no trail.
All make the same rows. Then the same file again, and as amendments; how long another centre waits
that registers somebody while it is loaded; and in a process of its own
what memory a worker needs. `LINES=` chooses how many; a centre has at most 9,999 candidates, who
have a line for each subject, so it has no file of more than about 90,000 registrations. `WAYS=`
chooses some of the ways by their names, parted by commas.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks._database import database, small
from benchmarks._figures import Figure, report, share, times

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
A_SHARE = 20
ROUNDS = int(os.environ.get("ROUNDS", "3"))
GOALS = {
    "an entry at a time": 100,
    "django-import-export": 100,
    "its bulk mode": 8,
    "in bulk by the ORM": 3,
}
SHARES = {"an entry at a time", "django-import-export"}  # of which only a part is timed
FLOOR, AGAIN, MEMORY = 3.5, 2, 128  # times the bare COPY, times the first; megabytes
AT_MOST_WAITED = 1  # second
OURS, BARE = "ours", "bare COPY"


def main():
    """Print how long each takes and the ratios. Gives 1 if they made different rows."""
    alone = "memory" in sys.argv
    with database():
        failed = memory() if alone else compare()
    if alone or small():
        return failed
    command = [sys.executable, "-m", "benchmarks.importing", "memory"]
    return failed or subprocess.run(command).returncode


def compare():
    """Run all in turn on the same lines."""
    from benchmarks import _files, _takers

    centre, by = _files.prepare()
    rows = _files.lines()
    content = _files.file_of(rows)
    some = rows[:: A_SHARE * _files.LINES_EACH]
    ways = {
        OURS: lambda: _files.ours(centre, by, content),
        "an entry at a time": lambda: _takers.one_by_one(centre, by, some),
        "django-import-export": lambda: _takers.packaged(centre, by, some),
        "its bulk mode": lambda: _takers.packaged(centre, by, rows, bulk=True),
        "in bulk by the ORM": lambda: _takers.in_bulk(centre, by, rows),
        BARE: lambda: _takers.bare(centre, by, rows),
    }
    if chosen := os.environ.get("WAYS"):
        ways = {name: way for name, way in ways.items() if name in {OURS, BARE, *chosen.split(",")}}
    seconds, answers = {name: [] for name in ways}, {}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            _files.start_over()
            began = time.perf_counter()
            count = way()
            seconds[name].append((time.perf_counter() - began) / count * len(rows))
            answers[name] = _files.entered()
    took = {name: statistics.median(measured) for name, measured in seconds.items()}
    told = [*figures(took, len(rows)), *again(centre, by, rows), beside(centre, by, rows)]
    report("importing", told)
    whole = {name: each for name, each in answers.items() if name not in SHARES}
    same = len(set(map(str, whole.values()))) == 1
    print("All made the same rows." if same else "They made DIFFERENT rows.")
    return int(not same)


def figures(took, count):
    """Ours beside the others, by the seconds of each."""
    ours = took[OURS]
    beside = [
        times(f"{count:,} entries beside {name}", ours, took[name], at_least=goal)
        for name, goal in GOALS.items()
        if name in took
    ]
    return [*beside, share("the same beside the bare COPY", ours, took[BARE], at_most=FLOOR)]


def again(centre, by, rows):
    """The same file once more changes nothing, nor does it as one of amendments."""
    from benchmarks import _files
    from entries import queries

    _files.start_over()
    content = _files.file_of(rows)
    first, file = timed(lambda: _files.send(centre, by, content))
    _files.confirm(file, by)
    figures = []
    for name, data_type in (("as amendments", "A"), ("again", "E")):
        content = _files.file_of(rows, data_type)
        took, file = timed(lambda content=content: _files.send(centre, by, content))
        there = queries.tally(file).counts["already"]
        what = f"the same file {name}: {there:,} already there"
        figures.append(share(what, took, first, at_most=AGAIN))
    return figures


def beside(centre, by, rows):
    """The longest that another centre waits which registers one after the other meanwhile."""
    from benchmarks import _files

    _files.start_over()
    file = _files.send(centre, by, _files.file_of(rows))
    other = _files.another()
    loading = threading.Thread(target=_files.confirm_apart, args=(file, by))
    loading.start()
    waited, number = [], 0
    while loading.is_alive() or not waited:
        number += 1
        waited.append(timed(lambda: _files.register(*other, number))[0])  # noqa: B023
    loading.join()
    assert len(_files.entered()) == len(rows) + number, "the file was not loaded"
    what = f"the longest of {number} registrations elsewhere while it is loaded"
    return Figure(what, max(waited), at_most=AT_MOST_WAITED)


def timed(does):
    """How long it takes, and what it gives."""
    began = time.perf_counter()
    given = does()
    return time.perf_counter() - began, given


def memory():
    """Print by how much a worker grows that loads a file, checks it again, and loads another.

    It is made and sent by other processes, as by a page.
    """
    from benchmarks import _files

    centre, by = _files.prepare()
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "file"
        elsewhere(lambda: path.write_bytes(_files.file_of(_files.lines())))
        warm_up()
        before, figures = peak(), []
        for what in ("the first file is loaded", "it is checked again", "a second one is loaded"):
            if what.startswith("a second"):
                elsewhere(_files.start_over)
                elsewhere(lambda: path.write_bytes(_files.file_of(_files.lines(seed=2))))
            elsewhere(lambda: _files.post(centre, by, path.read_bytes()))
            _files.work(centre, by, load="loaded" in what)
            what = f"more memory when {what}"
            figures.append(Figure(what, peak() - before, unit="MB", at_most=MEMORY))
    report("importing", figures)
    return 0


def warm_up():
    """Load what a worker has loaded before the first file."""
    from benchmarks._files import AT
    from entries import commands
    from results.queries import sittings

    commands.work_a_file(at=AT, sat=sittings)


def elsewhere(does):
    """Do something in a process of its own, with a connection of its own."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if not child:
        failed = 1
        try:
            does()
            failed = 0
        finally:
            os._exit(failed)
    assert os.waitpid(child, 0)[1] == 0, "what another process was to do failed"


def peak():
    """The most memory this process has had, in megabytes.

    Not by getrusage, which begins with what the process had that started this one.
    """
    _, kept = Path("/proc/self/status").read_text().split("VmHWM:")
    return int(kept.split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
