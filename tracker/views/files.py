"""The tracker's list as a file: all that it is narrowed to, as CSV, XLSX or PDF, in its order."""

from io import BytesIO

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from interchange import downloads, tabular
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.paper import draw
from results.queries import Acting
from tracker.queries import files, on_paper
from tracker.queries.unit_states import UnitStates
from tracker.views.asked import asked
from tracker.views.progress import DEFAULT, SORTS

PDF = "application/pdf"
TOO_MANY = (
    f"A list on paper has room for {on_paper.MOST:,} candidates, and this one is longer. Narrow it,"
    " for example to one qualification, or export it as CSV or XLSX."
)


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def export(request, centre):
    """Hand over the list as the kind of spreadsheet that the address asks for."""
    form = tabular.asked(request)
    acting = Acting(request.user, centre, timezone.localdate())
    found = asked(request, centre, acting.dates)
    columns = files.unit_columns([one.code for one in found.qualifications])
    numbers = [*columns]
    rows = (files.cells(row, units, numbers) for row, units in _told(request, found, acting))
    titles = (*files.COLUMNS, *(columns.values() or [files.ALL_UNITS]))
    return tabular.answer(form, _name(centre, found), titles, form.pieces(rows))


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def paper(request, centre):
    """Hand over the list as PDF; of more than fit on paper it says what to do instead."""
    acting = Acting(request.user, centre, timezone.localdate())
    found = asked(request, centre, acting.dates)
    if found.entries.order_by().values("pk")[: on_paper.MOST + 1].count() > on_paper.MOST:
        messages.error(request, TOO_MANY)
        back = reverse("tracker:progress", args=[centre.number])
        return redirect(f"{back}?{request.GET.urlencode()}")
    told, made = _told(request, found, acting), BytesIO()
    draw(on_paper.sheet_of(centre, told, found.filters.in_words(), acting.dates.on), made)
    made.seek(0)
    return downloads.handed_over(made, f"{_name(centre, found)}.pdf", PDF)


def _told(request, found, acting):
    """Each registration and its units, in the order that the address asks for."""
    sort = request.GET.get("sort", "")
    sort = sort if sort.removeprefix("-") in SORTS else DEFAULT
    ordered = tables.ordered(found.entries, SORTS, sort)
    states = UnitStates(acting.centre, found.qualifications, acting.dates.on)
    return files.rows_with_units(ordered, acting, states)


def _name(centre, found):
    """What the file is called, by centre and by the qualification where it is of one."""
    code = found.chosen["qualification"]
    return f"progress-{centre.number}-{code}" if code else f"progress-{centre.number}"
