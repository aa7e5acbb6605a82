"""The entry codes booklet: what may be entered, and the rules of each qualification."""

from django.http import Http404
from django.shortcuts import render

from interchange.accounts.access import signed_in
from interchange.catalogue import booklet
from interchange.catalogue.forms import BookletFilters
from interchange.catalogue.queries import specification
from interchange.look import tables


@signed_in
def qualifications(request):
    """The booklet: every qualification, searchable."""
    filters = BookletFilters(request.GET, booklet.subjects())
    listing = tables.listing(
        request,
        booklet.qualifications(**filters.chosen()),
        sorts={
            "code": "code",
            "title": "title",
            "subject": ("subject__title", "-suite", "level", "total"),
            "level": ("level", "subject__title", "total"),
            "size": ("total", "title"),
        },
        default="subject",
        per_page=100,
    )
    return render(
        request, "catalogue/qualifications.html", {"filters": filters, "listing": listing}
    )


@signed_in
def qualification(request, code):
    """All that is known of one qualification: units, rules of combination, points, sources."""
    found = booklet.qualification(code)
    if found is None:
        raise Http404
    rules = specification(found)
    context = {
        "qualification": found,
        "rules": rules,
        "points": booklet.points_table(rules),
        "cited": {one.figure: one for one in rules.cited},
    }
    return render(request, "catalogue/qualification.html", context)
