"""How many attempts at exams are used or already entered for? Results know, entries wait."""

from collections import defaultdict

from entries.queries import waiting_entries
from results.queries import achievements


def sittings(series, persons):
    """When each person has sat each exam, or is entered for it in another series.

    {(person id, unit id): [the first day of the month of each such series]}. Absent is no attempt;
    an entry whose result is still to come counts, because it is one in the making. A fixed number
    of queries.
    """
    months, answered = defaultdict(list), set()
    for person, units in achievements.gather(achievements.persons(persons)).items():
        for unit, records in units.items():
            months[person, unit] += achievements.sat(records)
            answered |= {(person, unit, record.month) for record in records}
    for person, unit, month in waiting_entries(persons, besides=series) - answered:
        months[person, unit].append(month)
    return months
