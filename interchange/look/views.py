"""The gallery: every component on one page, for developers."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from interchange.look import sample, tables
from interchange.look.forms import error_links


def gallery(request):
    """Show every component in every state; 404 unless developing, the demo, or board staff."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False) or request.user.is_staff):
        raise Http404
    broken = sample.Everything(sample.TYPED, {}, prefix="broken")
    return render(
        request,
        "look/gallery.html",
        {
            "menu": sample.MENU,
            "listing": tables.listing(
                request,
                sample.rows(),
                sorts={"name": "name", "born": "born_on", "hours": "hours"},
                default="name",
                per_page=10,
            ),
            "nothing": tables.listing(request, [], sorts={"name": "name"}, default="name"),
            "filters": sample.Filters(request.GET or None, auto_id="filter_%s"),
            "everything": sample.Everything(),
            "broken": broken,
            "errors": error_links(broken),
            "crumbs": [("Home", "/"), ("For developers", "#main")],
            "statuses": sample.STATUSES,
            "long": sample.LONG,
            "now": timezone.now(),
            "tabs": [("Units", "?", True, 12), ("Qualifications", "#", False, 3)],
            "kinds": ["success", "info", "warning", "error"],
        },
    )
