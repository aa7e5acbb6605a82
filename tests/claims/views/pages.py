"""Where the pages of a centre's claims stand, and what their forms send."""

from django.urls import reverse


def at_page(name, centre, *rest):
    return reverse(f"claims:{name}", args=[centre.number, *rest])


def typed(claim, places, **extra):
    """The fields of a page that showed no grade: {(candidate id, unit id): grade}."""
    assessor = claim.centre.assessors.first()
    fields = dict(extra)
    for (candidate_id, unit_id), grade in places.items():
        key = f"{candidate_id}-{unit_id}"
        fields |= {f"was-{key}": "", f"grade-{key}": grade, f"assessor-{key}": assessor.pk}
    return fields
