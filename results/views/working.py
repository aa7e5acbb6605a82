"""How the grade of a result came about, unit by unit, to read and to print."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from entries.models import QualificationEntry
from entries.queries import as_known
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from results import queries


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def working(request, centre, pk):
    """The working of the result that a registration of the centre has, as the centre may see it."""
    entry = _entry(centre, pk)
    standing = queries.standings_seen([entry]).get(entry.pk)
    if standing is None or standing.result is None:
        raise Http404("There is no result of this registration.")
    told = {
        "hides": standing.hides,
        "elsewhere": standing.elsewhere,
        "standing": standing,
        "is_due": bool(queries.still_due([entry])),
    }
    return _page(request, centre, entry, standing.result, told)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def working_of(request, centre, pk, result):
    """The working of any result that a registration of the centre ever had, in the same way."""
    entry = _entry(centre, pk)
    results = entry.qualification_results.select_related("specification")
    chosen = get_object_or_404(results, pk=result)
    issued = queries.standings_seen([entry], {entry.pk: chosen})[entry.pk].latest
    return _page(request, centre, entry, issued, {"hides": issued.hides, "is_named": True})


def _entry(centre, pk):
    """The registration of the centre, whatever became of it."""
    found = QualificationEntry.objects.select_related("candidate", "centre", "qualification")
    return get_object_or_404(found, centre=centre, pk=pk)


def _page(request, centre, entry, result, told):
    """The page of a result's working; `told` is what the centre does not see, and what holds."""
    as_known(centre, [entry], localtime())
    context = {
        "centre": centre,
        "entry": entry,
        "result": result,
        "results": entry.qualification_results.all(),
        "measure": entry.qualification.get_measure_display(),
        "older": queries.goes_on(result.specification),
        **told,
    }
    return render(request, "results/working.html", context)
