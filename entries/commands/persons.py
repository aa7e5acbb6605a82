"""How do the records of one person come together, say the same, and part again?

Of a person's records one is kept, and the others say of the person what that one says
(rules.details.CARRIED); what a record had of its own is written down in its Merge
(docs/adr/0049). Numbers are each record's own: they still lead to the person.
"""

from entries.details_states import Status
from entries.models import Candidate, DetailsChange, Merge
from entries.rules import details as rules


def carry_details(person) -> int:
    """Have all records of a person say of them what the kept one says; give how many were told.

    One statement, for whoever has changed the kept record's details in this transaction.
    """
    kept = Candidate.objects.get(pk=person.pk)
    said = {name: getattr(kept, name) for name in rules.CARRIED}
    return Candidate.objects.filter(merged_into=kept).update(**said)


def own_details(record) -> dict[str, str]:
    """What a record says of its person by itself, to be kept in the Merge that joins it."""
    return rules.carried(rules.as_json(rules.of(record)))


def join_record(made: Merge) -> None:
    """Have the merged record of a Merge, and what was merged into it, be the kept one's."""
    Candidate.objects.filter(merged_into=made.merged).update(merged_into=made.kept)
    Candidate.objects.filter(pk=made.merged_id).update(merged_into=made.kept)


def part_record(made: Merge) -> None:
    """Have the merged record of a Merge stand for itself again, with what it had brought along.

    It says again what it said by itself, and what was changed since by a request that was made for
    it; whatever else was changed since stays with the kept record.
    """
    Candidate.objects.filter(pk=made.merged_id).update(merged_into=None, **_own_now(made))
    brought = Candidate.objects.filter(pk__in=made.brought, merged_into=made.kept)
    brought.update(merged_into=made.merged)
    carry_details(made.merged)
    carry_details(made.kept)


def _own_now(made):
    """The details of the merged record, once it is parted, by field."""
    since = DetailsChange.objects.filter(
        candidate=made.merged_id, status=Status.MADE, decided_at__gte=made.made_at
    )
    own = rules.from_json({**rules.as_json(rules.of(made.merged)), **made.own})
    for change in since.order_by("decided_at"):
        own = rules.carrying(own, change.before, change.after)
    return {name: getattr(own, name) for name in rules.CARRIED}
