"""The awards by DuckDB, reading and writing by ADBC: the SQL for PostgreSQL over Arrow tables."""

from benchmarks import _adbc, _by_sql

GRADED = """
SELECT entry_id, CASE WHEN grade IS NULL THEN 'unclassified' ELSE 'award' END AS outcome,
       coalesce(grade, 'U') AS grade, chosen.points
FROM chosen
ASOF LEFT JOIN baseline_boundary boundary
     ON boundary.qualification_id = chosen.qualification_id AND chosen.points >= boundary.points
"""


def award():
    """By DuckDB: the expressions of the statement for PostgreSQL, over Arrow tables."""
    import duckdb

    with _adbc.connected() as database, duckdb.connect() as duck:
        for name in ("unit", "rules", "way", "boundary"):
            duck.register(f"baseline_{name}", _adbc.table(database, name))
        duck.register("unit_results", _adbc.read(database))
        awarded = duck.sql(_by_sql.chosen("unit_results") + GRADED)
        _adbc.write(database, awarded.to_arrow_table())
