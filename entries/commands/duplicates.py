"""What does a centre, or the board, say of records that look like one person?"""

from django.db import transaction

from entries import queries
from entries.commands.awards import raise_award_due_of
from entries.commands.locking import one_at_a_time
from entries.models import DuplicateAnswer
from entries.rules.merging import MergeRefused
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import address_of
from interchange.notifications import outbox
from interchange.refusals import AlreadyDone

NOT_A_PAIR = "These two are not listed as possible duplicates any more. Load the page again."


@transaction.atomic
def answer_duplicate(*, centre, one, other, answer, by, at) -> DuplicateAnswer:
    """Say of two records (ids), one of them the centre's, that they are two people or one.

    The centre's answer stands beside what other centres say. Where they are one person the board is
    told, which compares and merges; said twice, it is told once. Raises MergeRefused where they are
    not listed.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    wanted = tuple(sorted((one, other)))
    one_at_a_time([f"pair {wanted}"])
    listed = queries.duplicates_at(centre, among=wanted).pairs
    if wanted not in {(pair.one.pk, pair.other.pk) for pair in listed}:
        raise MergeRefused(NOT_A_PAIR)
    said = DuplicateAnswer.objects.filter(one=wanted[0], other=wanted[1], answer=answer)
    if before := said.filter(centre=centre).first():
        return before
    kept = _kept(*wanted, DuplicateAnswer.Answer(answer), centre, by, at)
    if kept.answer == DuplicateAnswer.Answer.ONE_PERSON:
        outbox.queue("entries/duplicate", to=address_of("processing"), at=at, pair=kept)
    return kept


@transaction.atomic
def part_duplicate(*, pair, by, at) -> DuplicateAnswer:
    """Say, as the board, that two records are two people; no centre is shown them again.

    Each centre that had asked for a merge is told. Raises AlreadyDone where it was said already.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    one_at_a_time([f"pair {(pair.one_id, pair.other_id)}"])
    said = DuplicateAnswer.objects.filter(one=pair.one_id, other=pair.other_id)
    if said.filter(centre=None).exists():
        raise AlreadyDone("It has been said already that they are two people.")
    kept = _kept(pair.one_id, pair.other_id, DuplicateAnswer.Answer.TWO_PEOPLE, None, by, at)
    asked = said.filter(answer=DuplicateAnswer.Answer.ONE_PERSON).select_related("centre")
    for answer in asked:
        outbox.queue("entries/two_people", to=answer.centre.email, at=at, pair=answer)
    asked.update(parted_at=at)
    return kept


def _kept(one, other, answer, centre, by, at):
    kept, _ = DuplicateAnswer.objects.update_or_create(
        one_id=one,
        other_id=other,
        centre=centre,
        defaults={"answer": answer, "answered_at": at, "answered_by": by},
    )
    trail.record(f"duplicate.{answer.name.lower()}", about=kept, by=by, at=at)
    raise_award_due_of([one, other], at=at)
    return kept
