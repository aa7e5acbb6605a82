"""Who is registered, who is entered for which exam, and what was sent in?"""

from operator import attrgetter

from django.http import Http404, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime

from entries import queries
from entries.forms.filters import EntryFilters, UnitEntryFilters
from entries.forms.withdrawing import ticked_entries
from entries.queries.leaving import as_known
from entries.queries.names import named_then
from entries.states import OPEN
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.database.sorting import SortsAs
from interchange.look import tables
from results.queries.attendance import marks_of

NAME = ("by_name",)
BACKWARDS = ("-by_name",)  # so that newest first is by name


@at_centre(Permission.VIEW_CENTRE)
def entries(request, centre):
    """The centre's registrations."""
    filters = EntryFilters(request.GET, queries.qualifications_of(centre), queries.groups(centre))
    listing = tables.listing(
        request,
        queries.of_centre(centre, **filters.chosen()),
        sorts={
            "name": NAME,
            "number": "candidate_number",
            "ocr": "candidate__ocr_number",
            "code": ("qualification__code", *NAME),
            "completion": ("completes_in", *NAME),
            "made": "made_at",
        },
        default="name",
    )
    can_tick = any(entry.status in OPEN for entry in listing)
    as_known(centre, listing, localtime())
    return _listed(request, centre, "entries:entries", filters, listing, can_tick=can_tick)


@at_centre(Permission.VIEW_CENTRE)
def unit_entries(request, centre):
    """The centre's exam entries, and entries for units by themselves.

    Ticks for withdrawing are carried from page to page: the links between pages are buttons then.
    """
    may = permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre)
    ticked = ticked_entries(request.POST)
    if request.method == "POST":
        request.GET = QueryDict(request.POST.get("go", "").removeprefix("?"))
    filters = unit_entry_filters(request, centre)
    found = queries.unit_entries_of_centre(centre, **filters.chosen())
    listing = tables.listing(
        request,
        found,
        sorts={
            "name": NAME,
            "number": "candidate_number",
            "series": ("series__year", "series__month", *BACKWARDS),
            "unit": ("qualification__code", "unit__in_order", *NAME),
            "made": "made_at",
        },
        default="-series",
        saves=may,
    )
    marks = marks_of(listing)
    for entry in as_known(centre, listing, localtime()):
        entry.ticked = str(entry.pk) in ticked
        entry.attended = marks.get(entry.pk)
    shown = {str(entry.pk) for entry in listing}
    elsewhere = " ".join(sorted(ticked - shown))
    statements = queries.still_to_come(found, localtime()).exists() and (
        f"{reverse('entries:all_statements', args=[centre.number])}?{request.GET.urlencode()}"
    )
    return _listed(
        request,
        centre,
        "entries:unit_entries",
        filters,
        listing,
        elsewhere=elsewhere,
        statements=statements,
    )


def unit_entry_filters(request, centre):
    """The filters of the list of exam and unit entries, as they were set."""
    return UnitEntryFilters(
        request.GET, queries.qualifications_of(centre), queries.series_of(centre)
    )


def _listed(request, centre, name, filters, listing, **more):
    tabs = [
        (title, reverse(other, args=[centre.number]), other == name, None)
        for title, other in (
            ("Registrations", "entries:entries"),
            ("Exam and unit entries", "entries:unit_entries"),
        )
    ]
    context = {
        "centre": centre,
        "filters": filters,
        "listing": listing,
        "tabs": tabs,
        "here": reverse(name, args=[centre.number]),
        "filtered": any(filters.chosen().values()),
        "can_enter": permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre),
        "can_apply": permissions.can(request.user, Permission.APPLY_CONSIDERATION, centre=centre),
        **more,
    }
    return render(request, f"entries/{name.partition(':')[2]}.html", context)


@at_centre(Permission.VIEW_CENTRE)
def submitted_forms(request, centre):
    """The forms of entries the centre has sent in, each with its receipt."""
    listing = tables.listing(
        request,
        queries.submissions(centre),
        sorts={"sent": "made_at", "who": SortsAs("made_by__name"), "code": "qualification__code"},
        default="-sent",
    )
    context = {"centre": centre, "listing": listing, "tabs": submitted_tabs(centre, "forms")}
    return render(request, "entries/submitted_forms.html", context)


def submitted_tabs(centre, here):
    """The tabs of what was sent in: files, forms, and changes of details."""
    return [
        (title, reverse(name, args=[centre.number]), tab == here, None)
        for title, name, tab in (
            ("Files", "entries:submitted", "files"),
            ("Forms", "entries:submitted_forms", "forms"),
            ("Changes of details", "entries:details_changes", "details"),
        )
    ]


def _by_name(rows):
    return sorted(rows, key=attrgetter("candidate.sorts_as"))


@at_centre(Permission.VIEW_CENTRE)
def receipt(request, centre, pk):
    """What one form made, to print and keep."""
    submission = queries.submission(centre, pk=pk)
    if submission is None:
        raise Http404
    exams = submission.unit_entries.select_related("candidate", "unit", "submission")
    people = submission.registrations.select_related("candidate")
    context = {
        "centre": centre,
        "submission": submission,
        "registrations": _by_name(named_then(people.order_by("pk"), submission.made_at)),
        "unit_entries": _by_name(named_then(exams.order_by("unit"), submission.made_at)),
        "sent": f"{localtime(submission.made_at):%-d %B %Y, %H:%M} by {submission.made_by}",
        "can_claim": permissions.can(request.user, Permission.MAKE_CLAIMS, centre=centre),
    }
    return render(request, "entries/receipt.html", context)
