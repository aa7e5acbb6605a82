"""Whose row a row is, is asked in one way: `person` of the candidate's record (docs/adr/0041)."""

import re

import pytest

from tests.house import PACKAGES, ROOT

MERGING = {"entries/commands/persons.py"}  # what writes `merged_into`, and parts records again
MODEL = "entries/models/candidates.py"  # where the column is worked out

OTHER_WAYS = (
    r"merged_into(_id)?\s+or\b",
    r"Coalesce\([^)]*merged_into",
    r"coalesce\([^)]*merged_into",
    r"merged_into__(?!isnull)",
    r"merged_into_id\s*=",
    r"merged_into(_id)?\s+if\b",
    r"merged_into\s*=\s*(?!None\b)",
    r"\.merged\.(all|filter|values)",
)


def modules():
    """Every file of ours but migrations, by its path from the root."""
    for app in (*PACKAGES, "benchmarks"):
        for path in sorted((ROOT / app).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if "/migrations/" not in name and name not in {*MERGING, MODEL}:
                yield name, path.read_text()


def others_in(text):
    """The lines that ask whose a record is in another way."""
    lines = text.splitlines()
    return [line.strip() for line in lines if any(re.search(way, line) for way in OTHER_WAYS)]


@pytest.mark.slow
def test_whose_a_record_is_is_asked_in_one_way():
    found = {name: lines for name, text in modules() if (lines := others_in(text))}

    assert found == {}, "ask for candidate.person_id, candidate__person"


@pytest.mark.parametrize(
    "line",
    [
        "person = named.merged_into or named",
        "ids = {one.merged_into_id or one.pk for one in candidates}",
        'PERSON = Coalesce("candidate__merged_into", "candidate")',
        "found = found.filter(candidate__merged_into__in=ids)",
        "WHERE candidate.merged_into_id = ANY(%(persons)s)",
        "Candidate.objects.filter(Q(pk=person.pk) | Q(merged_into=person))",
    ],
)
def test_another_way_is_seen(line):
    assert others_in(line) == [line]
