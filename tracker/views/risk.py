"""How many of the centre were at risk, and why, week by week."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from results.queries import risk_over_year


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def risk(request, centre):
    """Show the causes of risk over the academic year, as bars and in numbers."""
    context = {"year": risk_over_year(centre, timezone.localdate())}
    return render(request, "tracker/risk.html", context)
