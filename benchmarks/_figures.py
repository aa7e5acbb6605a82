"""What benchmarks print: one row a figure, ours beside a baseline, and whether the goal is met.

With `JSON=PATH` the same is added to the list in that file.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

HEAD = ("what", "ours", "baseline", "ratio", "goal", "")
WIDTHS = (50, 14, 14, 9, 9, 6)


@dataclass(frozen=True)
class Figure:
    """Ours, and what it is measured by.

    `ratio` is what the goal is about: ours by the baseline's or the other way round, as `what`
    says; without a baseline it is ours. The goal is `at_most` or `at_least` so much; neither, and
    the figure is there to be known.
    """

    what: str
    ours: float
    baseline: float | None = None
    unit: str = "s"
    ratio: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        measured = self.ours if self.ratio is None else self.ratio
        if self.at_most is not None:
            return measured <= self.at_most
        return None if self.at_least is None else measured >= self.at_least


def share(what, ours, baseline, unit="s", at_most=None) -> Figure:
    """A figure whose goal is a share of the baseline's: at most so many times as much."""
    return Figure(what, ours, baseline, unit, ours / baseline, at_most=at_most)


def times(what, ours, baseline, unit="s", at_least=None) -> Figure:
    """A figure whose goal is by how much less ours is: at least so many times."""
    return Figure(what, ours, baseline, unit, baseline / ours, at_least=at_least)


def report(benchmark, figures):
    """Print the figures of the benchmark, a row each, and add them to the file of `JSON`."""
    print(_row(HEAD))
    for one in figures:
        print(_row(_cells(one)))
    if path := os.environ.get("JSON"):
        _add(Path(path), [{"benchmark": benchmark, **_as_values(one)} for one in figures])


def _cells(one):
    goal, sign = (one.at_most, "≤") if one.at_most is not None else (one.at_least, "≥")
    return (
        one.what,
        _told(one.ours, one.unit),
        "" if one.baseline is None else _told(one.baseline, one.unit),
        "" if one.ratio is None else f"{one.ratio:,.2f} ×",
        "" if goal is None else f"{sign} {goal:g}",
        {None: "", True: "met", False: "short"}[one.is_met],
    )


def _told(number, unit):
    """A number with its unit, as long as it needs to be told from others."""
    digits = 0 if number >= 1000 else 3 if number < 1 else 2
    return f"{number:,.{digits}f} {unit}".strip()


def _row(cells):
    first, *rest = zip(cells, WIDTHS, strict=True)
    return "{:{}}".format(*first) + "".join(f"{cell:>{width}}" for cell, width in rest)


def _as_values(one):
    return {**asdict(one), "met": one.is_met}


def _add(path, rows):
    """Add the rows to the list in the file."""
    before = json.loads(path.read_text()) if path.exists() else []
    path.write_text(json.dumps(before + rows, indent=1, ensure_ascii=False) + "\n")
