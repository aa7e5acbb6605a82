"""Visits as a calendar, by month or week: the moderator's own, and those of a centre."""

from datetime import date
from functools import partial
from itertools import product
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims import queries
from claims.rules import visit_calendar as rules
from claims.rules.visits import summer_year
from claims.visit_states import Status
from interchange.accounts.access import anywhere, at_centre
from interchange.accounts.roles import Permission

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)
DEADLINES = {  # of visits.Limits
    "book_by": "Last day to book a visit",
    "claims_by": "Last day for claims",
    "last_on": "Last day for visits",
}


@anywhere(Permission.MODERATE_CLAIMS)
@require_safe
def visit_calendar(request):
    """The visits of the moderator's centres and subjects."""
    context = _calendar(request, queries.moderated_visits(request.user), "claims:moderate_visit")
    context |= {"base": "base.html", "tabs": tabs(request.GET, _way(request))}
    return render(request, "claims/visit_calendar.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def visit_calendar_of_centre(request, centre):
    """The visits of the centre."""
    context = _calendar(request, queries.visits_at(centre), "claims:visit")
    context |= {"base": "claims/base.html", "tabs": tabs(request.GET, _way(request), centre)}
    return render(request, "claims/visit_calendar.html", context)


def tabs(asked, current="", centre=None):
    """The ways to look at visits, as tabs: a list, a month, a week."""
    if centre:
        pages = "claims:visits", "claims:visit_calendar_of_centre"
    else:
        pages = "claims:to_visit", "claims:visit_calendar"
    args = [centre.number] if centre else []
    listed, drawn = (reverse(page, args=args) for page in pages)
    on = {"on": asked["on"]} if "on" in asked else {}
    ways = [("Month", rules.MONTH, on), ("Week", rules.OF_WEEK, {"as": rules.OF_WEEK} | on)]
    return [
        ("List", listed, not current, None),
        *(
            (title, f"{drawn}?{urlencode(to)}" if to else drawn, current == way, None)
            for title, way, to in ways
        ),
    ]


def _way(request):
    """The way of the calendar that the address asks for: a month, unless a week."""
    return rules.OF_WEEK if request.GET.get("as") == rules.OF_WEEK else rules.MONTH


def _calendar(request, visits, to):
    """What a page of the calendar shows; `to` is the page of one visit."""
    today = timezone.localdate()
    on = _day(request.GET.get("on", ""), today)
    shown = rules.page(_way(request), on)
    visits = visits.exclude(status=Status.CANCELLED).filter(on__range=(shown.first, shown.last))
    found = list(visits.order_by("on", "pk"))
    limits = {summer_year(day): queries.visit_limits(day) for day in (shown.first, shown.last)}
    for visit in found:
        visit.href = reverse(to, args=[visit.centre.number, visit.pk])
        last_on = limits[summer_year(visit.on)].last_on
        visit.distance = rules.distance(visit.on, last_on, "visits")
    deadlines = {}
    for (name, title), of_year in product(DEADLINES.items(), limits.values()):
        if last := getattr(of_year, name):
            deadlines.setdefault(last, []).append(title)
    turned = partial(_turned, request.path, shown.way)
    return {
        "shown": shown,
        "weeks": rules.weeks(shown, found, deadlines, today, on.month),
        "visits": found,
        "earlier": turned(shown.earlier),
        "later": turned(shown.later),
        "now": turned(today),
    }


def _turned(path, way, on):
    """The address of the page of a day."""
    return f"{path}?{urlencode({'as': way, 'on': on.isoformat()})}"


def _day(text, today):
    """The day that an address names, or today where it names none."""
    try:
        on = date.fromisoformat(text)
    except ValueError:
        return today
    return on if EARLIEST <= on <= LATEST else today
