"""How many attempts at exams are used or already entered for? Results know, entries wait."""

from collections import Counter

from entries.queries import waiting_entries
from results.queries import achievements


def sittings(series, persons):
    """How often each person has sat each exam, or is entered for it in another series.

    {(person id, unit id): times}. Absent is no attempt; an entry whose result is still to come
    counts, because it is one in the making. A fixed number of queries.
    """
    counts, answered = Counter(), set()
    for person, units in achievements.gather(achievements.persons(persons)).items():
        for unit, records in units.items():
            counts[person, unit] = achievements.sat(records)
            answered |= {(person, unit, record.year, record.month) for record in records}
    for person, unit, *_ in waiting_entries(series, persons) - answered:
        counts[person, unit] += 1
    return counts
