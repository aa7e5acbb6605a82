"""Forms of the demo sent without what they ask for."""

from django.urls import reverse

from claims.models import Claim, Visit
from claims.states import Status
from claims.visit_states import Status as VisitStatus
from local.term import cast
from mir.request_types import MISSED_FROM_CLAIM, MISSING_EXAM_RESULT

SEND = """form => form.requestSubmit(form.querySelector("button[value=check]"))"""


def slips():
    """Pages whose form is sent without what it asks for, as (player, address)."""
    fernhill, draft = cast.FERNHILL, Claim.objects.get(status=Status.DRAFT)
    ready = Claim.objects.get(status=Status.READY)
    visit = Visit.objects.get(status=VisitStatus.REQUESTED)
    asking = reverse("mir:raise", args=[fernhill])
    return [
        (None, "/log-in/"),
        (None, "/password/forgotten/"),
        (cast.ADMINISTRATOR, "/account/password/"),
        (cast.ADMINISTRATOR, reverse("accounts:invite", args=[fernhill])),
        (cast.OFFICER, reverse("entries:register_for", args=[fernhill, "05842"])),
        (cast.OFFICER, reverse("entries:units_only", args=[fernhill, "05349"])),
        (cast.OFFICER, f"{asking}?kind={MISSING_EXAM_RESULT.slug}&qualification=05839"),
        (cast.OFFICER, f"{asking}?kind={MISSED_FROM_CLAIM.slug}&qualification=05839&about=1"),
        (cast.IT_TUTOR, reverse("claims:assessors", args=[fernhill, "05842"])),
        (cast.IT_TUTOR, reverse("claims:submit", args=[fernhill, draft.pk])),
        (cast.IT_TUTOR, reverse("claims:ask_for_visit", args=[fernhill])),
        (cast.MODERATOR, reverse("claims:withdraw", args=[fernhill, ready.pk])),
        (cast.MODERATOR, reverse("claims:call_off_visit", args=[fernhill, visit.pk])),
    ]
