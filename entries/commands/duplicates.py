"""What does a centre, or the board, say of records that look like one person?"""

from django.db import transaction

from entries import queries
from entries.models import DuplicateAnswer
from entries.rules.merging import MergeRefused
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import address_of
from interchange.notifications import outbox

NOT_A_PAIR = "These two are not listed as possible duplicates any more. Load the page again."


@transaction.atomic
def answer_duplicate(*, centre, one, other, answer, by, at):
    """Say of two records (ids), one of them the centre's, that they are two people or one.

    Where they are one person the board is told, which compares and merges. Raises MergeRefused
    where they are not listed.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    wanted = tuple(sorted((one, other)))
    if wanted not in {(pair.one.pk, pair.other.pk) for pair in queries.duplicates_at(centre)}:
        raise MergeRefused(NOT_A_PAIR)
    kept = _kept(*wanted, answer, centre, by, at)
    if kept.answer == DuplicateAnswer.Answer.ONE_PERSON:
        outbox.queue("entries/duplicate", to=address_of("processing"), at=at, pair=kept)
    return kept


@transaction.atomic
def part_duplicate(*, pair, by, at):
    """Say, as the board, that two records are two people; they are not listed again."""
    permissions.check(by, Permission.PROCESS_ENTRIES)
    two = DuplicateAnswer.Answer.TWO_PEOPLE
    kept = _kept(pair.one_id, pair.other_id, two, pair.centre, by, at)
    if pair.centre:
        outbox.queue("entries/two_people", to=pair.centre.email, at=at, pair=kept)
    return kept


def _kept(one, other, answer, centre, by, at):
    kept, _ = DuplicateAnswer.objects.update_or_create(
        one_id=one,
        other_id=other,
        defaults={"answer": answer, "centre": centre, "answered_at": at, "answered_by": by},
    )
    trail.record(f"duplicate.{answer}", about=kept, by=by, at=at)
    return kept
