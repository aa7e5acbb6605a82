"""What happened to a claim, in words: who did what and when, down to each grade that was saved."""

from datetime import date

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import queries
from claims.queries.happened import SAVES
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables

EVENTS, CELLS = 20, 100  # on a page
SHOWN = 10  # cells of one saving beside the others
NEWEST = {"sorts": {"at": ("at", "pk")}, "default": "-at"}


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def trail(request, centre, pk):
    """What the centre may read of its claim's trail."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    return _story(request, claim, queries.happened(claim), "claims:view")


@at_centre(Permission.MODERATE_CLAIMS)
@require_safe
def moderate_trail(request, centre, pk):
    """What a moderator may read of the claim's trail."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    events = queries.happened(claim, moderator=True)
    return _story(request, claim, events, "claims:moderate")


def _story(request, claim, events, back):
    """The events newest first, a page of them; or every grade of the one saving asked for."""
    context = {
        "claim": claim,
        "back_url": reverse(back, args=[claim.centre.number, claim.pk]),
        "of_moderator": back == "claims:moderate",
    }
    asked = request.GET.get("saved", "")
    if asked.isascii() and asked.isdigit():
        event = get_object_or_404(events, name=SAVES, pk=min(int(asked), 2**62))
        found = tables.listing(request, event.detail["cells"], **AS_SAVED, per_page=CELLS)
        context |= {"event": event, "listing": found, "changed": queries.changed(found.rows)}
        return render(request, "claims/saved.html", context)
    found = tables.listing(request, events, **NEWEST, per_page=EVENTS)
    context |= {"listing": found, "story": _event_rows(claim, found.rows)}
    return render(request, "claims/trail.html", context)


AS_SAVED = {"sorts": {"saved": ()}, "default": "saved"}  # in the order of the saving


def _event_rows(claim, events):
    """(title, event, sentence, cells, how many more) for each of the events."""
    some = {event.pk: _cells_of(event)[:SHOWN] for event in events}
    named = iter(queries.changed([cell for cells in some.values() for cell in cells]))
    return [
        (
            _title_of(event),
            event,
            _sentence_of(claim, event),
            [next(named) for _ in some[event.pk]],
            max(len(_cells_of(event)) - SHOWN, 0),
        )
        for event in events
    ]


def _cells_of(event):
    """The cells a saving changed; none of another event."""
    return event.detail["cells"] if event.name == SAVES else []


def _title_of(event):
    """The event in words, with how many grades a saving changed."""
    if event.name != SAVES:
        return event.title
    number = len(_cells_of(event))
    return "1 grade saved" if number == 1 else f"{number} grades saved"


def _sentence_of(claim, event):
    """What the event's detail adds; "" for nothing."""
    tell = SENTENCES.get(event.name)
    return tell(claim, event.detail) if tell else ""


def _submitted(claim, detail):
    """How much was submitted, and what was left out."""
    left = detail.get("left_out")
    out = (
        f" Left out, since no longer registered or no longer in the qualification: {left}."
        if left
        else ""
    )
    return f"Grades: {detail['grades']}.{out}" if "grades" in detail else ""


def _sampled(claim, detail):
    """How much work the moderator wants to see."""
    return f"Grades whose work is to be seen: {detail['lines']}." if "lines" in detail else ""


def _amended(claim, detail):
    """What an amended sample added and took off, and why."""
    change = f"added {detail['added']}, taken off {detail['removed']}"
    return f"Version {detail['version']}: {change}. Reason: {detail['because']}"


def _agreed(claim, detail):
    """The visit after which it was agreed, and the reference it got."""
    visited = date.fromisoformat(detail["visited_on"]) if "visited_on" in detail else None
    when = f"After the visit of {visited:%-d %B %Y}. " if visited else ""
    found = "No visit that day is in the portal. " if detail.get("unbooked") else ""
    return f"{when}{found}Reference: {claim.reference}."


SENTENCES = {
    "claim.submit": _submitted,
    "claim.sample": _sampled,
    "claim.amend_sample": _amended,
    "claim.agree": _agreed,
    "claim.withdraw": lambda claim, detail: f"Reason: {claim.withdrawn_because}",
    "claim.say_why": lambda claim, detail: f"Grades: {len(detail['lines'])}.",
    "claim.review": lambda claim, detail: f"Lines changed: {len(detail['lines'])}.",
}
