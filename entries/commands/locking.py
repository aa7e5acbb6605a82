"""How do two who change things about the same candidates at once come one after the other?

By what they change, never by the whole table: persons by their rows, and who has no row yet by
names (docs/adr/0047). Names come before rows, each in one order, so nobody waits in a circle.
"""

from typing import Any

from django.db import IntegrityError, connection, transaction

from entries.models import Candidate
from entries.rules.people import plain
from entries.rules.registering import EntryRefused

HOLD = """
    INSERT INTO entries_hold (name)
    SELECT DISTINCT hashtextextended(name, 0) FROM unnest(%(names)s::text[]) AS name ORDER BY 1
    ON CONFLICT DO NOTHING;
    DELETE FROM entries_hold
    WHERE name IN (SELECT hashtextextended(name, 0) FROM unnest(%(names)s::text[]) AS name)
"""

JUST_NOW = (
    "One of these candidates has been entered by somebody else a moment ago. Check the list of"
    " entries, then send only what is missing."
)


def one_at_a_time(names) -> None:
    """Wait until nobody else holds one of the names, and hold them all until the commit.

    The rows are taken out at once: until the commit they stand in the way of the same names, and
    afterwards there is nothing to clear away.
    """
    names = {"names": sorted(set(names))}
    with connection.cursor() as cursor:
        cursor.execute(HOLD, names)


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


def hold_whoever(centre, people, persons) -> None:
    """Hold who is to be entered: typed people (Persons) by name, the persons there are by id.

    What is known of them is read afterwards.
    """
    one_at_a_time([name for one in people for name in _names_of(centre, one)])
    if persons:
        hold_people(persons)


def _names_of(centre, one):
    """What must not be entered twice at once: identifiers, name with birth date, the number."""
    names = [f"number {centre.number} {one.candidate_number}"]
    if one.picked:
        return names
    named = f"{plain(one.surname)} {plain(one.forenames)} {one.born_on}"
    known = ("uci", one.uci), ("uln", one.uln), ("named", named)
    return names + [f"{kind} {value}" for kind, value in known if value]


def saved(entries) -> list[Any]:
    """Save new entries of one kind; raises EntryRefused when somebody else was a moment sooner."""
    entries = list(entries)
    try:
        with transaction.atomic():
            return type(entries[0]).objects.bulk_create(entries)
    except IntegrityError as clash:
        raise EntryRefused(JUST_NOW) from clash
