"""One candidate's whole story, and what an Exams Officer changes on it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from entries import commands as entries_commands
from entries import queries as entries_queries
from entries.details_states import TO_DECIDE
from entries.rules.registering import EntryRefused
from entries.states import CLOSED, Status
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.workflow import MoveRefused
from results import queries as results_queries
from tracker import commands
from tracker.forms import WITHDRAWN, Completion
from tracker.queries import progress as progress_queries
from tracker.queries import sizes, story
from tracker.rules import WithdrawalRefused


@at_centre(Permission.VIEW_CENTRE)
def candidate(request, centre, ocr_number):
    """Show where the candidate stands in each entry, what is missing, and what happened."""
    named = story.candidate(centre, ocr_number)
    if named is None:
        raise Http404
    person, on = named.person, timezone.localdate()
    records = list(results_queries.persons([person.pk]))
    here = list(story.entries(centre, records).exclude(status=Status.TRANSFERRED))
    given_up = results_queries.given_up(here)
    unknown = [one for one in here if one.pk in given_up]
    found = results_queries.progress([one for one in here if one not in unknown], on)
    can = {
        name: permissions.can(request.user, permission, centre=centre)
        for name, permission in (
            ("set_completion", Permission.SET_COMPLETION),
            ("claim", Permission.MAKE_CLAIMS),
            ("enter", Permission.MAKE_ENTRIES),
            ("raise_request", Permission.RAISE_REQUESTS),
        )
    }
    left = entries_queries.left_since(centre, [person.pk], on).get(person.pk)
    shown = entries_queries.as_read(centre, named, left)
    if shown is None:
        raise Http404
    person.surname, person.forenames = shown.surname, shown.forenames
    can["correct"] = can["enter"] and not left
    return render(
        request,
        "tracker/candidate.html",
        {
            "candidate": shown,
            "merged": named if named != shown else None,
            "progress": [one for one in found if one.entry.status not in CLOSED],
            "closed": [one for one in found if one.entry.status in CLOSED],
            "unknown": unknown,
            "former_names": entries_queries.former_names(person, centre, left),
            "waiting_change": entries_queries.details_changes(centre)
            .filter(candidate=person, status__in=TO_DECIDE)
            .first(),
            "withdrawable": story.withdrawable(centre, records, on).exists(),
            "steps": story.story(centre, person, left),
            "left_at": story.left_at(centre, records),
            "has_left": left is not None,
            "can": can,
            "size_changes": sizes.open_changes(centre, records),
        },
    )


@at_centre(Permission.SET_COMPLETION)
def completion(request, centre, pk):
    """Set the summer in which a candidate will complete, or mark the entry Withdrawn."""
    entry = get_object_or_404(progress_queries.listed(centre), pk=pk)
    at = timezone.now()
    withdrawn = entry.status == Status.WITHDRAWN
    form = Completion(
        request.POST or None,
        on=timezone.localdate(at),
        initial={"completes": WITHDRAWN if withdrawn else str(entry.completes_in)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = _change(entry, form.cleaned_data, by=request.user, at=at)
        except (WithdrawalRefused, EntryRefused) as refusal:
            form.add_error(refusal.field or "completes", str(refusal))
        except MoveRefused as refusal:
            form.add_error("completes", str(refusal))
        else:
            messages.success(request, done)
            return redirect(entry.get_absolute_url())
    return render(request, "tracker/completion.html", {"form": form, "entry": entry})


def _change(entry, chosen, *, by, at):
    """Do what was chosen for the entry; give the sentence that says so."""
    name = entry.candidate.name
    if chosen["completes"] == WITHDRAWN:
        if entry.status == Status.WITHDRAWN:
            return f"{name} was marked Withdrawn already. Nothing has changed."
        commands.withdraw(entry=entry, left=chosen["left"], by=by, at=at)
        return (
            f"{name} is marked Withdrawn. Until the board processes it you can undo this by"
            " choosing a completion date again."
        )
    year = int(chosen["completes"])
    if entry.status == Status.WITHDRAWN:
        commands.undo_withdrawal(entry=entry, completes_in=year, by=by, at=at)
        return f"{name} is registered again and expected to complete in summer {year}."
    entries_commands.set_completion(entry=entry, year=year, by=by, at=at)
    return f"{name} is expected to complete in summer {year}."
