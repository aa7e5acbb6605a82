"""Which visits may a person see, wherever they are: for a calendar of their own."""

from django.db.models import Q, QuerySet

from claims.models import Visit
from claims.queries.moderating import moderated_by
from interchange.accounts import permissions
from interchange.accounts.roles import Permission


def visits_seen_by(user) -> QuerySet[Visit]:
    """The visits that the user may see: as moderator, or at the centres they belong to."""
    own = [
        centre
        for centre in permissions.own_centres(user)
        if permissions.can(user, Permission.VIEW_CENTRE, centre=centre)
    ]
    mine = moderated_by(user, "about") | Q(centre__in=own)
    return Visit.objects.filter(mine).select_related("centre", "about")
