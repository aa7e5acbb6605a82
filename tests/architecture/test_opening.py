"""Whether results are opened or out is asked of interchange/catalogue/opening.py, nowhere else.

A results day alone says neither the hour, nor an earlier release, nor an embargo.
"""

import re

import pytest

from tests.house import APPS, ROOT

HOME = ROOT / "interchange/catalogue/opening.py"
NAMES = "results_on|results_day|results_time|others_on|others_time|released_at|out_on|opens_at"
DAYS = rf"(?:\b|__)(?:{NAMES})"
SPELLINGS = [
    rf"{DAYS}__(lt|lte|gt|gte|date|isnull|range)",  # a condition of rows
    rf"{DAYS}=None\b",  # … of what has no day yet
    rf"{DAYS}\b\s*(<|>|<=|>=)\s*\w",  # a comparison
    rf"\w\s*(<|>|<=|>=)\s*[\w.]*{DAYS}\b",
    r"\.(released_at|others_on)\s+(and|or)\b",  # half the question
    r"[\"']series__(results_on|others_on|released_at)[\"']",  # a column of it
]
ELSEWHERE = {  # compares days that are no question whether results are out
    "entries/rules/resizing.py": "claims_on < on < results_on",  # when top-ups wait, by the board
    "interchange/catalogue/models/series.py": "if self.others_on and not opens",
}


def sources():
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts and path != HOME:
                yield path


def other_spellings():
    """(file, line, text) of each place that asks by itself."""
    for path in sources():
        name = str(path.relative_to(ROOT))
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if ELSEWHERE.get(name, "\0") in line:
                continue
            if any(re.search(one, line) for one in SPELLINGS):
                yield f"{name}:{number}: {line.strip()}"


def test_nobody_else_asks_whether_results_are_out():
    said = "\n".join(other_spellings())
    assert not said, (
        "Ask Series.is_opened or is_out, or the conditions opened_by and out_by of"
        f" interchange/catalogue/opening.py:\n{said}"
    )


@pytest.mark.parametrize(
    "line",
    [
        "Q(series__results_on__gt=on)",
        "Q(series__results_on=None) | x",
        "if series.results_on and on >= series.results_on:",
        "series.results_day <= today",
        "Q(series__released_at__date__lte=on)",
        "is_out = series.released_at and not series.others_on",
        'Greatest("series__results_on", "series__others_on")',
        'values_list(WHOSE, "series__results_on")',
    ],
)
def test_the_ways_in_which_it_was_asked_are_found(line):
    assert any(re.search(one, line) for one in SPELLINGS)
