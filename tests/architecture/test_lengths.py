"""A file is short enough to be read at once: code and tests of at most 250 lines."""

from tests.house import PACKAGES, ROOT

MOST = 250
LONGER = {  # still to be cut by noun; nothing is added
    "claims/rules/visits.py",
}


def lengths():
    """How many lines each file has that we write; migrations are Django's."""
    paths = [
        path
        for place in (*PACKAGES, "benchmarks", "tests")
        for path in (ROOT / place).rglob("*.py")
    ]
    return {
        path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines())
        for path in paths
        if "migrations" not in path.parts
    }


def test_no_file_is_longer_than_can_be_read_at_once():
    long = {name: lines for name, lines in lengths().items() if lines > MOST}

    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}
    assert LONGER - long.keys() == set(), "these are short enough by now: take them out of the list"
