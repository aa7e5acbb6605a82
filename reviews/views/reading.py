"""Who asked to read: the list of reviews, one of them, the consent sent with it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime, now

from entries import queries as entries_queries
from interchange import downloads
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from reviews import forms, queries
from reviews.states import MEANING, WITHDRAW

SORTS = {
    "number": "number",
    "asked": "asked_at",
    "service": ("service", "number"),
    "candidate": "by_name",
    "status": "status",
}


@at_centre(Permission.VIEW_REQUESTS)
def reviews(request, centre):
    """What the centre has asked for, and of which exams more can be asked."""
    filters, at = forms.Filters(request.GET), now()
    chosen = filters.chosen()
    found = queries.history(centre, **chosen)
    found = entries_queries.found_as_known(centre, found, chosen["text"], at)
    listing = tables.listing(request, found, sorts=SORTS, default="-number")
    entries_queries.named_as_sorted(listing)
    context = {
        "filters": filters,
        "filtered": any(chosen.values()),
        "listing": listing,
        "open": queries.exams_open(centre, at),
        "may_ask": _may_ask(request, centre),
        "needed": permissions.needed(Permission.RAISE_REQUESTS),
    }
    return render(request, "reviews/reviews.html", context)


@at_centre(Permission.VIEW_REQUESTS)
def view(request, centre, pk):
    """One review: where it stands, what was asked with whose consent, what came of it."""
    review = find(centre, pk)
    meaning, next_step = MEANING[review.status]
    entries_queries.named_as_known(centre, [review], localtime())
    context = {
        "review": review,
        "meaning": meaning,
        "next_step": next_step,
        "days": queries.review_days(review),
        "awards": queries.awards_since(review),
        "story": queries.story(review),
        "may_withdraw": review.status in WITHDRAW.sources and _may_ask(request, centre),
    }
    return render(request, "reviews/view.html", context)


@at_centre(Permission.VIEW_REQUESTS)
def consent(request, centre, pk):
    """The signed consents that were sent with a review, to download."""
    paper = find(centre, pk).paper
    if paper is None:
        raise Http404
    return downloads.of_file(paper.file, paper.name, paper.content_type)


def find(centre, pk):
    """The centre's review; raises Http404."""
    return get_object_or_404(queries.reviews(centre), pk=pk)


def _may_ask(request, centre):
    """Whether the person may ask for services here, and withdraw them."""
    return permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre)
