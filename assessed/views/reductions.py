"""Reduction in assessment: choose the year and the qualification, and what was sent before."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessed import queries
from entries import queries as entries_queries
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.keys import as_key


@at_centre(Permission.REPORT_REDUCTIONS)
@require_safe
def reductions(request, centre):
    """Choose: the year, the level and the qualification; whether the area is open is said."""
    years = queries.reduction_years(timezone.localdate())
    asked = as_key(request.GET.get("year", ""))
    year = next((one for one in years if one.summer == asked), years[0] if years else None)
    found = queries.qualifications_reduced(centre, year.summer) if year else []
    levels = sorted({one.level for one in found})
    level = as_key(request.GET.get("level", ""))
    context = {
        "centre": centre,
        "years": years,
        "year": year,
        "levels": levels,
        "level": level if level in levels else None,
        "qualifications": [one for one in found if level not in levels or one.level == level],
        "can_ask": permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre),
    }
    return render(request, "assessed/reductions.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def reduction_report(request, centre, pk):
    """What was sent at once: the receipt of a report, to which candidates' stories lead."""
    report = get_object_or_404(queries.reduction_reports(centre), pk=pk)
    lines = queries.lines_of(report)
    entries_queries.named_as_known(centre, [one for one, _ in lines], timezone.now())
    context = {
        "centre": centre,
        "report": report,
        "lines": lines,
        "can_report": permissions.can(request.user, Permission.REPORT_REDUCTIONS, centre=centre),
    }
    return render(request, "assessed/reduction_report.html", context)
