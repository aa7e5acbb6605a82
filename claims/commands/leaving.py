"""What becomes of claims in progress when a candidate leaves the qualification at the centre?"""

from django.db import transaction

from claims.models import Claim, Evidence, Line, UnsavedCell
from claims.states import EDITABLE
from entries.commands import raise_award_due_of
from interchange import keeping
from interchange.audit import trail


def hold_drafts(centre, qualifications) -> list[Claim]:
    """Hold the centre's claims in progress for the qualifications until the commit; give them.

    Whoever changes candidates and claims together takes the claims first, then the people.
    """
    drafts = Claim.objects.filter(
        centre=centre, qualification__in=qualifications, status__in=EDITABLE
    )
    return list(drafts.select_for_update(no_key=True).order_by("pk"))


@transaction.atomic
def take_off(*, claims, candidates, by, at) -> list[Line]:
    """Take the candidates' lines, and what is typed for them, off claims in progress that are held.

    What proved their units goes too. Gives the lines that stood there. The caller tells the centre.
    """
    ids = [one.pk for one in candidates]
    gone = []
    for claim in claims:
        lines = list(
            Line.objects.filter(claim=claim, candidate__in=ids).select_related("candidate", "unit")
        )
        UnsavedCell.objects.filter(claim=claim, candidate__in=ids).delete()
        keeping.delete(Evidence.objects.filter(claim=claim, candidate__in=ids))
        if not lines:
            continue
        cells = [[line.candidate_id, line.unit_id, line.claimed] for line in lines]
        Line.objects.filter(pk__in=[line.pk for line in lines]).delete()
        trail.record("claim.take_off", about=claim, by=by, at=at, detail={"cells": cells})
        gone += lines
    raise_award_due_of({line.candidate_id for line in gone}, at=at)
    return gone
