"""What a test leaves in the database goes, and what it took or changed there comes back."""

import pytest
from django.db import connection

from interchange.catalogue.models import Fee, Unit
from tests import ownership, stage

KEEP_QUIET = "SET session_replication_role = replica"  # what is append-only changes, too


def rows():
    """What stands in each table, as one text."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT string_agg(t::text, chr(10) ORDER BY t::text) FROM "{table}" t')
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_after_a_test_everything_stands_as_at_first(request):
    first = rows()
    request.getfixturevalue("exams_officer")
    with ownership.owning(connection, KEEP_QUIET):
        Unit.objects.filter(number="1").update(title="Another title")
        Fee.objects.order_by("pk")[0].delete()
        Fee.objects.update(pence=1)
    changed = {table for table, text in rows().items() if text != first[table]}
    assert changed >= {"accounts_user", "catalogue_unit", "catalogue_fee"}

    stage.set_back()
    assert rows() == first
    stage.set_back()
    assert rows() == first
