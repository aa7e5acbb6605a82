"""What becomes of what was entered while two records were one, when they are two again?"""

from django.utils.timezone import localdate

from entries.models import NumberHolding, QualificationEntry, UnitEntry
from entries.states import LISTED, OPEN
from entries.unit_states import STANDING
from interchange.audit import trail
from results.queries.answering import is_answered


def stand_with_the_registered(made, *, by, at) -> list[UnitEntry]:
    """Have exams entered since the merge stand with the record that is registered; give them.

    A registration is what entitles to an exam: an entry whose own record has none at its centre
    follows the one of the other record. What has its result stays. Belongs in the transaction that
    parts the records, after they are parted.
    """
    both = {made.kept_id, made.merged_id}
    entered = UnitEntry.objects.filter(
        candidate__person__in=both,
        series__isnull=False,
        status__in=STANDING,
        made_at__gte=made.made_at,
    ).exclude(is_answered())
    registered = {
        (one.centre_id, one.qualification_id, one.candidate.person_id): one.candidate
        for one in QualificationEntry.objects.filter(
            candidate__person__in=both, status__in=OPEN
        ).select_related("candidate")
    }
    moved = []
    for one in entered.select_related("candidate", "unit", "series", "centre").order_by("pk"):
        own = one.candidate.person_id
        [other] = both - {own}
        where = one.centre_id, one.qualification_id
        goes_to = registered.get((*where, other))
        if (*where, own) in registered or goes_to is None:
            continue
        detail = {"from": one.candidate.ocr_number, "to": goes_to.ocr_number}
        UnitEntry.objects.filter(pk=one.pk).update(candidate=goes_to)
        one.candidate = goes_to
        trail.record("unitentry.follow", about=one, by=by, at=at, detail=detail)
        moved.append(one)
    return moved


def hold_own_numbers(made, *, at) -> list[NumberHolding]:
    """Have each of the two hold the candidate numbers it was entered under since; give what is new.

    While they were one, both were entered under one number. That of whoever does not hold it is
    disputed, until the board gives another (entries.commands.give_number).
    """
    both = {made.kept_id, made.merged_id}
    found = set()
    for model, which in ((QualificationEntry, LISTED), (UnitEntry, STANDING)):
        rows = model.objects.filter(candidate__person__in=both, status__in=which).order_by()
        found |= set(rows.values_list("centre", "candidate_number", "candidate__person").distinct())
    held = NumberHolding.objects.filter(
        until_on=None, number__in={number for _, number, _ in found}
    )
    holders = set(held.values_list("centre", "number", "person"))
    taken = {(centre, number) for centre, number, _ in holders}
    return NumberHolding.objects.bulk_create(
        NumberHolding(
            centre_id=centre,
            number=number,
            candidate_id=person,
            from_on=localdate(at),
            disputed=(centre, number) in taken,
        )
        for centre, number, person in sorted(found - holders)
    )
