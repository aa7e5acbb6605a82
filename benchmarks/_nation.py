"""A nation's registrations and unit results, made in the database itself and by hash.

Every run makes the same: each candidate is registered once, at a centre of about 230, and holds
some of the units of that qualification, some of them twice.
"""

from datetime import UTC, datetime

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AT_A_CENTRE = 230
FEWEST_UNITS = 9  # of a qualification that is taken part
MADE = (
    """INSERT INTO accounts_centre (number, name, email, accounts_email)
       SELECT (10000 + i)::text, 'Centre ' || i, 'exams@c' || i || '.example', ''
       FROM generate_series(0, %(candidates)s / %(at_a_centre)s) i""",
    """INSERT INTO entries_candidate (id, ocr_number, surname, forenames, born_on, sex, uci, uln,
                                      created_at, likeness_keys)
       SELECT 1000000 + i, (20000000 + i)::text, 'Name' || hashint4(i) %% 5000, 'Given',
              '2008-09-01'::date + i %% 700, 'X', '', '', %(at)s, '{}'
       FROM generate_series(1, %(candidates)s) i""",
    """INSERT INTO entries_qualificationentry (id, candidate_id, person_id, twice, centre_id,
              qualification_id, candidate_number, pathway, completes_in, status, made_at,
              made_by_id)
       SELECT 1000000 + i, 1000000 + i, 1000000 + i, false, centre.id, code.id,
              lpad((i %% %(at_a_centre)s + 1)::text, 4, '0'), '', 2026, 'registered', %(at)s,
              %(by)s
       FROM generate_series(1, %(candidates)s) i
       JOIN accounts_centre centre
            ON centre.number = (10000 + (i - 1) / %(at_a_centre)s)::text
       JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place
             FROM unnest(%(codes)s::bigint[]) AS id) code
            ON code.place = abs(hashint4(i)::bigint) %% cardinality(%(codes)s::bigint[])""",
    """INSERT INTO results_unitresult (candidate_id, unit_id, centre_id, qualification_id, grade,
                                       series_id, banked_at, banked_by_id, cause)
       SELECT entry.candidate_id, takes.unit_id, entry.centre_id, entry.qualification_id,
              substr('DDMMMPPPPU', 1 + ((chance / 128 + time * 3) %% 10)::int, 1),
              (%(series)s::bigint[])[time], %(at)s, %(by)s, ''
       FROM entries_qualificationentry entry
       JOIN catalogue_qualificationunit takes USING (qualification_id)
       CROSS JOIN LATERAL (SELECT abs(hashint8(entry.id * 1000 + takes.unit_id)::bigint) AS chance)
            hashed
       CROSS JOIN generate_series(1, 2) AS time
       WHERE chance %% 128 < CASE time WHEN 1 THEN 118 ELSE 24 END
       ORDER BY entry.id""",
    """INSERT INTO entries_awarddue (entry_id, due, done, raised_at, attempts, problem)
       SELECT id, 1, 0, %(at)s, 0, '' FROM entries_qualificationentry ORDER BY id""",
)


def settle_a_nation(candidates):
    """Make that many candidates, all of whose awards are due; gives how many unit results."""
    from django.db import connection

    from interchange.accounts.commands import service_account
    from interchange.catalogue import commands
    from tests.factories import catalogue

    by = service_account()
    commands.load_catalogue(by=by, at=AT)
    known = {
        "candidates": candidates,
        "at_a_centre": AT_A_CENTRE,
        "at": AT,
        "by": by.pk,
        "codes": _codes(),
        "series": [catalogue.a_series(2026, 1).pk, catalogue.a_series(2026, 6).pk],
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in MADE:
            cursor.execute(statement, known)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")
        cursor.execute("SELECT count(*) FROM results_unitresult")
        return cursor.fetchone()[0]


def _codes():
    """The qualifications that are taken, by id."""
    from interchange.catalogue import queries
    from interchange.catalogue.models import Qualification

    rules = queries.specifications(Qualification.objects.values("code"))
    taken = Qualification.objects.filter(code__in=rules).order_by("code")
    return [
        one.pk
        for one in taken
        if rules[one.code].offered and len(rules[one.code].units) >= FEWEST_UNITS
    ]
