"""How does a candidate number go from one person to another, and how is another one given?"""

from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.locking import hold_people, one_at_a_time
from entries.models import NumberHolding, QualificationEntry, UnitEntry
from entries.rules.numbers import PASSED_ON, kept
from entries.rules.registering import EntryRefused
from entries.states import LISTED
from entries.unit_states import STANDING
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.opening import opened_by
from interchange.notifications import outbox


def pass_on_numbers(centre, numbers, *, on) -> int:
    """End the holdings of these numbers that are free, before new entries take them; how many.

    Belongs in the transaction that makes the entries, whose numbers the database holds itself.
    """
    ended = list(queries.to_pass_on(centre, numbers, on).values_list("pk", flat=True))
    return NumberHolding.objects.filter(pk__in=ended).update(until_on=on)


def number_at(entry) -> str:
    """The candidate number under which the person of a registration or unit entry is entered now.

    Raises EntryRefused where it was passed on since.
    """
    person = entry.candidate.person_id
    held = queries.numbers_of(entry.centre, [person]).get(person, ())
    if not (number := kept(entry.candidate_number, held)):
        raise EntryRefused(PASSED_ON)
    return number


@transaction.atomic
def give_number(*, candidate, centre, number, by, at) -> None:
    """Give a candidate another number at a centre, as the board; from now on it is their only one.

    Open registrations and exams still to be sat have it from now on; papers that are out keep the
    old one. Raises EntryRefused where the number is somebody else's, or the candidate has it.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    one_at_a_time([f"number {centre.number} {number}"])
    person, on = hold_people([candidate.pk])[candidate.pk], localdate(at)
    _, held = queries.held_numbers(centre, on, numbers=[number])
    holder, name = held.get(number, (None, ""))
    if holder == person:
        raise EntryRefused(f"The candidate has the number {number} already.")
    if holder:
        raise EntryRefused(f"The number {number} is {name}'s at this centre. Choose another one.")
    pass_on_numbers(centre, [number], on=on)
    NumberHolding.objects.filter(person=person, centre=centre, until_on=None).update(until_on=on)
    here = {"candidate__person": person, "centre": centre}
    registered = QualificationEntry.objects.filter(**here, status__in=LISTED)
    entered = UnitEntry.objects.filter(~opened_by(at, "series__"), **here, status__in=STANDING)
    for found in (registered, entered):
        ids = list(found.values_list("pk", flat=True))
        found.model.objects.filter(pk__in=ids).update(candidate_number=number)
    detail = {"number": number}
    trail.record(
        "candidate.give_number", about=candidate, by=by, at=at, detail=detail, centre=centre
    )
    told = {"candidate": candidate, "centre": centre, "number": number}
    outbox.queue("entries/number_given", to=centre.email, at=at, **told)
