"""Who asked to read: the list of requests, one request, its papers, an empty template."""

from io import BytesIO

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime

from entries import queries as entries_queries
from interchange import downloads
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.uploads import XLSX
from mir import forms, queries, spreadsheets
from mir.commands import DRAFTS_KEPT_FOR
from mir.request_types import BY_SLUG, REQUEST_TYPES, confirmed_by
from mir.states import FINISHED, MEANING, WITH_THE_CENTRE

MOST_NAMED, LONGEST = 50, 9  # numbers in an address, and the digits of each
SORTS = {
    "number": "number",
    "raised": "raised_at",
    "type": ("kind", "qualification__code"),
    "candidate": "by_name",
    "status": "status",
}


@at_centre(Permission.VIEW_REQUESTS)
def requests(request, centre):
    """The centre's requests, and what can be asked for."""
    filters = forms.Filters(request.GET)
    chosen = filters.chosen()
    numbers = [one for one in request.GET.getlist("number") if one.isdecimal()][:MOST_NAMED]
    found = queries.history(centre, numbers=[int(one[:LONGEST]) for one in numbers], **chosen)
    found = entries_queries.found_as_known(centre, found, "", localtime())
    listing = tables.listing(request, found, sorts=SORTS, default="-number")
    for row in entries_queries.named_as_sorted(listing):
        row.title = BY_SLUG[row.kind].title
    context = {
        "filters": filters,
        "filtered": any(chosen.values()) or bool(numbers),
        "numbers": numbers,
        "listing": listing,
        "kinds": REQUEST_TYPES,
        "drafts": _drafts(request, centre),
        "draft_days": DRAFTS_KEPT_FOR.days,
        "may_raise": _may_raise(request, centre),
        "can_apply": permissions.can(request.user, Permission.APPLY_CONSIDERATION, centre=centre),
        "needed": permissions.needed(Permission.RAISE_REQUESTS),
    }
    return render(request, "mir/requests.html", context)


@at_centre(Permission.VIEW_REQUESTS)
def view(request, centre, request_number):
    """One request: where it stands, what was asked, its papers and its story."""
    return page_of(request, centre, find(centre, request_number))


def page_of(request, centre, record, form=None, status=200):
    """The page of one request; `form` is what is being written."""
    meaning, next_step = MEANING[record.status]
    mine = _may_raise(request, centre)
    asked = record.status in WITH_THE_CENTRE
    entries_queries.named_as_known(centre, [record], localtime())
    context = {
        "record": record,
        "kind": BY_SLUG[record.kind],
        "meaning": meaning,
        "next_step": next_step,
        "papers": queries.papers(record),
        "rows": queries.rows_sent(record),
        "story": queries.story(record),
        "asked": asked,
        "form": _writing(form, record, asked) if mine and record.status not in FINISHED else None,
        "may_withdraw": mine and record.status not in FINISHED,
        "confirmed": confirmed_by(record.confirmed),
    }
    return render(request, "mir/view.html", context, status=status)


def _writing(form, record, asked):
    """What the centre can write to the board: the answer it asks for, or more of itself."""
    return form or (forms.Answer() if asked else forms.Addition(urgent=record.urgent))


@at_centre(Permission.VIEW_REQUESTS)
def paper(request, centre, request_number, pk):
    """A paper of a request, to download."""
    found = get_object_or_404(queries.attachments(find(centre, request_number)), pk=pk)
    return downloads.of_file(found.file, found.name, found.content_type)


@at_centre(Permission.VIEW_REQUESTS)
def template(request, centre, spreadsheet):
    """A spreadsheet to fill in, begun with what is known (by the address, as for raising)."""
    wanted = next((one for one in spreadsheets.SPREADSHEETS if one.slug == spreadsheet), None)
    if wanted is None:
        raise Http404
    rows = queries.rows_for_template(centre, wanted, request.GET)
    book = BytesIO(spreadsheets.workbook(wanted, rows))
    return downloads.handed_over(book, wanted.filename, XLSX.content_type)


def find(centre, request_number):
    """The centre's request of that number; raises Http404."""
    return get_object_or_404(queries.requests(centre), number=request_number)


def _drafts(request, centre):
    """What the person has begun here and can send, each with the title of its kind."""
    found = queries.drafts(centre, request.user) if _may_raise(request, centre) else []
    return [(draft, BY_SLUG[draft.kind].title) for draft in found]


def _may_raise(request, centre):
    """Whether the person may raise, answer and withdraw requests here."""
    return permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre)
