"""Run every benchmark, one after the other, each in a process of its own.

`python -m benchmarks` runs all, `python -m benchmarks NAME …` some. Each script prints its own
figures, ours and its baselines' interleaved on the same data, a row each (`_figures`); `JSON=PATH`
has them written to a file as well. With `--small` they run in one process on one database, at a
size whose figures say nothing: only whether ours and the baselines agree.
"""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from benchmarks._database import database

HERE = Path(__file__).parent
SMALL = {"SMALL": "1", "ROUNDS": "1", "ENTRIES": "24", "PEOPLE": "4", "LINES": "220"}


def main(words):
    """Run the benchmarks of the names, or all. Gives 0 if every one ended well."""
    wanted = [word for word in words if word != "--small"]
    known = sorted(path.stem for path in HERE.glob("[!_]*.py"))
    unknown = set(wanted) - set(known)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(known)}.")
        return 2
    if path := os.environ.get("JSON"):
        Path(path).unlink(missing_ok=True)
    failed = (at_a_small_size if "--small" in words else in_turn)(wanted or known)
    if failed:
        print(f"\nNot to the end: {', '.join(failed)}")
    return 1 if failed else 0


def in_turn(names):
    """Run each in a process of its own. Gives the names of those that failed."""
    return [name for name in names if not runs_well(name)]


def runs_well(name):
    """Whether the benchmark ends well."""
    print(f"\n== {name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode == 0


def at_a_small_size(names):
    """Run them here on one database. Gives the names of those whose ways did not agree."""
    os.environ.update(SMALL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interchange.settings")
    failed = []
    with database():
        for name in names:
            print(f"\n== {name}, small: the figures say nothing", flush=True)
            if import_module(f"benchmarks.{name}").main():
                failed.append(name)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
