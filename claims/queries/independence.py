"""Who is too near a claim to moderate it?"""

from datetime import datetime, time

from django.utils import timezone

from claims.models import Line
from claims.rules.assessors import same_name
from claims.rules.visits import days_of_year
from interchange.accounts import permissions
from interchange.accounts.models import Centre
from interchange.audit.models import Event
from interchange.audit.trail import reference

ROLES_CHANGED = ("user.invite", "user.set_roles", "user.remove")  # at a centre, of a person
OWN_ACTS = ("claim.start", "claim.save_grades", "claim.submit", "claim.recall")  # of a centre


def centres_of_the_year(user, day) -> set[int]:
    """The centres to which the user belongs, or belonged in the academic year of the day.

    Gives their ids. Who had a role there or built its claims belonged to it. Two queries.
    """
    now = {one.pk for one in permissions.own_centres(user)}
    begins = timezone.make_aware(datetime.combine(days_of_year(day)[0], time.min))
    since = Event.objects.filter(at__gte=begins).exclude(centre="").order_by()
    told_of = since.filter(about=reference(user), name__in=ROLES_CHANGED)
    did = since.filter(by=user, name__in=OWN_ACTS)
    numbers = told_of.values("centre").union(did.values("centre"))
    found = [one["centre"] for one in numbers]
    return now | set(Centre.objects.filter(number__in=found).values_list("pk", flat=True))


def marked_by(claim, user) -> bool:
    """Whether the user marked, typed or submitted anything on the claim.

    A centre assessor is known by name alone.
    """
    assessors = Line.objects.filter(claim=claim).order_by().values_list("assessor__name", flat=True)
    if any(same_name(name, user.name) for name in assessors.distinct()):
        return True
    typed = Line.objects.filter(claim=claim, saved_by=user).exists()
    return typed or user.pk in (claim.created_by_id, claim.submitted_by_id)
