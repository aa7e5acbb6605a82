"""Reductions in assessment: a few who were registered in 2021 and are not complete yet."""

from datetime import date, datetime, time

from django.utils import timezone

from assessed import commands, queries
from interchange.catalogue.models import ReductionWindow
from local.term import candidates, cast

SUMMER = 2022  # of the one year whose assessments may have been reduced


def reductions(term, days):
    """The board takes reductions once more; Fernhill reports some of three late students."""
    ReductionWindow.objects.create(
        summer=SUMMER,
        opens_on=days.on(0, 9, 1).date(),
        closes_on=date(days.summer, 8, 31),
        note="The board opened the area once more, for students of a three-year programme.",
        source="the demo's own",
    )
    registered = timezone.make_aware(datetime.combine(date(SUMMER - 1, 10, 4), time(10)))
    persons = candidates.people(cast.FERNHILL, 3, first=81, born=2005, joined=21)
    group = term.register(cast.FERNHILL, "05839", persons, by=cast.OFFICER, at=registered)
    at = days.ago(6)
    year = queries.reduction_year(SUMMER, timezone.localdate(at))
    sheet = queries.reduction_sheet(group.centre, year, group.qualification)
    [entry] = [one for one in sheet.entries if one.candidate == group.candidates[0]]
    commands.report_reductions(
        centre=group.centre,
        qualification=group.qualification,
        summer=SUMMER,
        keys={queries.key(entry, unit) for unit in sheet.units if unit.number in ("4", "9")},
        reason="",
        declared=True,
        by=term.people[cast.ADMINISTRATOR],
        at=at,
    )
