"""Is a result still expected? Answered for a list by ticks, and looked at before it is done."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from entries.queries import groups, qualifications_of
from entries.rules.registering import MOST_ROWS
from interchange import shown
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.keys import as_key
from interchange.look import tables
from results import queries as results_queries
from results.urgency import Urgency
from tracker import commands
from tracker.commands.expecting import NotAnswered
from tracker.forms import WITHDRAWN, Answer, ExpectingFilters
from tracker.queries import expecting as queries
from tracker.queries import progress as progress_queries

SORTS = {
    "urgency": progress_queries.MOST_URGENT,
    "name": "candidate__sorts_as",
    "qualification": "qualification__code",
    "completes": "completes_in",
}
NOTHING = "Tick at least one candidate, and choose an answer for those ticked."
TOO_MANY = "You ticked {}. Answer for at most {} at once, and then for the others."
ALREADY = "All of them were expected so already. Nothing has changed."


@at_centre(Permission.SET_COMPLETION)
def still_expected(request, centre):
    """List who may be answered for; with an answer, show what it does, and do it once confirmed."""
    given = request.POST if request.method == "POST" else request.GET
    if request.method != "POST" and not {"entry", "answer"} & given.keys():
        return _list(request, centre)
    ids = {key for one in given.getlist("entry") if (key := as_key(one))}
    form = Answer(given, on=timezone.localdate())
    if not ids or not form.is_valid():
        return _back(request, centre, NOTHING)
    if len(ids) > MOST_ROWS:
        return _back(request, centre, TOO_MANY.format(len(ids), MOST_ROWS))
    summer = form.cleaned_data["answer"]
    return (_do if request.method == "POST" else _check)(request, centre, ids, summer)


def _back(request, centre, sentence):
    messages.error(request, sentence)
    return redirect("tracker:still_expected", number=centre.number)


def _do(request, centre, ids, summer):
    """Do what was confirmed, or show it again with what is different or why it is refused."""
    try:
        done = commands.answer_expected(
            centre=centre,
            registrations=list(queries.chosen(centre, ids)),
            summer=summer,
            left="left" in request.POST,
            seen=shown.carried_by(request.POST, _purpose(centre, summer)),
            by=request.user,
            at=timezone.now(),
        )
    except NotAnswered as refusal:
        return _check(request, centre, ids, summer, [("left", str(refusal))])
    except shown.ShownOtherwise as refusal:
        errors = [("", str(refusal))]
        return _check(request, centre, ids, summer, errors, refusal.differences)
    messages.success(request, _sentence(len({one.candidate_id for one in done}), summer))
    return redirect("tracker:still_expected", number=centre.number)


def _list(request, centre):
    asked = request.GET.copy()
    asked.setdefault("urgency", Urgency.PAST.name)
    filters = ExpectingFilters(
        asked, qualifications=qualifications_of(centre), groups=groups(centre)
    )
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


def _check(request, centre, ids, summer, errors=(), differences=()):
    """Show who changes by the answer, who is refused, and who says so already."""
    rows = queries.answered(queries.chosen(centre, ids), summer, timezone.localdate())
    changing = [one for one in rows if one.changes]
    context = {
        "changing": changing,
        "refused": [one for one in rows if one.refusal],
        "same": [one for one in rows if one.is_so_already],
        "missing": len(ids) - len(rows),
        "answer": str(summer) if summer else WITHDRAWN,
        "after": queries.in_words(summer),
        "withdraws": summer is None,
        "shown": shown.carried(_purpose(centre, summer), queries.shown_of(changing)),
        "differences": differences,
        "errors": list(errors),
        "list": reverse("tracker:still_expected", args=[centre.number]),
    }
    return render(request, "tracker/check_expecting.html", context)


def _purpose(centre, summer):
    """What the check page carries what it showed for."""
    return f"still expected {centre.pk} {summer}"


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
