"""How pages look: the gallery of every component, and what a person chooses."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from interchange.accounts import access
from interchange.look import sample, tables
from interchange.look.appearance import Appearance, chosen, keep
from interchange.look.choices import ROWS, USUAL, Choice, remember
from interchange.look.forms import error_links


@access.public
def gallery(request):
    """Show every component in every state; 404 unless developing or in the demo."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    broken = sample.Everything(sample.TYPED, {}, prefix="broken")
    shown = {
        "filters": sample.Filters(request.GET or None, auto_id="filter_%s"),
        "everything": sample.Everything(),
        "broken": broken,
        "errors": error_links(broken),
        "listing": _listing(request, sample.rows()),
        "nothing": _listing(request, []),
        "now": timezone.now(),
    }
    return render(request, "look/gallery.html", sample.PAGE | shown)


def _listing(request, rows):
    """Give a page of the made-up table."""
    sorts = {"name": "name", "born": "born_on", "hours": "hours"}
    return tables.listing(request, rows, sorts=sorts, default="born", per_page=10)


@access.public
def appearance(request):
    """Choose light or dark, and whether a key goes to the search, in this browser."""
    form = Appearance(request.POST or None, initial=chosen(request))
    if request.method == "POST" and form.is_valid():
        answer = redirect("look:appearance")
        keep(answer, form.cleaned_data)
        messages.success(request, "Pages look as you chose from now on, in this browser.")
        return answer
    return render(request, "look/appearance.html", {"form": form})


@access.signed_in
@require_POST
def wanted(request):
    """Keep which columns of a list are shown, and how many rows a page, and go back to it."""
    sent = request.POST
    back, offered = sent.get("back", ""), {str(one): one for one in ROWS}
    is_ours = url_has_allowed_host_and_scheme(back, None) and back.startswith("/")
    answer = redirect(back if is_ours else "/")
    if sent.get("list"):
        hidden = frozenset(sent.getlist("all")) - frozenset(sent.getlist("shown"))
        rows = offered.get(sent.get("rows"), USUAL)
        remember(answer, request, Choice(sent["list"][:60], back, rows, hidden))
    return answer
