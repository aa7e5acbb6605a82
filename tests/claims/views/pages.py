"""Where the pages of a centre's claims stand, and what their forms send."""

from django.urls import reverse


def at_page(name, centre, *rest):
    return reverse(f"claims:{name}", args=[centre.number, *rest])


def read(browser, name, claim, *more):
    """What a page of the claim shows, its spaces and lines joined."""
    page = browser.get(at_page(name, claim.centre, claim.pk, *more))
    return " ".join(page.content.decode().split())


def typed(claim, places, **extra):
    """The fields of a page that showed no grade: {(candidate id, unit id): grade}."""
    assessor = claim.centre.assessors.first()
    fields = dict(extra)
    for (candidate_id, unit_id), grade in places.items():
        key = f"{candidate_id}-{unit_id}"
        fields |= {f"was-{key}": "", f"grade-{key}": grade, f"assessor-{key}": assessor.pk}
    return fields


def reviewed(line, grade, reason="", was=None):
    """What the page of a review sends of a line."""
    was = f"{line.grade if line.live else ''}:{line.reason}" if was is None else was
    return {
        f"was-{line.pk}": was,
        f"grade-{line.pk}": grade,
        f"reason-{line.pk}": reason,
    }
