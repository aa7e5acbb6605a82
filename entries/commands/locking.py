"""How do two who change things about the same candidates at once come one after the other?"""

from typing import Any

from django.db import IntegrityError, connection, transaction

from entries.models import Candidate
from entries.rules.registering import EntryRefused

ENTERING = 4_920_030  # names our lock among those of the database
BESIDE = "SELECT pg_advisory_xact_lock_shared(%s)"
ALONE = "SELECT pg_advisory_xact_lock(%s)"
LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(name, 0)) FROM unnest(%s::text[]) AS name"

JUST_NOW = (
    "One of these candidates has been entered by somebody else a moment ago. Check the list of"
    " entries, then send only what is missing."
)


def one_at_a_time(names) -> None:
    """Wait until nobody else holds one of the names, and hold them all until the commit.

    Those who load a file are waited for as well.
    """
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, [ENTERING])
        cursor.execute(LOCK, [sorted(set(names))])


def alone() -> None:
    """Wait until nobody else makes entries, and make them alone until the commit.

    Whoever loads a file does: its people are too many to hold by name.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [ENTERING])


def hold_people(candidate_ids) -> dict[int, int]:
    """Hold the candidates' persons until the commit, in one order; give whose each record is.

    Whoever changes what a person may have does: registering, entering, claiming, banking,
    withdrawing, moving, merging, correcting details. Takes ids of Candidates, gives {candidate id:
    person id} as it is under the lock: where a merge was made meanwhile, what is held is let go and
    the persons that are now theirs are held instead.
    """
    records = Candidate.objects.order_by().filter(pk__in=set(candidate_ids))
    people = Candidate.objects.select_for_update(no_key=True).order_by("pk")
    people = people.filter(pk__in=records.values("person"))
    while True:
        before = transaction.savepoint()
        held = set(people.values_list("pk", flat=True))
        persons = dict(records.values_list("pk", "person"))
        if held.issuperset(persons.values()):
            transaction.savepoint_commit(before)
            return persons
        transaction.savepoint_rollback(before)


def names_of(centre, people, token) -> list[str]:
    """What must not be entered twice at once: the form, the people, their candidate numbers."""
    names = [f"form {token}"]
    for one in people:
        names += [f"number {centre.number} {one.candidate_number}", f"born {one.born_on}"]
        names += [f"{kind} {value}" for kind, value in _identifiers(one) if value]
    return names


def _identifiers(person):
    return ("uci", person.uci), ("uln", person.uln), ("candidate", person.picked)


def saved(entries) -> list[Any]:
    """Save new entries of one kind; raises EntryRefused when somebody else was a moment sooner."""
    entries = list(entries)
    try:
        with transaction.atomic():
            return type(entries[0]).objects.bulk_create(entries)
    except IntegrityError as clash:
        raise EntryRefused(JUST_NOW) from clash
