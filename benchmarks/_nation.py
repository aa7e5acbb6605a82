"""A nation's registrations and unit results, made in the database itself and by hash.

Every run makes the same: each candidate is registered once, at a centre of about 230, and holds
some of the units of that qualification, some of them twice. The qualifications are the published
ones or invented ones; of these each holds 4 to 20 units, the mandatory ones first, and sat up to
two exams again.
"""

from datetime import UTC, datetime

from benchmarks import _invented

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
AT_A_CENTRE = 230
FEWEST_UNITS = 9  # of a qualification that is taken part
REGISTERED = (
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
)
SOME_UNITS = """
   INSERT INTO results_unitresult (candidate_id, unit_id, centre_id, qualification_id, grade,
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
   ORDER BY entry.id"""
MANDATORY_FIRST = """
   INSERT INTO results_unitresult (candidate_id, unit_id, centre_id, qualification_id, grade,
                                   series_id, banked_at, banked_by_id, cause)
   SELECT entry.candidate_id, taken.unit_id, entry.centre_id, entry.qualification_id,
          substr(CASE WHEN examined THEN 'DDMMMPPPRU' ELSE 'DDMMMPPPPU' END,
                 1 + ((chance / 128 + time * 3) %% 10)::int, 1),
          (%(series)s::bigint[])[time], %(at)s, %(by)s, ''
   FROM entries_qualificationentry entry
   CROSS JOIN LATERAL (
       SELECT takes.unit_id, unit.examined, takes.position,
              abs(hashint8(entry.id * 1000 + takes.unit_id)::bigint) AS chance
       FROM catalogue_qualificationunit takes
       JOIN catalogue_unit unit ON unit.id = takes.unit_id
       WHERE takes.qualification_id = entry.qualification_id
       ORDER BY takes.position > %(mandatory)s,
                abs(hashint8(entry.id * 1000 + takes.unit_id)::bigint)
       LIMIT 4 + abs(hashint8(entry.id)::bigint) %% 18
   ) taken
   CROSS JOIN generate_series(1, 2) AS time
   WHERE time = 1 OR examined AND taken.position <= abs(hashint8(entry.id + 7)::bigint) %% 3
   ORDER BY entry.id"""
ONCE_MORE = """
   INSERT INTO results_unitresult (candidate_id, unit_id, centre_id, qualification_id, grade,
                                   series_id, banked_at, banked_by_id, cause)
   SELECT entry.candidate_id, takes.unit_id, entry.centre_id, entry.qualification_id,
          %(grade)s, %(one_series)s, %(at)s, %(by)s, ''
   FROM entries_qualificationentry entry
   JOIN catalogue_qualificationunit takes USING (qualification_id)"""
DUE = """
   INSERT INTO entries_awarddue (entry_id, due, done, raised_at, attempts, problem)
   SELECT id, 1, 0, %(at)s, 0, '' FROM entries_qualificationentry ORDER BY id"""


def settle_a_nation(candidates):
    """Make that many candidates, all of whose awards are due; gives how many unit results."""
    from interchange.accounts.commands import service_account
    from interchange.catalogue import commands

    commands.load_catalogue(by=service_account(), at=AT)
    return _settle(candidates, _taken(), SOME_UNITS)


def settle_an_invented_nation(candidates):
    """The same of the invented qualifications, which the catalogue then has alone."""
    return _settle(candidates, _invented_ids(), MANDATORY_FIRST)


def settle_a_claim(candidates):
    """So many candidates of one centre and an invented qualification, each with every unit at P."""
    return _settle(candidates, _invented_ids()[:1], ONCE_MORE, at_a_centre=candidates)


def settle_a_centre(candidates):
    """So many candidates of one centre, 10000, and published qualifications; how many results."""
    from interchange.accounts.commands import service_account
    from interchange.catalogue import commands

    commands.load_catalogue(by=service_account(), at=AT)
    return _settle(candidates, _taken(), SOME_UNITS, at_a_centre=candidates + 1)


def improve_the_claim():
    """Every unit of every candidate comes to M, and all awards are due once more."""
    from django.db import connection

    from interchange.accounts.commands import service_account

    known = {"grade": "M", "at": AT, "by": service_account().pk, "one_series": _series()[1]}
    with connection.cursor() as cursor:
        cursor.execute(ONCE_MORE, known)
        cursor.execute("UPDATE entries_awarddue SET due = due + 1, raised_at = %(at)s", known)


def _invented_ids():
    """Load the invented qualifications; their ids."""
    from interchange.accounts.commands import service_account
    from interchange.catalogue import commands
    from interchange.catalogue.models import Qualification
    from interchange.catalogue.specification import FOLDER

    with _invented.specifications(FOLDER) as folder:
        codes = commands.load_catalogue(by=service_account(), at=AT, folder=folder)
    invented = Qualification.objects.filter(code__in=codes).order_by("code")
    return list(invented.values_list("pk", flat=True))


def _series():
    """Two series, by id."""
    from tests.factories import catalogue

    return [catalogue.a_series(2026, 1).pk, catalogue.a_series(2026, 6).pk]


def _settle(candidates, qualifications, unit_results, at_a_centre=AT_A_CENTRE):
    """Make the candidates, of these qualifications (ids), and their results by the statement."""
    from django.db import connection

    from interchange.accounts.commands import service_account

    series = _series()
    known = {
        "candidates": candidates,
        "at_a_centre": at_a_centre,
        "mandatory": _invented.MANDATORY,
        "at": AT,
        "by": service_account().pk,
        "codes": qualifications,
        "series": series,
        "one_series": series[0],
        "grade": "P",
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for statement in (*REGISTERED, unit_results, DUE):
            cursor.execute(statement, known)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")
        cursor.execute("SELECT count(*) FROM results_unitresult")
        return cursor.fetchone()[0]


def _taken():
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
