"""A claim made for paper: as a page to print and as PDF, in each of the print layouts."""

from io import BytesIO

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims import layouts, queries
from claims.views.export import name_of
from interchange import downloads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.paper import draw

WHOLE = "whole"  # the layout of an address that names none


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def paper(request, centre, pk):
    """The claim as a page to print."""
    return _page(request, _of_the_centre(centre, pk), "claims:view", "claims:paper")


@at_centre(Permission.VIEW_CENTRE)
@require_safe
def paper_pdf(request, centre, pk):
    """The claim as PDF."""
    return _file(request, _of_the_centre(centre, pk))


@at_centre(Permission.MODERATE_CLAIMS)
@require_safe
def moderate_paper(request, centre, pk):
    """The claim as a page to print for its moderator."""
    found = _of_the_moderator(request, centre, pk)
    return _page(request, found, "claims:moderate", "claims:moderate_paper")


@at_centre(Permission.MODERATE_CLAIMS)
@require_safe
def moderate_paper_pdf(request, centre, pk):
    """The claim as PDF for its moderator."""
    return _file(request, _of_the_moderator(request, centre, pk))


def _of_the_centre(centre, pk):
    """The claim and its lines as the centre sees them."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    lines = queries.as_the_centre_sees(claim, queries.lines(claim).order_by())
    return claim, queries.on_paper(claim, lines)


def _of_the_moderator(request, centre, pk):
    """The claim and its lines as the moderator sees them."""
    claim = get_object_or_404(queries.moderated(request.user, centre), pk=pk)
    return claim, queries.on_paper(claim, queries.lines(claim).order_by())


def _asked(request):
    """The layout that the address asks for; the whole claim unless it names another."""
    way = request.GET.get("layout", "")
    return way if way in layouts.WAYS else WHOLE


def _page(request, found, back, here):
    """The claim in the layout asked for, with links to the others and to the PDF."""
    claim, lines = found
    way = _asked(request)
    place = [claim.centre.number, claim.pk]
    address = reverse(here, args=place)
    context = {
        "claim": claim,
        "sheet": layouts.sheet_of(way, claim, lines, queries.sampled_ids(claim)),
        "back_url": reverse(back, args=place),
        "pdf_url": reverse(f"{here}_pdf", args=place) + ("" if way == WHOLE else f"?layout={way}"),
        "of_moderator": back == "claims:moderate",
        "tabs": [
            (title, address if one == WHOLE else f"{address}?layout={one}", one == way, None)
            for one, (title, *_) in layouts.WAYS.items()
        ],
    }
    return render(request, "claims/paper.html", context)


def _file(request, found):
    """The answer that hands over the claim as PDF in the layout asked for."""
    claim, lines = found
    way = _asked(request)
    made = BytesIO()
    draw(layouts.sheet_of(way, claim, lines, queries.sampled_ids(claim)), made)
    made.seek(0)
    return downloads.handed_over(made, f"{name_of(claim)}-{way}.pdf", "application/pdf")
