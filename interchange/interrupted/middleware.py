"""A page that is asked for with a kept form comes with everything typed in it again."""

from urllib.parse import urlsplit, urlunsplit

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone

from interchange.interrupted import commands, queries
from interchange.interrupted.filling import filled
from interchange.interrupted.rules import KEPT, what_was_typed

TAKEN = (200, 302)  # what a view answers that has read a form: the page again, or the way onward
NOT_KEPT = (
    "What was typed there was typed by somebody else, or is no longer kept. Log in as the person"
    " who typed it, within three days."
)


class InterruptedForms:
    """Show kept forms again where they were typed, and forget them once they are sent.

    Nothing is done with a kept form but showing it: it is the person who presses the button.
    """

    def __init__(self, get_response):
        """Stand before `get_response`."""
        self.get_response = get_response

    def __call__(self, request) -> HttpResponse:
        """Answer the request."""
        if request.method == "GET" and KEPT in request.GET:
            return self.show(request)
        response = self.get_response(request)
        if request.method == "POST" and response.status_code in TAKEN:
            _settle(request, response)
        return response

    def show(self, request):
        """Give the page with the form filled in; where the form is not there, all that was typed.

        A view that takes up what was typed in a way of its own sets `request.interrupted` to None.
        """
        form = _kept_of(request, request.GET[KEPT])
        request.interrupted = form
        if form is None and is_known(request.user):
            messages.warning(request, NOT_KEPT)
        response = self.get_response(request)
        if form is None or request.interrupted is None:
            return response
        told = response.headers.get("Content-Type", "")
        if response.status_code != 200 or response.streaming or not told.startswith("text/html"):
            return redirect(form)
        page = response.content.decode(response.charset)
        again = filled(page, request.path, form.sent_to, form.fields, _introduction(form))
        if again is None:
            return redirect(form)
        response.content = again
        return response


def _kept_of(request, pk):
    """The kept form, for a person who is logged in; else None."""
    if not is_known(request.user):
        return None
    return queries.kept_form(request.user, pk, at=timezone.now())


def is_known(person):
    """Whether somebody is fully logged in."""
    return person.is_authenticated and person.is_verified()


def _introduction(form):
    """Give the function that writes what stands above a form that is shown again."""

    def write(left, carried):
        lost = [one for one in left if one not in carried]
        context = {
            "form": form,
            "carried": carried,
            "along": what_was_typed(carried),
            "told": what_was_typed(lost),
            "name": KEPT,
        }
        return render_to_string("interrupted/_again.html", context)

    return write


def _settle(request, response):
    """Forget a kept form that was sent again and read; lead on without its name."""
    pk = request.POST.get(KEPT) or request.GET.get(KEPT)
    if not pk or _kept_of(request, pk) is None:
        return
    commands.forget(typist=request.user, pk=pk)
    if response.status_code == 302:
        address = urlsplit(response["Location"])
        query = QueryDict(address.query, mutable=True)
        query.pop(KEPT, None)
        response["Location"] = urlunsplit(address._replace(query=query.urlencode()))
