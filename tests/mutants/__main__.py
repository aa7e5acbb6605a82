"""Play the mutants: `python -m tests.mutants [WORD …]`; only those with a word, or all.

A word is a kind, one of `rights`, `moves`, `rules` and `runs`, or part of a mutant's sentence or
file. Each is played in a copy of the source, never here. The tests named must pass before anything
is spoilt.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue

from tests.mutants import ROOT, Mutant, Outdated
from tests.mutants.after_results import AFTER_RESULTS
from tests.mutants.awards import AWARDS
from tests.mutants.exam_files import EXAM_FILES
from tests.mutants.identity import IDENTITY
from tests.mutants.lives import LIVES
from tests.mutants.moves import MOVES
from tests.mutants.reductions import REDUCTIONS
from tests.mutants.rights import RIGHTS
from tests.mutants.rules import RULES
from tests.mutants.runs import RUNS
from tests.mutants.whose import WHOSE

KINDS = {
    "rights": RIGHTS + WHOSE,
    "moves": MOVES,
    "rules": RULES + AWARDS + IDENTITY + EXAM_FILES + REDUCTIONS + LIVES + AFTER_RESULTS,
    "runs": RUNS,
}
BESIDE_SERVERS = (sys.executable, "-m", "local", "run", "--")  # of each run's own
PYTEST = (sys.executable, "-m", "pytest", "-x", "-q", "--no-header")
NONE_GIVEN = {"DATABASE_URL": "", "DATABASE_OWNER_URL": ""}  # roles are shared by a whole server
BUILT = "static/built"  # not tracked, and pages need it
PASSED, FAILED = 0, 1  # what pytest's exit codes mean
KILLED = "killed"


def main(words: list[str]) -> int:
    """Play the mutants chosen by the words; give 1 where one lives or cannot be played.

    Gives 2, and says what there is, where a word fits no mutant.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("words", nargs="*", metavar="WORD")
    parser.add_argument("--at-once", type=int, default=2, metavar="COUNT")
    asked = parser.parse_args(words)
    if unfit := [f"“{word}”" for word in asked.words if not chosen([word])]:
        print(f"No mutant's sentence or file has {', '.join(unfit)} in it.", file=sys.stderr)
        print(f"The kinds are {', '.join(KINDS)}.", file=sys.stderr)
        return 2
    mutants = chosen(asked.words)
    try:
        for mutant in mutants:
            mutant.spoilt()
    except Outdated as problem:
        print(problem, file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies = _copies(Path(folder), asked.at_once)
        return _play(mutants, copies)


def chosen(words: list[str]) -> list[Mutant]:
    """The mutants that one of the words speaks of; all without words."""
    return [
        mutant
        for kind, mutants in KINDS.items()
        for mutant in mutants
        if not words or any(_fits(word, kind, mutant) for word in words)
    ]


def _fits(word, kind, mutant):
    """Whether a word speaks of a mutant of the kind; the name of a kind, of no other kind's."""
    return word == kind if word in KINDS else word in mutant.says or word in mutant.file


def _play(mutants: list[Mutant], copies: SimpleQueue) -> int:
    """Say of each mutant what became of it; give the exit code."""
    wrong = 0
    with ThreadPoolExecutor(copies.qsize()) as threads:
        tests = sorted({one for mutant in mutants for one in mutant.tests})
        halves = [half for half in (tests[::2], tests[1::2]) if half]
        for code, told in threads.map(lambda half: _run(copies, half), halves):
            if code != PASSED:
                print(told, "The tests fail before anything is spoilt.", sep="\n", file=sys.stderr)
                return 1
        found = threads.map(lambda mutant: _run(copies, mutant.tests, mutant), mutants)
        for mutant, (code, told) in zip(mutants, found, strict=True):
            said = _fate(code, told)
            print(f"{said} {mutant.says} ({mutant.file})", flush=True)
            wrong += said != KILLED
    print(f"{len(mutants)} mutants, {len(mutants) - wrong} killed")
    return 1 if wrong or not mutants else 0


def _fate(code: int, told: str) -> str:
    """What became of a mutant: only a test that fails kills it, no set-up that breaks."""
    if code == FAILED and " failed" in told.strip().splitlines()[-1]:
        return KILLED
    return "LIVES " if code == PASSED else f"BROKEN\n{told}\n"


def _run(copies: SimpleQueue, tests, mutant: Mutant | None = None) -> tuple[int, str]:
    """Run the tests in a copy that is free, spoilt by the mutant; give pytest's code and words."""
    copy = copies.get()
    before = (copy / mutant.file).read_text() if mutant else ""
    try:
        if mutant:
            (copy / mutant.file).write_text(mutant.spoilt(copy))
        command, environment = [*BESIDE_SERVERS, *PYTEST, *tests], {**os.environ, **NONE_GIVEN}
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    finally:
        if mutant:
            (copy / mutant.file).write_text(before)
        copies.put(copy)
    return done.returncode, done.stderr[-2000:] + done.stdout[-2000:]


def _copies(folder: Path, count: int) -> SimpleQueue:
    """So many copies of the source as it stands."""
    copies: SimpleQueue = SimpleQueue()
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    files = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for number in range(count):
        copy = folder / str(number)
        for name in filter(None, files.split("\0")):
            if (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, copy / name)
        (copy / BUILT).symlink_to(ROOT / BUILT)
        copies.put(copy)
    return copies


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
