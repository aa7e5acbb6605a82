"""The grid for people who type: the page, and what its script saves and asks for.

A page of it has so many candidates that the server and the browser are quick with it; a claim of
more has several, and what is typed on one of them is saved, kept and discarded by itself.
"""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from claims import commands, queries, rules
from claims.commands.locking import moved_on
from claims.forms import GridFilters, NotUnderstood, sent_cells
from claims.states import EDITABLE
from claims.views.building import CANDIDATE_SORTS, no_longer
from entries.queries import candidates_in, groups
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.keys import as_key
from interchange.look import tables
from interchange.workflow import MoveRefused
from results import queries as results_queries

ON_A_PAGE = 250  # candidates
NOT_UNDERSTOOD = "The portal could not read what the page sent. Reload the page and type it again."


@at_centre(Permission.MAKE_CLAIMS)
@require_safe
def grid(request, centre, pk):
    """The claim's candidates by units, drawn by a script; all on one page unless they are many."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if claim.status not in EDITABLE:
        return no_longer(request, claim)
    filters = GridFilters(request.GET, groups=groups(centre))
    chosen = filters.chosen()
    found = queries.may_stand(claim, chosen["text"])
    if chosen["group"]:
        found = found.filter(pk__in=candidates_in(chosen["group"]))
    sorts = {"name": CANDIDATE_SORTS["name"]}
    listing = tables.listing(request, found, sorts=sorts, default="name", per_page=ON_A_PAGE)
    ids = [one.pk for one in listing]
    shown = queries.grid(claim, request.user, ids)
    found = results_queries.prospects(claim, ids, timezone.localdate())
    data = {
        **_for_script(shown),
        **_known(shown, found),
        "typist": request.user.pk,
        "unsaved": _waiting(claim, shown.unsaved),
    }
    preset = rules.preset_assessor(shown.assessors, request.user.name)
    context = {"claim": claim, "grid": shown, "data": data, "preset": preset}
    unsaved = sum(queries.counted_unsaved(claim, request.user).values())
    context |= {"listing": listing, "elsewhere": unsaved - len(shown.unsaved)}
    context |= {"filters": filters, "narrowed": any(chosen.values())}
    return render(request, "claims/grid.html", context)


@at_centre(Permission.MAKE_CLAIMS)
@require_http_methods(["GET", "HEAD", "POST"])
def cells(request, centre, pk):
    """What the script of the grid asks: to save cells, or what others saved since."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if request.method == "POST":
        return _save(request, claim)
    if claim.status not in EDITABLE:
        return refused(409, moved_on(claim))
    after = as_key(request.GET.get("after", "")) or 0
    saved, last = queries.saved_since(claim, after)
    rows = [[*one.place, one.grade, one.assessor_id, one.by, one.at] for one in saved]
    return JsonResponse({"after": last, "saved": rows})


def _save(request, claim):
    """Save the cells that can be saved and say of each other why not; or discard unsaved ones."""
    try:
        sent = sent_cells(request.body)
    except NotUnderstood:
        return refused(400, NOT_UNDERSTOOD)
    if sent.typist != request.user.pk:
        return refused(403, somebody_else(request.user))
    typist = {"claim": claim, "by": request.user, "at": timezone.now()}
    if sent.discard:
        return JsonResponse({"discarded": commands.discard(places=sent.discard, **typist)})
    try:
        saved = commands.save_what_can_be(cells=sent.cells, **typist)
    except MoveRefused as refusal:
        return refused(409, f"{refusal} What you typed and is not saved is kept for you to copy.")
    problems = [[*place, *_wrong(one)] for place, one in saved.problems.items()]
    return JsonResponse({"at": f"{timezone.localtime():%H:%M}", "problems": problems})


def refused(status, sentence):
    """Give a sentence that the page shows."""
    return JsonResponse({"sentence": sentence}, status=status)


def somebody_else(user):
    """Give the sentence for cells that another person typed than the one who is logged in."""
    return (
        f"{user.name} is logged in now, and these grades were typed by somebody else. Log in as"
        " the person who typed them, in another tab; what was typed stays here and is saved then."
    )


def _waiting(claim, typed):
    """What the person typed before and has not saved, each with what keeps it from being saved."""
    cells = [queries.as_cell(one) for one in typed]
    problems = rules.problems(cells, queries.cell_facts(claim, cells)) if cells else {}
    return [
        [
            *(one.candidate_id, one.unit_id, one.grade, one.assessor_id),
            *(one.seen, one.other_awarding_body),
            _wrong(found) if (found := problems.get((one.candidate_id, one.unit_id))) else None,
        ]
        for one in typed
    ]


def _wrong(problem):
    """Why a cell cannot be saved: the sentence, whether it was overtaken, what the claim says."""
    now = problem.now
    says = (now.grade, now.assessor_id) if now else (None, None)
    return [problem.sentence, problem.overtaken, *says]


def _for_script(shown):
    """The grid as its script reads it: everything once, and of the cells only what is not usual."""
    marked = {unit.pk for unit in shown.units} - shown.dropped
    return {
        "after": shown.after,
        "assessors": [[one.pk, one.name, one.initials] for one in shown.assessors],
        "units": [[unit.pk, unit.number, unit.title] for unit in shown.units],
        "dropped": sorted(shown.dropped),
        "people": [_person(one, shown.cells, marked) for one in shown.people],
        "taken": [[*at, where] for at, where in shown.taken.items() if at in shown.on_claim],
        "bodies": [[*place, body] for place, body in shown.bodies.items()],
    }


def _known(shown, found):
    """What candidates hold, as rows of candidate id, unit id, grade and where it is from; awards.

    Only of units that are on the claim for the candidate. Where grades are from is told once, by
    its place in a list.
    """
    sources, held = {}, []
    for one in shown.people:
        pk = one.candidate.pk
        for unit in shown.units:
            if (pk, unit.pk) in shown.on_claim and (has := found[pk].holds(unit.number)):
                source = sources.setdefault(has.source, len(sources))
                held.append([pk, unit.pk, has.grade, source])
    awards = {pk: one.sentence for pk, one in found.items() if one.sentence}
    return {"held": held, "sources": list(sources), "awards": awards}


def _person(one, cells, marked):
    """A candidate's row; which units are open stands there only where it is not all of them."""
    row = [one.candidate.pk, one.number, one.candidate.name, cells.get(one.candidate.pk, "")]
    return row if one.units == marked else [*row, sorted(one.units)]
