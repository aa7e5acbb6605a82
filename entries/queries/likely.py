"""Who in the whole portal may be the same person as somebody typed in?"""

from dataclasses import dataclass

from django.db import connection

from entries.models import Candidate, QualificationEntry, UnitEntry
from entries.rules import likeness
from entries.rules.people import Person

FORMERLY = "the same date of birth and a similar former name"
SHOWN = 5  # records that look like one person
LIKENESS = 0.15  # of trigrams: low, because accents change them; the rule then looks closely
LIKELY = """
    WITH typed AS (
        SELECT *
        FROM unnest(%(ucis)s::text[], %(ulns)s::text[], %(born)s::date[], %(names)s::text[])
             WITH ORDINALITY AS typed (uci, uln, born_on, name, place)
    )
    SELECT typed.place - 1, found.id, NULL, NULL
    FROM typed CROSS JOIN LATERAL (
        SELECT id FROM entries_candidate WHERE typed.uci <> '' AND uci = typed.uci
        UNION SELECT id FROM entries_candidate WHERE typed.uln <> '' AND uln = typed.uln
        UNION SELECT id FROM entries_candidate WHERE born_on = typed.born_on
              AND similarity(surname || ' ' || forenames, typed.name) >= %(like)s
    ) AS found
    UNION ALL
    SELECT typed.place - 1, candidate.id, old ->> 'surname', old ->> 'forenames'
    FROM entries_detailschange
    JOIN entries_candidate candidate ON candidate.id = candidate_id
    JOIN typed ON typed.born_on = candidate.born_on
    WHERE status = 'made' AND %(like)s <=
          similarity((old ->> 'surname') || ' ' || (old ->> 'forenames'), typed.name)
    ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Likely:
    """A record that may be the same person, and why; `ours` if the centre has this candidate."""

    candidate: Candidate
    because: str
    ours: bool


def likely_duplicates(centre, people) -> list[list[Likely]]:
    """For each of the people, the few records anywhere that are likeliest the same person.

    Two queries for any number of people. The centre may be shown only those that are its own
    (`ours`); of the others no more than that a record exists.
    """
    pairs = _candidate_pairs(people)
    wanted = {pk for _, pk, *_ in pairs}
    records = Candidate.objects.select_related("person").in_bulk(wanted) if wanted else {}
    people_here = _ours(centre, {one.person_id for one in records.values()})
    found = [{} for _ in people]
    for row, pk, *former in pairs:
        record = records[pk]
        because = _because(people[row], record, *former)
        person = record.person
        if because and person.pk not in found[row]:
            found[row][person.pk] = Likely(person, because, person.pk in people_here)
    return [
        _likeliest(person, by_person.values())
        for person, by_person in zip(people, found, strict=True)
    ]


def _because(person, record, surname, forenames):
    """Why the person and the record may be one, by what is on it or by a name it had."""
    if surname is None:
        return likeness.likely_same(person, record)
    then = Person(surname, forenames, record.born_on)
    return (
        likeness.similar_names(person, then) and "the same date of birth and a similar former name"
    )


def _likeliest(person, found):
    likeliest = sorted(
        found, key=lambda one: likeness.likeness(person, one.candidate), reverse=True
    )
    return likeliest[:SHOWN]


def _candidate_pairs(people):
    typed = {
        "ucis": [one.uci for one in people],
        "ulns": [one.uln for one in people],
        "born": [one.born_on for one in people],
        "names": [f"{one.surname} {one.forenames}" for one in people],
        "like": LIKENESS,
    }
    with connection.cursor() as cursor:
        cursor.execute(LIKELY, typed)
        return cursor.fetchall()


def _ours(centre, ids):
    if not ids:
        return set()
    held, units = (
        model.objects.filter(candidate__person__in=ids, centre=centre)
        for model in (QualificationEntry, UnitEntry)
    )
    persons = held.values_list("candidate__person", flat=True)
    return set(persons.union(units.values_list("candidate__person", flat=True)))
