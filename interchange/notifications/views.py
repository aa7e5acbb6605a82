"""The letters of the demo, for everybody to read; outside the demo there is no such page."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render

from interchange.accounts import links
from interchange.accounts.access import public
from interchange.look import tables
from interchange.notifications import forms, queries
from interchange.notifications.linking import NoLink, with_link

PER_PAGE = 20


@public
def letters(request):
    """List the letters, newest first."""
    if not settings.DEMO:
        raise Http404
    filters = forms.Filters(request.GET)
    to = filters.chosen()["to"]
    listing = tables.listing(
        request,
        queries.letters(to),
        sorts={"queued": "queued_at"},
        default="-queued",
        per_page=PER_PAGE,
    )
    for letter in listing:
        letter.text = _read(letter)
    context = {"listing": listing, "filters": filters, "filtered": to, "clear": request.path}
    return render(request, "notifications/letters.html", context)


def _read(letter):
    """The letter as its reader gets it, with a link made now; or why there is none."""
    try:
        return with_link(letter, links.for_letter)
    except NoLink as reason:
        return f"{letter.body}\n{reason}"
