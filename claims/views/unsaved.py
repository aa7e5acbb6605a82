"""What somebody typed and has not saved: kept while they type, looked at, saved or discarded."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims import commands, queries, rules
from claims.forms import typed_cells
from claims.states import EDITABLE
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.workflow import MoveRefused

SORTS = {
    "name": ("candidate.sorts_as", "candidate.pk", "unit.in_order"),
    "unit": ("unit.in_order", "candidate.sorts_as", "candidate.pk"),
}


@at_centre(Permission.MAKE_CLAIMS)
@require_POST
def keep(request, centre, pk):
    """Keep what is being typed on a page of grades; a script sends it while the person types."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.POST.get("typist") != str(request.user.pk):
        raise PermissionDenied("Somebody else has logged in: what was typed is not theirs.")
    cells = typed_cells(request.POST)
    kept = commands.remember(claim=claim, cells=cells, by=request.user, at=timezone.now())
    return JsonResponse({"kept": kept, "at": f"{timezone.localtime():%H:%M}"})


@at_centre(Permission.MAKE_CLAIMS)
def unsaved(request, centre, pk):
    """What the person typed and has not saved: to save, to discard after asking, or to copy."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.method == "POST" and "ask" not in request.POST:
        return _act(request, claim)
    typed = queries.unsaved(claim, request.user)
    cells = [queries.as_cell(one) for one in typed.values()]
    problems = rules.problems(cells, queries.cell_facts(claim, cells)) if cells else {}
    for place, one in typed.items():
        one.problem = problems.get(place)
    context = {
        "claim": claim,
        "can_save": claim.status in EDITABLE,
        "wrong": len(problems),
        "asking": "ask" in request.POST,
        "tally": rules.tally(typed.values()),
        "listing": tables.listing(request, list(typed.values()), sorts=SORTS, default="name"),
    }
    return render(request, "claims/unsaved.html", context)


def _act(request, claim):
    """Discard everything, or save what can be saved; both lead to a page that says what came."""
    typist = {"claim": claim, "by": request.user, "at": timezone.now()}
    here = redirect("claims:unsaved", claim.centre.number, claim.pk)
    if "discard" in request.POST:
        gone = commands.discard(**typist)
        messages.success(request, f"Discarded: {gone} that you had typed and not saved.")
        return redirect(claim)
    typed = queries.unsaved(claim, request.user).values()
    replace = "replace" in request.POST
    cells = [queries.as_cell(one, replace=replace) for one in typed if not _only_added(one)]
    try:
        saved = commands.save_what_can_be(cells=cells, **typist)
    except MoveRefused as refusal:
        messages.error(request, f"{refusal} What you typed stays here, for you to copy.")
        return here
    messages.success(request, f"Claim saved: {saved.changed} changed.")
    if saved.problems:
        messages.warning(request, f"Not saved: {len(saved.problems)}. Each says why below.")
        return here
    return redirect("claims:by_candidate", claim.centre.number, claim.pk)


def _only_added(typed):
    """Whether it is a unit of another awarding body that has no grade yet: nothing to save."""
    return bool(typed.other_awarding_body) and not typed.grade and not typed.seen
