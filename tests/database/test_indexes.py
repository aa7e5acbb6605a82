"""No index is kept up that another one does the work of."""

import pytest
from django.db import connection

BEGIN_OTHERS = """
    SELECT one.indexrelid::regclass::text, other.indexrelid::regclass::text
    FROM pg_index one
    JOIN pg_index other ON other.indrelid = one.indrelid AND other.indexrelid <> one.indexrelid
    JOIN pg_class shape ON shape.oid = one.indexrelid
    JOIN pg_class others ON others.oid = other.indexrelid AND others.relam = shape.relam
    JOIN pg_am kind ON kind.oid = shape.relam AND kind.amname = 'btree'
    JOIN pg_class place ON place.oid = one.indrelid AND place.relname SIMILAR TO %s
    WHERE NOT one.indisunique AND one.indexprs IS NULL AND other.indexprs IS NULL
      AND coalesce(one.indpred::text, '') = coalesce(other.indpred::text, '')
      AND (one.indkey::text || ' ') = left(other.indkey::text || ' ', length(one.indkey::text) + 1)
      AND (one.indclass::text || ' ')
          = left(other.indclass::text || ' ', length(one.indclass::text) + 1)
      AND (one.indkey::text <> other.indkey::text OR one.indexrelid > other.indexrelid
           OR other.indisunique)
    ORDER BY 1, 2
"""
GROWS = "|".join(  # with the candidates; of what is small an index more or less is no matter
    (
        "audit_event",
        "claims_(line|unsaved)",
        "entries_(awarddue|candidate|charge|numberholding|qualificationentry|unitentry)",
        "notifications_message",
        "results_(keptstanding|qualificationresult|unitresult)",
    )
)


@pytest.mark.django_db
def test_no_index_of_what_grows_is_the_beginning_of_another():
    with connection.cursor() as cursor:
        cursor.execute(BEGIN_OTHERS, [GROWS])
        assert cursor.fetchall() == []
