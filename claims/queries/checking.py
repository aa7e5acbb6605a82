"""What a claim's checklist asks before it is submitted, beside what candidates hold."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from claims.models import CentreAssessor, Evidence, Line, UnsavedCell
from claims.queries.happened import SAVES, Changed, changed
from claims.queries.moderating import moderators
from claims.queries.offers import assessors
from claims.rules import checklist
from claims.rules.assessors import same_name
from interchange.accounts.models import User
from interchange.audit import trail
from interchange.database.sorting import SortsAs


def without_evidence(claim) -> QuerySet[Line]:
    """The live lines from another awarding body for which nothing is attached."""
    attached = Evidence.objects.filter(
        claim=claim, candidate=OuterRef("candidate"), unit=OuterRef("unit")
    )
    elsewhere = claim.lines.filter(live=True).exclude(other_awarding_body="")
    return elsewhere.filter(~Exists(attached)).select_related("candidate", "unit")


def typists(claim) -> list[tuple[User, int]]:
    """Who has typed grades on the claim and not saved them, and how many: (person, number)."""
    typed = UnsavedCell.objects.filter(claim=claim).order_by().values_list("typed_by")
    numbers = dict(typed.annotate(Count("pk")))
    people = User.objects.filter(pk__in=numbers).order_by(SortsAs("name"), "pk")
    return [(one, numbers[one.pk]) for one in people]


def named_as_moderators(claim) -> list[CentreAssessor]:
    """The assessors set up for the claim's qualification who have a moderator's name."""
    names = [one.name for one in moderators(claim.centre)]
    here = assessors(claim.centre, claim.qualification)
    return [one for one in here if any(same_name(one.name, name) for name in names)]


def changed_since_recall(claim) -> list[Changed]:
    """The cells that differ from what the moderator was last sent; none if it never was."""
    events = trail.of(claim).order_by("at", "pk")
    recalled = events.filter(name="claim.recall").last()
    if recalled is None:
        return []
    since = events.filter(name=SAVES, pk__gt=recalled.pk)
    made = checklist.changes(event.detail["cells"] for event in since)
    found: list[Changed] = changed([[*at, *change, None] for at, change in made.items()])
    return found
