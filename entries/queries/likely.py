"""Who in the whole portal may be the same person as somebody typed in?

Records are found by their keys (rules/likeness_keys.py), whatever number there are, and then judged
by the rule (rules/likeness.py).
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db import connection

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, Merge
from entries.queries.seeing import read_by
from entries.rules import details, likeness
from entries.rules.identity import TITLES
from entries.rules.likeness import Likeness
from entries.rules.likeness_keys import as_array, keys
from entries.rules.people import Person
from interchange.bulk import among
from interchange.catalogue.opening import end_of

FORMERLY = "a similar former name"
SHOWN = 5  # records that look like one person
COLUMNS = "id", "person_id", "surname", "forenames", "born_on", "sex", "uci", "uln"
FOUND = """
    SELECT * FROM entries_alike(
        %(keys)s::text[], %(ucis)s::text[], %(ulns)s::text[], %(born)s::date[]
    )
"""


class Found(NamedTuple):
    """A record that has a key in common with somebody, as far as it is judged."""

    pk: int
    person_id: int
    surname: str
    forenames: str
    born_on: date
    sex: str
    uci: str
    uln: str


@dataclass(frozen=True)
class Likely:
    """A record that may be the same person, and why; `ours` if the centre may read of it.

    Why another one may be is not said (rules.likeness.ELSEWHERE).
    """

    candidate: Candidate
    because: str
    ours: bool


def shared_number(person, likely) -> str:
    """The UCI or ULN of the person that one of the centre's own among the likely has, by its name.

    Then it can be nobody else: no two people have one number. "" where none is shared.
    """
    ours = [one.candidate for one in likely if one.ours]
    for kind, title in TITLES.items():
        number = getattr(person, kind)
        if number and any(number == getattr(one, kind) for one in ours):
            return title
    return ""


def likely_duplicates(centre, people, on: date) -> list[list[Likely]]:
    """For each of the people, the few records anywhere that are likeliest the same person.

    A fixed number of queries for any number of people. The centre may be shown only those whose
    record it may read on the day `on` (`ours`); of the others no more than that somebody is known.
    """
    judged = _judged(people)
    persons = {person for by_person in judged for person in by_person}
    ours = read_by(centre, persons, end_of(on))
    shown = [
        {pk: one for pk, one in by_person.items() if one.shown(near=pk in ours)}
        for by_person in judged
    ]
    records = Candidate.objects.in_bulk({pk for by_person in shown for pk in by_person})
    return [
        [
            Likely(records[pk], one.because if pk in ours else likeness.ELSEWHERE, pk in ours)
            for pk, one in sorted(by_person.items(), key=lambda pair: -pair[1].bits)[:SHOWN]
        ]
        for by_person in shown
    ]


def _judged(people) -> list[dict[int, Likeness]]:
    """For each of the people, by id the persons who may be the same, each by its likest record."""
    rows = found_by([(keys(one), one.uci, one.uln, one.born_on) for one in people])
    formerly = earlier_names({found.pk for _, found in rows})
    judged: list[dict[int, Likeness]] = [{} for _ in people]
    for row, found in rows:
        best = _likest(people[row], found, formerly[found.pk])
        known = judged[row].get(found.person_id)
        if best.shown(near=True) and (known is None or known.bits < best.bits):
            judged[row][found.person_id] = best
    return judged


def _likest(person, found, formerly) -> Likeness:
    """How alike a person and a record are, by what is on it or by a name it had before."""
    best = likeness.likeness(person, found)
    for name in formerly:
        then = likeness.likeness(person, name)
        if then.bits > best.bits:
            best = Likeness(then.bits, then.because.replace("a similar name", FORMERLY))
    return best


def found_by(asked) -> list[tuple[int, Found]]:
    """The records with a key or an identifier of one of those asked for: (place, Found) pairs.

    Those asked for are (keys, UCI, ULN, date of birth).
    """
    every, ucis, ulns, born = zip(*asked, strict=True) if asked else ([], [], [], [])
    typed = {
        "keys": [as_array(some or ()) for some in every],
        "ucis": list(ucis),
        "ulns": list(ulns),
        "born": list(born),
    }
    with connection.cursor() as cursor:
        cursor.execute(FOUND, typed)
        return [(row[0], Found._make(row[1:])) for row in cursor.fetchall()]


def earlier_names(ids) -> dict[int, list[Person]]:
    """By id of a record, what names and dates of birth it had before, as Persons.

    They were corrected on it, or were its own before it was merged into another.
    """
    made = DetailsChange.objects.order_by().filter(candidate__in=among(ids), status=Status.MADE)
    merged = Merge.objects.order_by().filter(merged__in=among(ids), undone_at=None).exclude(own={})
    kept_ones = made.values_list("candidate", "old").union(
        merged.values_list("merged", "own"), all=True
    )
    found = defaultdict(list)
    for pk, kept in kept_ones:
        old = details.from_json(kept)
        found[pk].append(Person(old.surname, old.forenames, old.born_on))
    return found
