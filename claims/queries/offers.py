"""What a centre can claim for, and who marks there."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import CentreAssessor, Claim
from claims.states import EDITABLE, FINISHED
from entries.models import QualificationEntry, UnitEntry
from entries.states import OPEN
from entries.unit_states import Status as UnitStatus
from interchange.catalogue.models import Qualification, QualificationUnit


@dataclass(frozen=True)
class Offer:
    """A qualification the centre can claim for: its claim in progress and those under way."""

    qualification: Qualification
    draft: Claim | None
    under_way: list[Claim]


def offers(centre, text="") -> list[Offer]:
    """What the centre can claim for; `text` is an entry code, a title or part of one.

    Each of its words may stand in any of them, the subject's and the size's title too.
    """
    registered = QualificationEntry.objects.filter(centre=centre, status__in=OPEN)
    entered = UnitEntry.objects.filter(centre=centre, series=None, status=UnitStatus.ENTERED)
    claims = Claim.objects.filter(centre=centre).exclude(status__in=FINISHED)
    marked = QualificationUnit.objects.filter(unit__examined=False)
    found = Qualification.objects.filter(pk__in=marked.values("qualification")).filter(
        Q(pk__in=registered.values("qualification"))
        | Q(pk__in=entered.values("qualification"))
        | Q(pk__in=claims.values("qualification"))
    )
    for word in text.split():
        titles = Q(title__icontains=word) | Q(subject__title__icontains=word)
        found = found.filter(titles | Q(code__icontains=word) | Q(size_title__icontains=word))
    of = {}
    for claim in claims:
        of.setdefault(claim.qualification_id, []).append(claim)
    return [_offer(one, of.get(one.pk, [])) for one in found]


def _offer(qualification, claims):
    """Give the qualification with its unfinished claims told apart."""
    drafts = [claim for claim in claims if claim.status in EDITABLE]
    return Offer(
        qualification, drafts[0] if drafts else None, [one for one in claims if one not in drafts]
    )


def assessors(centre, qualification) -> QuerySet[CentreAssessor]:
    """The centre's assessors set up for the qualification, by name."""
    return CentreAssessor.objects.filter(centre=centre, qualifications=qualification)


def other_assessors(centre, qualification) -> QuerySet[CentreAssessor]:
    """The centre's assessors set up for other qualifications only."""
    return CentreAssessor.objects.filter(centre=centre).exclude(qualifications=qualification)
