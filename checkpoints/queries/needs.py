"""What does the checkpoint need of a person at a centre today?"""

from datetime import date

from django.urls import reverse

from checkpoints.queries.centres import courses, declaration, summer_now, window
from checkpoints.rules import status_of
from checkpoints.states import Status
from interchange.accounts import permissions
from interchange.accounts.models import Centre
from interchange.accounts.roles import Permission
from tracker.queries.home import Need


def needs(user, centre: Centre, on: date) -> list[Need]:
    """What the person must do for the checkpoint of the day's summer; four queries at most."""
    checks = permissions.can(user, Permission.CHECK_COMPLETION, centre=centre)
    declares = permissions.can(user, Permission.DECLARE_COMPLETION, centre=centre)
    if not (checks or declares):
        return []
    summer = summer_now(on)
    days = window(summer)
    if not days.is_open(on) or declaration(centre, summer):
        return []
    found = courses(centre, summer)
    left = sum(not one.is_checked for one in found)
    page, last = reverse("checkpoints:checkpoint", args=[centre.number]), days.closes_on
    if status_of(found, declared=False) == Status.READY and declares:
        return [
            Need(
                "Submit the declaration of the term-time checkpoint",
                f"Every subject is checked. The last day is {last:%-d %B %Y}.",
                page,
            )
        ]
    if not left:
        return []
    what = f"{left} subjects and levels" if left > 1 else "a subject and level"
    return [
        Need(
            f"Check the completion dates of {what}",
            "The term-time checkpoint is open: the board must know who expects a result in summer"
            f" {summer}. The last day is {last:%-d %B %Y}.",
            page,
            "waiting",
        )
    ]
