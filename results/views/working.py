"""How the grade of a result came about, unit by unit, to read and to print."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
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
    found = QualificationEntry.objects.select_related("candidate", "centre", "qualification")
    entry = get_object_or_404(found, centre=centre, pk=pk)
    standing = queries.standings_seen([entry]).get(entry.pk)
    if standing is None or standing.result is None:
        raise Http404("There is no result of this registration.")
    as_known(centre, [entry], localdate())
    context = {
        "centre": centre,
        "entry": entry,
        "result": standing.result,
        "hides": standing.hides,
        "elsewhere": standing.elsewhere,
        "measure": entry.qualification.get_measure_display(),
    }
    return render(request, "results/working.html", context)
