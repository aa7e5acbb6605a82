"""What does the board look at side by side when it decides whose a UCI or ULN is?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from entries.models import Candidate, QualificationEntry
from entries.queries.known import holder_of_number
from entries.queries.likely import earlier_names, likely_duplicates
from entries.rules.identity import TITLES
from entries.rules.people import Person


@dataclass(frozen=True)
class Compared:
    """A person as the records say: now, under former names, by which numbers, registered where.

    `because` is why the record is looked at.
    """

    record: Candidate
    because: str
    formerly: list[Person]
    ocr_numbers: list[str]
    registrations: list[QualificationEntry]


def compared_for(question) -> list[Compared]:
    """Whoever an identity question may be about: who has the numbers, then who looks alike."""
    because: dict[int, str] = {}
    for kind, title in TITLES.items():
        number = getattr(question, kind)
        holder = number and holder_of_number(kind, number)
        if holder:
            before = because.get(holder.pk)
            because[holder.pk] = " and ".join(filter(None, [before, f"has the {title}"]))
    because.setdefault(question.record.person_id, f"had the {TITLES[question.kind]} when asked")
    centre, on = question.centre, localdate(question.asked_at)
    [alike] = likely_duplicates(centre, [question.person], on)
    for one in alike:
        where = "a candidate of the centre's" if one.ours else "somebody elsewhere"
        because.setdefault(one.candidate.person_id, f"{where} who looks alike")
    return compared(because)


def compared(because: Mapping[int, str]) -> list[Compared]:
    """Some persons by id, each with why it is looked at; a fixed number of queries for any."""
    persons = list(because)
    known = Candidate.objects.in_bulk(persons)
    numbers, names, entries = defaultdict(list), defaultdict(list), defaultdict(list)
    rows = Candidate.objects.filter(person__in=persons).order_by("ocr_number")
    whose = dict(rows.values_list("pk", "person_id"))
    for pk, former in earlier_names(whose).items():
        names[whose[pk]] += former
    for person, number in rows.values_list("person_id", "ocr_number"):
        numbers[person].append(number)
    made = QualificationEntry.objects.filter(candidate__person__in=persons)
    for one in made.select_related("candidate", "centre", "qualification").order_by("made_at"):
        entries[one.candidate.person_id].append(one)
    return [
        Compared(known[pk], why, names[pk], numbers[pk], entries[pk]) for pk, why in because.items()
    ]
