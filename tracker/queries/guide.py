"""How far is a centre on the way from registration to result?"""

from dataclasses import dataclass

from django.utils.timezone import localdate

from claims import states as claim_states
from claims.models import Claim, Visit
from claims.visit_states import Status as VisitStatus
from entries.models import QualificationEntry, UnitEntry
from entries.queries import approved_subjects
from entries.states import OPEN
from entries.unit_states import Status as UnitStatus
from interchange.catalogue.opening import out_by


@dataclass(frozen=True)
class Counts:
    """What a centre has at each step of the way."""

    approved: int
    registered: int
    entered: int
    claimed: int
    visits: int


def counts(centre, at) -> Counts:
    """The Counts of the centre: approvals, registrations, exams to come, claims, visits."""
    under_way = (
        claim_states.Status.DRAFT,
        claim_states.Status.READY,
        claim_states.Status.SAMPLED,
    )
    return Counts(
        approved=len(approved_subjects(centre)),
        registered=QualificationEntry.objects.filter(centre=centre, status__in=OPEN).count(),
        entered=UnitEntry.objects.filter(
            ~out_by(at, "series__"), centre=centre, status=UnitStatus.ENTERED, series__isnull=False
        ).count(),
        claimed=Claim.objects.filter(centre=centre, status__in=under_way).count(),
        visits=Visit.objects.filter(
            centre=centre, status=VisitStatus.BOOKED, on__gte=localdate(at)
        ).count(),
    )
