"""Looking for likely duplicates reads as many rows, however many records there are."""

from datetime import date, timedelta

import pytest
from django.db import connection

from entries import queries
from entries.models import Candidate
from entries.rules.likeness_keys import keys
from entries.rules.people import Person
from tests import ownership

BORN, TODAY = date(2009, 3, 14), date(2026, 11, 20)
READ = """
    SELECT seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables
    WHERE relname = 'entries_candidate'
"""
LETTERS = "bcdfghjklmnprstv"


def rows_read(does):
    """How many rows of candidates the database reads for it, by indexes where there are any.

    Of a table as small as this one it would rather read all, and join it by a hash of all.
    """
    with connection.cursor() as cursor:
        for dear in ("seqscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{dear} = off")
        cursor.execute(READ)
        [before] = cursor.fetchone()
        does()
        cursor.execute(READ)
        return cursor.fetchone()[0] - before


def fill(number, count):
    """So many records of strangers, whose names and dates nobody else has."""
    people = [
        Person(
            f"{LETTERS[at % 16]}a{LETTERS[at // 16 % 16]}o{LETTERS[at // 256 % 16]}i",
            f"{LETTERS[at // 16 % 16]}e{LETTERS[at % 16]}u",
            date(1980, 1, 1) + timedelta(days=at),
        )
        for at in range(number, number + count)
    ]
    Candidate.objects.bulk_create(
        Candidate(
            ocr_number=f"{number + at:08}",
            surname=one.surname,
            forenames=one.forenames,
            born_on=one.born_on,
            sex="F",
            created_at="2026-11-20T10:00Z",
            likeness_keys=keys(one),
        )
        for at, one in enumerate(people)
    )
    with ownership.owning(), connection.cursor() as cursor:
        cursor.execute("ANALYZE entries_candidate")  # the plan is for what is there now


@pytest.mark.slow
def test_whoever_is_typed_costs_no_more_rows_beside_more_records(centre):
    typed = [Person("Okafor", "Ada", BORN + timedelta(days=at)) for at in range(20)]
    fill(1, 100)
    few = rows_read(lambda: queries.likely_duplicates(centre, typed, TODAY))
    fill(101, 1000)

    many = rows_read(lambda: queries.likely_duplicates(centre, typed, TODAY))

    assert many <= few + 5


@pytest.mark.slow
def test_the_pairs_of_some_records_cost_no_more_rows_beside_more_records(centre):
    fill(1, 20)
    asked = list(Candidate.objects.values_list("pk", flat=True))
    fill(101, 100)
    few = rows_read(lambda: queries.pairs(asked))
    fill(1001, 1000)

    many = rows_read(lambda: queries.pairs(asked))

    assert few > 0 and many <= few + 5
