"""Which teaching groups has a centre, who is in them, and who could be?"""

from django.db.models import Count, Q, QuerySet

from entries.models import QualificationEntry, TeachingGroup
from entries.states import LISTED
from interchange.accounts.models import Centre


def groups(centre: Centre) -> QuerySet[TeachingGroup]:
    """The centre's teaching groups by name."""
    return TeachingGroup.objects.filter(centre=centre).select_related("centre", "qualification")


def with_sizes(found: QuerySet[TeachingGroup]) -> QuerySet[TeachingGroup]:
    """The groups with how many listed registrations each holds, as `size`; a query for teachers."""
    listed = Q(members__status__in=LISTED)
    return found.annotate(size=Count("members", filter=listed)).prefetch_related("teachers")


def members_of(
    group: TeachingGroup, among: QuerySet[QualificationEntry]
) -> QuerySet[QualificationEntry]:
    """Those of the registrations that are in the group."""
    return among.filter(pk__in=_members(group))


def could_join(
    group: TeachingGroup, among: QuerySet[QualificationEntry]
) -> QuerySet[QualificationEntry]:
    """Those of the registrations that are not in the group and fit into it."""
    found = among.exclude(pk__in=_members(group))
    of = group.qualification
    return found.filter(qualification=of) if of else found


def candidates_in(group: int) -> QuerySet:
    """The keys of the candidates in the teaching group (a key), for a condition."""
    held = TeachingGroup.members.through.objects.filter(teachinggroup=group)
    return held.values("qualificationentry__candidate")


def _members(group):
    held = TeachingGroup.members.through.objects.filter(teachinggroup=group)
    return held.values("qualificationentry")
