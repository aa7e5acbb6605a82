"""What ends at a centre today or soon, how many candidates does it concern, and who are they?"""

from datetime import date

from django.urls import reverse

from checkpoints.queries.centres import declaration, summer_now
from checkpoints.queries.units import unachieved
from checkpoints.rules.endings import CHECKPOINT_CLOSES, CONCERNED, Ending, ends_soon, lacking
from checkpoints.rules.units import BY_SLUG
from interchange.accounts.models import Centre
from tracker.queries import dates


def endings(days: list[dates.Day], centre: Centre, on: date) -> list[Ending]:
    """Of the days to come, what ends today or soon and the person can act on, the first first.

    `days` are as `tracker.queries.dates.to_come` gives them to the person. At most five queries for
    each check that any of them concerns, and one where the checkpoint closes soon: who has declared
    is not told of its last day.
    """
    near = [one for one in days if one.href and ends_soon(one.about, one.on, on)]
    if any(one.about == CHECKPOINT_CLOSES for one in near) and declaration(centre, summer_now(on)):
        near = [one for one in near if one.about != CHECKPOINT_CLOSES]
    checks = {CONCERNED[one.about] for one in near if one.about in CONCERNED}
    counted = {slug: unachieved(BY_SLUG[slug], centre, on).count() for slug in checks}
    return [_ending(one, centre, counted) for one in near]


def _ending(day, centre, counted):
    check = CONCERNED.get(day.about)
    number = counted.get(check)
    return Ending(
        title=day.title,
        on=day.on,
        away=day.away,
        link=day.link,
        href=day.href,
        provisional=day.provisional,
        number=number,
        lacking=lacking(check, number) if number else "",
        list_href=reverse("checkpoints:section", args=[centre.number, check]) if number else "",
    )
