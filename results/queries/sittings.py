"""How many attempts at exams are used or already entered for? Results know, entries wait."""

from collections import defaultdict
from datetime import date

from interchange.catalogue.specification.parts import number_order
from results.queries import achievements
from results.queries.answering import to_come
from results.queries.ground import unit_numbers


def sittings(series, persons) -> dict[tuple[int, int], list[date]]:
    """When each person has sat each exam, or is entered for it in another series.

    {(person id, unit id): [the first day of the month of each such series]}. Absent is no attempt;
    an entry whose result is still to come counts, because it is one in the making. A fixed number
    of queries.
    """
    months, known = defaultdict(list), achievements.gather(achievements.persons(persons))
    for person, units in known.items():
        for unit, records in units.items():
            months[person, unit] += achievements.sat(records)
    for person, unit, month in to_come(persons, known, besides=series):
        months[person, unit].append(month)
    return months


def exams_of(entry) -> tuple[date | None, list[str]]:
    """What became of the exams of the registration's qualification, whoever entered for them.

    Gives the first day of the month of the last series with a result, None without any, and the
    numbers of the units whose result is still to come.
    """
    numbers = unit_numbers([entry.qualification_id])[entry.qualification_id]
    persons = achievements.persons([entry.candidate_id])
    known = achievements.gather(persons)
    awaited = {numbers.get(unit) for _, unit, _ in to_come(persons, known)} - {None}
    last = max((month for _, unit, month in _answered(known) if unit in numbers), default=None)
    return last, sorted(awaited, key=number_order)


def _answered(known):
    """The exams with a result, be it an absence, as (person id, unit id, month)."""
    return {
        (person, unit, record.month)
        for person, units in known.items()
        for unit, records in units.items()
        for record in records
        if record.examined
    }
