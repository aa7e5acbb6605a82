"""Who holds which candidate number, by what was entered; and which registrations stand twice.

Where two people who both still have something open had one number at a centre, the one entered
first keeps it and the other's holding is marked as disputed. Where a person (after a merge) has two
open registrations for one qualification at a centre, the later one is marked. The board finds both
under what waits for it; nothing is closed or lost here.
"""

import logging

from django.db import migrations

log = logging.getLogger(__name__)

WHOSE = """
    UPDATE entries_qualificationentry entry SET person_id = candidate.person_id
    FROM entries_candidate candidate WHERE candidate.id = entry.candidate_id
"""
TWICE = """
    UPDATE entries_qualificationentry SET twice = true
    WHERE id IN (
        SELECT id
        FROM (
            SELECT id, row_number() OVER (
                PARTITION BY person_id, centre_id, qualification_id ORDER BY made_at, id
            ) AS place
            FROM entries_qualificationentry WHERE status IN ('registered', 'withdrawn')
        ) AS open
        WHERE place > 1
    )
"""
HOLDINGS = """
    WITH used AS (
        SELECT centre_id, candidate_number AS number, candidate_id, made_at,
               status IN ('registered', 'withdrawn') AS open
        FROM entries_qualificationentry
        UNION ALL
        SELECT unit.centre_id, unit.candidate_number, unit.candidate_id, unit.made_at,
               unit.status = 'entered' AND (
                   series.id IS NULL OR series.results_on IS NULL
                   OR series.results_on > (now() AT TIME ZONE 'Europe/London')::date
               )
        FROM entries_unitentry unit LEFT JOIN catalogue_series series ON series.id = unit.series_id
    ), held AS (
        SELECT used.centre_id, used.number, candidate.person_id, min(used.candidate_id) AS candidate,
               (min(used.made_at) AT TIME ZONE 'Europe/London')::date AS from_on,
               min(used.made_at) AS since, bool_or(used.open) AS open
        FROM used JOIN entries_candidate candidate ON candidate.id = used.candidate_id
        GROUP BY 1, 2, 3
    ), ranked AS (
        SELECT held.*,
               count(*) FILTER (WHERE open) OVER each_number AS many_open,
               row_number() OVER (
                   PARTITION BY centre_id, number ORDER BY open DESC, since, candidate
               ) AS first_open,
               row_number() OVER (
                   PARTITION BY centre_id, number ORDER BY since DESC, candidate DESC
               ) AS from_last
        FROM held WINDOW each_number AS (PARTITION BY centre_id, number)
    )
    INSERT INTO entries_numberholding
        (centre_id, number, candidate_id, person_id, from_on, until_on, disputed)
    SELECT centre_id, number, candidate, person_id, from_on,
           CASE
               WHEN open OR (many_open = 0 AND from_last = 1) THEN NULL
               ELSE from_on
           END,
           open AND first_open > 1
    FROM ranked
    ORDER BY centre_id, number, since
"""
REPORT = """
    SELECT (SELECT count(*) FROM entries_numberholding WHERE disputed),
           (SELECT count(*) FROM entries_qualificationentry WHERE twice)
"""


def hold(apps, schema_editor):
    """Work out who holds which number, and what stands in the way of one each."""
    with schema_editor.connection.cursor() as cursor:
        for statement in (WHOSE, TWICE, HOLDINGS, REPORT):
            cursor.execute(statement)
        disputed, twice = cursor.fetchone()
    if disputed:
        log.warning(
            "%s candidate numbers are held by two people: the board finds them under Number"
            " holdings, and gives another number",
            disputed,
        )
    if twice:
        log.warning(
            "%s registrations stand beside another of the same person: the board finds them under"
            " Qualification entries, and withdraws one of each two",
            twice,
        )


class Migration(migrations.Migration):
    dependencies = [("entries", "0010_numbers_are_held")]

    operations = [migrations.RunPython(hold, migrations.RunPython.noop)]
