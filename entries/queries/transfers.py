"""Which transfers concern a centre, and whom does one mean?"""

from datetime import date
from itertools import chain

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from entries.models import Candidate, QualificationEntry, Transfer
from entries.queries.names import said_before
from entries.queries.numbers import held_numbers
from entries.rules import transfers as rules
from entries.states import LISTED, OPEN
from entries.transfer_states import OPEN as WAITING

NAMED = ("new_centre", "old_centre", "qualification__subject", "agreement", "asked_by")


def transfers(centre) -> QuerySet[Transfer]:
    """The transfers to and from the centre, newest first."""
    found = Transfer.objects.filter(Q(new_centre=centre) | Q(old_centre=centre))
    return found.select_related(*NAMED, "entry__candidate", "made__candidate", "made__centre")


def to_answer(centre) -> QuerySet[Transfer]:
    """The transfers that wait for the centre's word as the old one."""
    return transfers(centre).filter(old_centre=centre, status="asked")


def meant(asked, old_centre, qualification) -> QualificationEntry | None:
    """The old centre's open registration of the candidate asked for; None where none agrees."""
    found = QualificationEntry.objects.filter(
        centre=old_centre, qualification=qualification, status__in=OPEN
    ).select_related("candidate__person")
    named = Q(ocr_number=asked.ocr_number) & ~Q(ocr_number="")
    if asked.uci:
        named |= Q(uci=asked.uci)
    persons = Candidate.objects.order_by().filter(named).values("person")
    for entry in found.filter(candidate__person__in=persons):
        person = entry.candidate.person
        said = (person, *said_before([person.pk])[person.pk])
        numbers = {*chain.from_iterable(person.records.values_list("ocr_number", "uci"))}
        if rules.is_meant(asked, said, numbers):
            return entry
    return None


def holder_of(centre, number, at, besides=()) -> str:
    """Whose the candidate number is at the centre, by name; "" where it is free."""
    _, by_number = held_numbers(centre, localdate(at), numbers=[number])
    person, name = by_number.get(number, (None, ""))
    return "" if person in besides else name


def registered_at(centre, qualification, asked) -> bool:
    """Whether the centre itself has the candidate asked for registered already."""
    return meant(asked, centre, qualification) is not None


def asked_since(new_centre, old_centre, qualification, asked) -> date | None:
    """The day on which the new centre asked for the same candidate, if that waits; else None."""
    who = Q(ocr_number=asked.ocr_number) & ~Q(ocr_number="")
    if asked.uci:
        who |= Q(uci=asked.uci)
    waiting = Transfer.objects.filter(
        who,
        new_centre=new_centre,
        old_centre=old_centre,
        qualification=qualification,
        status__in=WAITING,
    ).first()
    return waiting and localdate(waiting.asked_at)


def has_registered(centre, qualification, person_id) -> bool:
    """Whether the centre has the person on its list for the qualification."""
    held = QualificationEntry.objects.filter(
        candidate__person=person_id,
        centre=centre,
        qualification=qualification,
        status__in=LISTED,
    )
    return held.exists()
