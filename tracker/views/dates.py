"""The key dates of a centre, as a page and as a calendar file, and the guide that names them."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interchange import downloads
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.years import key_dates_year
from tracker.forms import DateFilters
from tracker.queries import dates
from tracker.queries.as_calendar import CONTENT_TYPE, calendar
from tracker.queries.entry_rules import entry_rules
from tracker.queries.guide import counts

A_YEAR = timedelta(days=365)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def key_dates(request, centre):
    """Show the days of an academic year, month by month, and what comes next."""
    today = timezone.localdate()
    this_year = key_dates_year(today)
    filters = DateFilters(request.GET, years=dates.years(), this_year=this_year)
    year = filters.chosen()["year"] or this_year
    found = dates.days(request.user, centre, today=today)
    context = {
        "centre": centre,
        "filters": filters,
        "year": year,
        "months": dates.by_month(day for day in found if day.year == year),
        "next": next((day for day in found if not day.is_over), None),
    }
    return render(request, "tracker/key_dates.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def key_dates_file(request, centre):
    """Hand over every day to come as a calendar file, which any calendar takes in."""
    now = timezone.now()
    days = dates.days(request.user, centre, today=timezone.localdate(now))
    answer = HttpResponse(
        calendar((day for day in days if not day.is_over), now, centre.number),
        content_type=CONTENT_TYPE,
        headers=downloads.ONLY_DOWNLOAD,
    )
    answer["Content-Disposition"] = f'attachment; filename="key-dates-{centre.number}.ics"'
    return answer


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def guide(request, centre):
    """Show the way from registration to result, with the centre's days and counts on it."""
    today = timezone.localdate()
    coming = {}
    for day in dates.days(request.user, centre, today=today):
        if not day.is_over and day.on <= today + A_YEAR:
            coming.setdefault(day.step, []).append(day)
    may = {
        "enter": permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre),
        "claim": permissions.can(request.user, Permission.MAKE_CLAIMS, centre=centre),
    }
    context = {
        "centre": centre,
        "counts": counts(centre, timezone.now()),
        "coming": coming,
        "may": may,
    }
    return render(request, "tracker/guide.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def rules_of_entry(request, centre):
    """Say by which rules candidates are registered and entered, with the centre's figures."""
    context = {"centre": centre, "rules": entry_rules(centre, timezone.localdate())}
    return render(request, "tracker/entry_rules.html", context)
