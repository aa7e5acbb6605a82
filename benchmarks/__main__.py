"""Run every benchmark, one after the other, each in a process of its own.

`python -m benchmarks` runs all, `python -m benchmarks NAME …` some. Each script prints its own
figures: ours and its baselines', interleaved on the same data, as ratios.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(wanted):
    """Run the benchmarks of the names, or all. Gives 0 if every one ended well."""
    found = sorted(path.stem for path in HERE.glob("[!_]*.py"))
    unknown = set(wanted) - set(found)
    if unknown:
        print(f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(found)}.")
        return 2
    failed = [name for name in wanted or found if not runs_well(name)]
    if failed:
        print(f"\nNot to the end: {', '.join(failed)}")
    return 1 if failed else 0


def runs_well(name):
    print(f"\n== {name}", flush=True)
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
