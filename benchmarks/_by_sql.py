"""The awards by SQL, as someone who knows it well would write it: in PostgreSQL by one statement.

The same expressions serve DuckDB, which is handed the unit results.
"""

from benchmarks._baseline_rules import GRADES, SIZES, WRITE, rates, steps
from benchmarks._nation import AT

MEMORY = "256MB"  # for each sort and hash of the statement
READ = """
    SELECT entry.id AS entry_id, entry.qualification_id, result.unit_id, result.grade
    FROM entries_awarddue due
    JOIN entries_qualificationentry entry ON entry.id = due.entry_id
    JOIN results_unitresult result ON result.candidate_id = entry.candidate_id
    WHERE due.done < due.due
"""
CHOSEN = """
WITH best AS (
    SELECT entry_id, qualification_id, mandatory, size, max(points) AS rate
    FROM {results} results
    JOIN baseline_unit unit USING (unit_id)
    JOIN (VALUES {rates}) rate (grade, points) USING (grade)
    GROUP BY entry_id, qualification_id, unit_id, mandatory, size
), held AS (
    SELECT entry_id, qualification_id, count(*) FILTER (WHERE mandatory) AS mandatory,
           sum(size * rate) FILTER (WHERE mandatory) AS points, {held}
    FROM best GROUP BY entry_id, qualification_id
), chosen AS (
    SELECT entry_id, qualification_id, (held.points + max({earned}))::int AS points
    FROM held
    JOIN baseline_rules rules USING (qualification_id)
    JOIN baseline_way way USING (qualification_id)
    WHERE held.mandatory = rules.mandatory AND {enough}
    GROUP BY entry_id, qualification_id, held.points
)"""
GRADED = """, graded AS (
    SELECT entry_id, points,
           rules.grades[width_bucket(points, rules.thresholds)] AS reached
    FROM chosen JOIN baseline_rules rules USING (qualification_id)
), awarded AS (
    SELECT entry_id, CASE WHEN reached IS NULL THEN 'unclassified' ELSE 'award' END AS outcome,
           coalesce(reached, 'U') AS grade, points
    FROM graded
), """


def by_one_statement():
    """Read, decide and write by one INSERT … SELECT."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
        cursor.execute(chosen(f"({READ})") + GRADED + write())


def write():
    """The statement that writes what `awarded` holds; `awarded` stands before it."""
    from interchange.accounts.commands import service_account

    return WRITE.format(at=AT.isoformat(), by=service_account().pk)


def chosen(results):
    """The points of the best collection of each entry that is complete, from these results.

    Begins a statement; the table `chosen` has entry_id, qualification_id and points.
    """
    worth = rates()
    held = [
        f"count(*) FILTER (WHERE NOT mandatory AND size = {size} AND rate >= {worth[grade]})"
        f" AS {grade}{size}"
        for grade in GRADES
        for size in SIZES
    ]
    upto = [
        " + ".join(f"least(size{size}, {grade}{size}) * {size}" for size in SIZES)
        for grade in GRADES
    ]
    earned = (
        f"least({most}, rules.need) * {step}" for most, step in zip(upto, steps(), strict=True)
    )
    enough = (f"size{size} <= {GRADES[-1]}{size}" for size in SIZES)
    return CHOSEN.format(
        results=results,
        rates=", ".join(f"('{grade}', {rate})" for grade, rate in worth.items()),
        held=", ".join(held),
        earned=" + ".join(earned),
        enough=" AND ".join(enough),
    )
