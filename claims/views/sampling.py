"""The moderator's sample: proposed, chosen a page of candidates at a time, sent, amended."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from claims import commands, queries, rules
from claims.forms import AmendForm, is_id
from claims.states import Proposal, Status
from claims.views.moderating import claim_to_moderate
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.queries import sample_size
from interchange.look import tables
from interchange.workflow import MoveRefused

SAMPLED_OR_READY = (Status.READY, Status.SAMPLED)


@at_centre(Permission.MODERATE_CLAIMS)
def sample(request, centre, pk):
    """Choose candidate-units for the sample, a page of candidates at a time, or have some proposed.

    Another page and order save first what is ticked. Of a claim whose sample was sent, the choice
    is for its next version.
    """
    claim = claim_to_moderate(request, centre, pk)
    if request.method == "POST":
        try:
            return _save(request, claim)
        except (MoveRefused, rules.ClaimNotReady) as refusal:
            messages.error(request, str(refusal))
            return redirect("claims:moderate", centre.number, claim.pk)
    if claim.status not in SAMPLED_OR_READY:
        return redirect("claims:moderate", centre.number, claim.pk)
    context = {**_chosen_of(claim, request.GET), **_grid_of(request, claim)}
    context["beside"] = queries.beside(claim)
    return render(request, "claims/sample.html", context)


def _grid_of(request, claim):
    """Candidates down, units across."""
    sorts = {"name": "sorts_as", "number": "ocr_number"}
    people = queries.on_claim(claim)
    listing = tables.listing(request, people, sorts=sorts, default="name", saves=True)
    units = queries.units_on(claim)
    return {
        "listing": listing,
        "units": units,
        "rows": queries.rows(claim, listing.rows, units),
        "gone": queries.gone(claim),
    }


def _save(request, claim):
    """Keep what was ticked or is proposed, and go on: to the whole sample, or to a page of it."""
    chooses = {"claim": claim, "by": request.user, "at": timezone.now()}
    if "propose" in request.POST:
        _propose(request, chooses)
    else:
        _keep_ticks(request, chooses)
    if "view" in request.POST:
        return redirect("claims:send_sample", claim.centre.number, claim.pk)
    go = request.POST.get("go", "")
    return redirect(f"{request.path}{go}" if go.startswith("?") else request.get_full_path())


def _propose(request, chooses):
    """Save the proposal of the button that was pressed, and say how much it is."""
    asked = request.POST["propose"]
    proposed = asked if asked in Proposal else Proposal.CANDIDATES
    seen = int(number) if is_id(number := request.POST.get("seed", "")) else None
    saved = commands.propose_sample(proposed=proposed, seen=seen, **chooses)
    works = [line.candidate_id for line in saved.lines.all()]
    told = f"Proposed and saved: {len(works)} works of {len(set(works))} candidates."
    messages.success(request, f"{told} Change it as you like; it is not sent.")


def _keep_ticks(request, chooses):
    """Save what was ticked and unticked since the page was shown."""
    ticked, before = _ids(request, "sample"), _ids(request, "was")
    saved = commands.change_sample(ticked=ticked - before, unticked=before - ticked, **chooses)
    chosen = {line.pk for line in saved.lines.all()}
    if "go" not in request.POST:
        messages.success(request, f"Sample saved: {len(chosen)} chosen. Not sent yet.")
    if not ticked <= chosen:
        told = "Part of what you ticked is no longer on the claim, and was left out."
        messages.warning(request, told)


def _ids(request, name):
    """The numbers sent under a name."""
    return set(map(int, filter(is_id, request.POST.getlist(name))))


def _chosen_of(claim, asked):
    """What is chosen of the claim, and what that leaves uncovered."""
    newest, every = queries.sample_of(claim), "combinations" in asked
    chosen = {line.pk for line in newest.lines.all()} if newest else set()
    lines = list(queries.to_choose_from(claim))
    cohort = {line.candidate_id for line in lines}
    figure, whole = sample_size(len(cohort))
    return {
        "claim": claim,
        "drawn": newest,
        "lines": [line for line in lines if line.pk in chosen],
        "chosen": chosen,
        "every": every,
        "cover": _for_script(lines, chosen, every),
        "uncovered": rules.uncovered(lines, chosen, every_combination=every),
        "assessors": sorted({str(line.assessor) for line in lines}),
        "cohort": len(cohort),
        "people": len({line.candidate_id for line in lines if line.pk in chosen}),
        "figure": figure,
        "whole": whole,
    }


COVERED = "It covers every unit, every centre assessor and every grade claimed"


def _for_script(lines, chosen, every):
    """What the page's script says of the choice while one ticks: each line, and what it shows."""
    named = rules.sampling.kinds(every)
    return {
        "lines": [line.pk for line in lines],
        "people": [line.candidate_id for line in lines],
        "kinds": {kind: [name(line) for line in lines] for kind, name in named.items()},
        "chosen": sorted(chosen),
        "whole": f"{COVERED}, in every combination there is." if every else f"{COVERED}.",
    }


@at_centre(Permission.MODERATE_CLAIMS)
def send(request, centre, pk):
    """The saved sample once more, and the question whether to send it to the centre."""
    claim = claim_to_moderate(request, centre, pk)
    first = request.method == "POST" and "because" not in request.POST
    if claim.status == Status.SAMPLED and not first:
        return _amend(request, claim)
    if request.method == "POST":
        try:
            commands.send_sample(claim=claim, by=request.user, at=timezone.now())
        except (MoveRefused, rules.ClaimNotReady) as refusal:
            messages.error(request, str(refusal))
            return redirect("claims:moderate", centre.number, claim.pk)
        told = f"The sample of claim {claim.number} has been sent to the centre."
        messages.success(request, told)
        return redirect("claims:to_sample")
    if claim.status != Status.READY or not queries.sample_of(claim, sent=False):
        return redirect("claims:moderate", centre.number, claim.pk)
    return render(request, "claims/send_sample.html", _chosen_of(claim, request.GET))


def _amend(request, claim):
    """What changes in the sample that the centre has, and why."""
    form = AmendForm(request.POST or None)
    if form.is_valid():
        try:
            sent = commands.amend_sample(
                claim=claim, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except (MoveRefused, rules.ClaimNotReady) as refusal:
            form.add_error(None, str(refusal))
        else:
            told = f"Version {sent.version} of the sample has been sent to the centre."
            messages.success(request, told)
            return redirect("claims:moderate", claim.centre.number, claim.pk)
    live = claim.lines.filter(live=True)
    before = queries.sampled_ids(claim) & set(live.values_list("pk", flat=True))
    context = {**_chosen_of(claim, request.GET), "form": form, "before": before}
    context["removed"] = queries.lines(claim).filter(pk__in=before - context["chosen"])
    return render(request, "claims/amend_sample.html", context)
