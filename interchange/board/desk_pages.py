"""The pages of the desk: all that waits in one list, the next item, the telephone's search."""

from functools import partial

from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from interchange.board import hands, telephone
from interchange.board.desk import MOST, WHOSE, Desk
from interchange.desk import queries

A_PAGE = 50


def addresses(site):
    """The addresses of the desk, beside its list, which is the first page of the board's side."""
    views = {
        "next": require_GET(partial(hands.following, site)),
        "hand": require_POST(partial(hands.hand, site)),
        "view": require_POST(hands.save_view),
        "find": require_GET(partial(_find, site)),
    }
    return [
        path(f"desk/{name}/", site.admin_view(view), name=f"desk_{name}")
        for name, view in views.items()
    ]


def shown(site, request):
    """What the desk's list shows of what was asked; a fixed number of queries."""
    desk = Desk(site, request, timezone.now())
    asked = desk.asked(request.GET)
    places = desk.places(asked, MOST)
    page = Paginator(places, A_PAGE).get_page(request.GET.get("page"))
    waiting = [row for one in site.in_order() for row in one.waiting_now(request)]
    counts = {title: number for title, number, _ in waiting}
    return {
        "desk": asked,
        "findable": telephone.findable(site, request),
        "kinds": [
            (kind, counts[kind.waiting.title], kind.slug == asked.kind)
            for kind in desk.kinds
            if counts[kind.waiting.title] or kind.slug == asked.kind
        ],
        "kind_asked": desk.kind(asked.kind),
        "whose": [(value, title, value == asked.whose) for value, title in WHOSE.items()],
        "items": desk.items(page.object_list, asked),
        "page_of_items": page,
        "is_more": len(places) == MOST,
        "views": queries.views(request.user),
        "view_name": hands.ViewName(),
        "waiting": [row for row in waiting if row[1]],
        "nothing_waits": [title for title, number, _ in waiting if not number],
    }


def beside(site, request, page, record):
    """What the page of a record shows of the desk; nothing where its list is not on the desk."""
    if record is None or not any(one.since is not None for one in page.waiting):
        return {}
    desk = Desk(site, request, timezone.now())
    label = page.opts.label_lower
    last = queries.in_hand({(label, record.pk)}).get((label, record.pk))
    waits = desk.of_record(page, record)
    held = last if last and all(last.at >= since for _, since in waits) else None
    return {
        "item": {
            "kind": label,
            "waits_for": [kind.waiting.title for kind, _ in waits],
            "in_hand": held,
            "last_hand": last,
            "is_mine": bool(held) and held.by_id == request.user.pk,
            "is_colleagues": bool(held) and held.by_id != request.user.pk,
            "notes": queries.notes(record),
            "words": hands.Words(),
            "colleague": hands.Colleague(person=request.user),
            "desk": request.GET.get("desk", "")[:300],
            "place": request.GET.get("place", "")[:80],
            "back": request.get_full_path(),
        }
    }


def _find(site, request):
    """Show what is found for whoever is on the telephone."""
    text = request.GET.get("q", "").strip()[:100]
    context = {
        **site.each_context(request),
        "title": "Find",
        "asked_for": text,
        "findable": telephone.findable(site, request),
        "found": telephone.groups(site, request, text) if text else [],
        "most": telephone.MOST,
        "desk_address": reverse("admin:index"),
    }
    return TemplateResponse(request, "admin/find.html", context)
