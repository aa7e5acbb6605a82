"""Is a result still expected? Answered for a list by ticks, and looked at before it is done."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from entries.queries import qualifications_of
from entries.rules.registering import MOST_ROWS
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.keys import as_key
from interchange.look import tables
from interchange.workflow import MoveRefused
from results import queries as results_queries
from results.urgency import Urgency
from tracker import commands
from tracker.commands.expecting import NotAnswered
from tracker.forms import WITHDRAWN, Answer, ExpectingFilters
from tracker.queries import expecting as queries
from tracker.queries import progress as progress_queries

SORTS = {
    "urgency": progress_queries.MOST_URGENT,
    "name": ("candidate__surname", "candidate__forenames"),
    "qualification": "qualification__code",
    "completes": "completes_in",
}
NOTHING = "Tick at least one candidate, and choose an answer for those ticked."
ALREADY = "All of them were expected so already. Nothing has changed."


@at_centre(Permission.SET_COMPLETION)
def still_expected(request, centre):
    """List who may be answered for; with an answer, show what it does, and do it once confirmed."""
    given = request.POST if request.method == "POST" else request.GET
    if request.method != "POST" and not {"entry", "answer"} & given.keys():
        return _list(request, centre)
    on = timezone.localdate()
    ids = [key for one in given.getlist("entry")[:MOST_ROWS] if (key := as_key(one))]
    found, form = list(queries.chosen(centre, ids)), Answer(given, on=on)
    if not found or not form.is_valid():
        messages.error(request, NOTHING)
        return redirect("tracker:still_expected", number=centre.number)
    summer = form.cleaned_data["answer"]
    if request.method != "POST":
        return _check(request, centre, queries.answered(found, summer, on), summer)
    left = "left" in given
    try:
        done = commands.answer_expected(
            registrations=found, summer=summer, left=left, by=request.user, at=timezone.now()
        )
    except (NotAnswered, MoveRefused) as refusal:
        rows = queries.answered(found, summer, on)
        return _check(request, centre, rows, summer, [("left", str(refusal))])
    messages.success(request, _sentence(len(done), summer))
    return redirect("tracker:still_expected", number=centre.number)


def _list(request, centre):
    asked = request.GET.copy()
    asked.setdefault("urgency", Urgency.PAST.name)
    filters = ExpectingFilters(asked, qualifications=qualifications_of(centre))
    chosen = filters.chosen()
    acting = results_queries.Acting(request.user, centre, timezone.localdate())
    found = progress_queries.asked_for(
        progress_queries.matching(centre, chosen), chosen, acting.dates
    )
    listing = tables.listing(request, found, sorts=SORTS, default="urgency")
    context = {
        "filters": filters,
        "listing": replace(listing, rows=progress_queries.rows(listing, acting)),
        "answer": Answer(on=acting.dates.on),
    }
    return render(request, "tracker/expecting.html", context)


def _check(request, centre, rows, summer, errors=()):
    context = {
        "changing": [one for one in rows if one.changes],
        "refused": [one for one in rows if one.refusal],
        "same": [one for one in rows if not (one.changes or one.refusal)],
        "answer": str(summer) if summer else WITHDRAWN,
        "after": queries.in_words(summer),
        "withdraws": summer is None,
        "errors": list(errors),
        "list": reverse("tracker:still_expected", args=[centre.number]),
    }
    return render(request, "tracker/check_expecting.html", context)


def _sentence(count, summer):
    if not count:
        return ALREADY
    who = "1 candidate is" if count == 1 else f"{count} candidates are"
    if summer:
        return f"{who} expected to complete in summer {summer}."
    return (
        f"{who} marked Withdrawn. Until the board processes it you can undo this by choosing a"
        " completion date again."
    )
