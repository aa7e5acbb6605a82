"""What a candidate would have with other grades, in every size; nothing changes by looking."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from results import queries as results_queries
from tracker.forms import Tries
from tracker.queries import progress as progress_queries
from tracker.queries import what_if as queries


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def what_if(request, centre, pk):
    """Show every size side by side with the grades of the address, and fields to try others."""
    entry = get_object_or_404(progress_queries.listed(centre), pk=pk)
    if results_queries.given_up([entry]):
        return redirect(entry)
    on = timezone.localdate()
    found = results_queries.progress([entry], on)
    if not found:
        raise Http404
    [registered] = found
    standings = queries.in_each_size(registered)
    units = results_queries.units_on(centre, {entry: registered.units}, on)[entry.pk]
    form = Tries(request.GET, units=queries.to_try(registered.standing, units, standings))
    context = {
        "entry": entry,
        "registered": registered,
        "form": form,
        "grades": form.grades,
        "sizes": queries.side_by_side(standings, form.grades),
    }
    return render(request, "tracker/what_if.html", context)
