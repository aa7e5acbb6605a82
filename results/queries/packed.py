"""What do very many registrations hold? A packed row each, by one statement."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import connection

from interchange.bulk import array_of

READ = """
    SELECT entry.id, entry.qualification_id, entry.centre_id, entry.pathway,
           entry.attempts_after_on, entry.status, entry.completes_in, candidate.person_id,
           centre.number, candidate.surname, candidate.forenames, latest.id, latest.outcome,
           latest.grade, latest.points, records.own IS NOT FALSE,
           candidate.uci <> '',
           EXISTS (
               SELECT FROM entries_candidate record
               JOIN entries_qualificationentry other ON other.candidate_id = record.id
               WHERE record.person_id = candidate.person_id AND other.id <> entry.id
                     AND other.qualification_id = entry.qualification_id
           ),
           coalesce(CASE WHEN records.corrected THEN (
               SELECT string_agg(int8send({packed}), '')
               FROM entries_candidate record
               JOIN results_unitresult result ON result.candidate_id = record.id
               WHERE record.person_id = candidate.person_id AND NOT EXISTS (
                   SELECT FROM results_unitresult later WHERE later.supersedes_id = result.id
               )
           ) ELSE records.packed END, '')
    FROM entries_qualificationentry entry
    JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
    JOIN accounts_centre centre ON centre.id = entry.centre_id
    LEFT JOIN LATERAL (
        SELECT result.id, result.outcome, result.grade, result.points
        FROM results_qualificationresult result
        WHERE result.entry_id = entry.id AND NOT EXISTS (
            SELECT FROM results_qualificationresult later WHERE later.supersedes_id = result.id
        )
    ) latest ON true
    CROSS JOIN LATERAL (
        SELECT string_agg(int8send({packed}), '') AS packed,
               bool_or(result.supersedes_id IS NOT NULL) AS corrected,
               bool_and(result.centre_id = entry.centre_id) AS own
        FROM entries_candidate record
        JOIN results_unitresult result ON result.candidate_id = record.id
        WHERE record.person_id = candidate.person_id
    ) records
    WHERE entry.id = ANY(%(entries)s::bigint[])
"""
PACKED = "(coalesce(result.series_id, 0) << 32) | (result.unit_id << 8) | ascii(result.grade)"


class Registration(NamedTuple):
    """A registration as it is read; `latest` is the id of the result that stands, if any.

    `own` says whether all unit results of the person came about through its centre.
    """

    entry: int
    qualification: int
    centre: int
    pathway: str
    attempts_after_on: date | None
    status: str
    completes_in: int
    person: int
    centre_number: str
    surname: str
    forenames: str
    latest: int | None
    outcome: str | None
    grade: str | None
    points: int | None
    own: bool
    has_uci: bool
    several: bool
    packed: memoryview


def registrations(entries) -> list[Registration]:
    """The registrations of these ids, each with what its person holds."""
    with connection.cursor() as cursor:
        cursor.execute(READ.format(packed=PACKED), {"entries": array_of(entries)})
        return list(map(Registration._make, cursor.fetchall()))


def as_columns(registrations: Sequence[Registration]) -> Registration:
    """The registrations column by column: each field has the values of all of them."""
    columns = (
        zip(*registrations, strict=True) if registrations else [()] * len(Registration._fields)
    )
    return Registration._make(columns)
