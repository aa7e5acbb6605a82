"""Whom does somebody teach? By the centre's teaching groups, and by the claims they typed."""

from django.db.models import F, Q, QuerySet

from claims.models import Line
from claims.states import STANDING
from entries.models import QualificationEntry, TeachingGroup
from interchange.accounts.models import Centre


def in_group(entries: QuerySet[QualificationEntry], group: int) -> QuerySet[QualificationEntry]:
    """Those of the registrations in the teaching group (a key)."""
    return entries.filter(pk__in=_members(teachinggroup=group))


def taught_by(
    entries: QuerySet[QualificationEntry], centre: Centre, teacher: int
) -> QuerySet[QualificationEntry]:
    """Those of the centre's registrations of whom the person (a key) is the teacher.

    That is who teaches a group they are in, or typed a grade that stands on a claim for them.
    """
    groups = TeachingGroup.objects.filter(centre=centre, teachers=teacher)
    typed = Line.objects.filter(saved_by=teacher, claim__centre=centre, outcome__in=STANDING)
    claimed = QualificationEntry.objects.filter(
        centre=centre,
        candidate__person__records__claim_lines__in=typed,
        candidate__person__records__claim_lines__claim__qualification=F("qualification"),
    )
    of_groups = _members(teachinggroup__in=groups.order_by().values("pk"))
    return entries.filter(Q(pk__in=of_groups) | Q(pk__in=claimed.order_by().values("pk")))


def _members(**of):
    held = TeachingGroup.members.through.objects.filter(**of)
    return held.values("qualificationentry")
