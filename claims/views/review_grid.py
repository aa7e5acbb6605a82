"""The review as a grid: the page, and what its script saves and asks for."""

from operator import attrgetter

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from claims import commands, queries, rules
from claims.commands.locking import moved_on
from claims.forms import NotUnderstood, sent_changes
from claims.states import Status
from claims.views.grid import NOT_UNDERSTOOD, ON_A_PAGE, refused, somebody_else
from claims.views.moderating import claim_to_moderate
from claims.views.reviewing import filters_of, narrowed
from entries.models import Candidate
from entries.queries import found_as_known, named_as_sorted
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.keys import as_key
from interchange.look import tables
from interchange.workflow import MoveRefused

SORTS = {"name": ("by_name", "ocr_number")}


@at_centre(Permission.MODERATE_CLAIMS)
@require_safe
def review_grid(request, centre, pk):
    """The lines of a sampled claim by candidate and unit, drawn by a script."""
    claim = claim_to_moderate(request, centre, pk)
    if claim.status != Status.SAMPLED:
        return redirect("claims:moderate", centre.number, claim.pk)
    filters = filters_of(claim, request.GET)
    chosen = filters.chosen()
    lines = narrowed(claim, chosen)
    people = Candidate.objects.filter(pk__in=lines.order_by().values("candidate"))
    people = found_as_known(centre, people, chosen["text"], timezone.now(), through="")
    listing = tables.listing(request, people, sorts=SORTS, default="name", per_page=ON_A_PAGE)
    named_as_sorted(listing, whose=lambda one: one)
    shown = queries.review_grid(claim, lines, [one.pk for one in listing])
    context = {
        "claim": claim,
        "filters": filters,
        "listing": listing,
        "agreement": rules.agreement_in_words(queries.agreement(claim)),
        "gradable": rules.gradable(claim.qualification),
        "data": {**_for_script(claim, listing, shown), "typist": request.user.pk},
    }
    return render(request, "claims/review_grid.html", context)


def _for_script(claim, listing, shown):
    """The grid as its script reads it: units, people with their lines, reasons, who marked."""
    lines = [line for of_one in shown.lines.values() for line in of_one]
    units = sorted({line.unit for line in lines}, key=attrgetter("in_order", "pk"))
    markers = sorted({line.assessor for line in lines}, key=attrgetter("initials", "pk"))
    place = {one.pk: number for number, one in enumerate(markers)}
    reasons = sorted({line.reason for line in lines if line.reason})

    def cell(line):
        flags = [int(line.pk in shown.sampled), int(line.pk in shown.shut)]
        now = [line.grade if line.live else "", line.reason]
        return [line.unit_id, line.pk, line.claimed, *now, place[line.assessor_id], *flags]

    return {
        "after": shown.after,
        "grades": ["", *rules.gradable(claim.qualification)],
        "units": [[unit.pk, unit.number, unit.title] for unit in units],
        "markers": [[one.name, one.initials] for one in markers],
        "assessors": [[reason, reason, ""] for reason in reasons],
        "people": [
            [one.pk, one.ocr_number, one.name, [cell(line) for line in shown.lines[one.pk]]]
            for one in listing
        ],
    }


@at_centre(Permission.MODERATE_CLAIMS)
@require_http_methods(["GET", "HEAD", "POST"])
def review_cells(request, centre, pk):
    """What the script of the review's grid asks: to save cells, or what others saved since."""
    claim = claim_to_moderate(request, centre, pk)
    if request.method == "POST":
        return _save(request, claim)
    if claim.status != Status.SAMPLED:
        return refused(409, moved_on(claim))
    saved, last = queries.judged_since(claim, as_key(request.GET.get("after", "")) or 0)
    rows = [[one.candidate_id, one.unit_id, one.grade, one.reason, one.by, one.at] for one in saved]
    return JsonResponse({"after": last, "saved": rows})


def _save(request, claim):
    """Save the changes that can be saved, and say of each other why not."""
    try:
        sent = sent_changes(request.body)
    except NotUnderstood:
        return refused(400, NOT_UNDERSTOOD)
    if sent.typist != request.user.pk:
        return refused(403, somebody_else(request.user))
    try:
        done = commands.review_what_can_be(
            claim=claim, changes=sent.changes, by=request.user, at=timezone.now()
        )
    except MoveRefused as refusal:
        return refused(409, f"{refusal} What you typed stays here, for you to copy.")
    problems = [
        [*sent.places[pk], one.sentence, one.now is not None, *_says(one)]
        for pk, one in done.objections.items()
    ]
    told = rules.agreement_in_words(queries.agreement(claim))
    return JsonResponse({"at": f"{timezone.localtime():%H:%M}", "problems": problems, "told": told})


def _says(objection):
    """The grade and the reason that the line has now, where somebody else was quicker."""
    return (objection.now or ":").split(":", 1)
