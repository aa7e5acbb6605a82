"""What else is known of registrations is found by keys, whatever the database thinks it has."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.models import QualificationEntry
from entries.states import Status
from results.models import QualificationResult
from results.queries.circumstances import circumstances
from tests.factories import catalogue as offers
from tests.factories import entries as registered
from tests.factories.results import DIPLOMA, NOW

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]
COUNTED = "entries_candidate, entries_qualificationentry, results_qualificationresult"
MANY = 300
MOST_ROWS = 50 * MANY  # that a statement may look at; a whole centre for each would be MANY * MANY


@pytest.mark.parametrize("before", [1, 30])
def test_rows_are_read_as_many_as_there_are_registrations(centre, before):
    """The database counted its rows when few were registered and nobody awarded; not since."""
    registered.entries(centre, before, offers.qualification(DIPLOMA))
    count_rows()
    withdrawn = awarded_another_size(centre, MANY)

    with CaptureQueriesContext(connection) as asked:
        found = circumstances(withdrawn)

    assert {*found} == {*withdrawn}
    for one in asked:
        assert rows_read(one["sql"]) < MOST_ROWS, one["sql"]


def awarded_another_size(centre, number):
    """The ids of so many withdrawn registrations, of people awarded another size at the centre."""
    size = offers.qualification("05839")
    withdrawn = registered.entries(centre, number, offers.qualification(DIPLOMA))
    ids = [one.pk for one in withdrawn]
    QualificationEntry.objects.filter(pk__in=ids).update(status=Status.WITHDRAWN)
    for one in withdrawn:
        one.pk, one.qualification = None, size
    QualificationResult.objects.bulk_create(
        QualificationResult(
            entry=one,
            due=1,
            outcome=QualificationResult.Outcome.AWARD,
            grade="P",
            points=14,
            counted=[],
            specification=size.versions.latest("version"),
            issued_at=NOW,
        )
        for one in QualificationEntry.objects.bulk_create(withdrawn)
    )
    return ids


def count_rows():
    """Have the database count and judge the rows it plans by."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {COUNTED}")


def rows_read(sql):
    """How many rows all steps of the statement look at together."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}")
        [[found]] = cursor.fetchall()
    [explained] = json.loads(found) if isinstance(found, str) else found
    return looked_at(explained["Plan"])


def looked_at(step):
    """How many rows a step and those below it give or leave out."""
    left_out = sum(count for name, count in step.items() if name.startswith("Rows Removed"))
    own = (step["Actual Rows"] + left_out) * step["Actual Loops"]
    return own + sum(map(looked_at, step.get("Plans", ())))
