"""Test Results: the centre's unit results and qualification results, and why one is missing."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from entries.models import QualificationEntry
from entries.queries import as_known, qualifications_of
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results import queries
from results.diagnosis import Reason
from results.forms import QualificationFilters, UnitFilters
from results.models import QualificationResult

NAME = ("by_surname", "by_forenames", "candidate__ocr_number")
UNIT_SORTS = {
    "name": (*NAME, "unit__in_order"),
    "number": ("candidate__ocr_number", "unit__in_order"),
    "qualification": ("qualification__code", *NAME, "unit__in_order"),
    "unit": ("unit__subject__title", "unit__level", "unit__in_order", *NAME),
    "banked": ("banked_at", *NAME),
}
QUALIFICATION_SORTS = {
    "name": (*NAME, "qualification__code"),
    "number": ("candidate__ocr_number", "qualification__code"),
    "qualification": ("qualification__code", *NAME),
    "issued": ("result_issued_at", *NAME),
}
FILTERS = ("qualification", "series", "only", "q")


@dataclass(frozen=True)
class QualificationRow:
    """An entry with its result that stands, or the reason why there is none."""

    entry: QualificationEntry
    result: QualificationResult | None
    reason: Reason | None
    elsewhere: int
    hides: bool

    @property
    def is_given_up(self):
        """Whether where it stands could not be worked out, until the board tries again."""
        return self.entry.is_given_up


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def test_results(request, centre):
    """The centre's unit results, or its qualification results."""
    by_qualification = request.GET.get("show") == "qualifications"
    here = reverse("results:test_results", args=[centre.number])
    context = (
        _qualification_page(request, centre) if by_qualification else _unit_page(request, centre)
    )
    context |= {
        "by_qualification": by_qualification,
        "clear": f"{here}?show=qualifications" if by_qualification else here,
        "filtered": any(context["filters"].data.get(name) for name in FILTERS),
        "tabs": [
            ("Unit results", here, not by_qualification, None),
            ("Qualification results", f"{here}?show=qualifications", by_qualification, None),
        ],
        "export": f"{reverse('results:export', args=[centre.number])}?{request.GET.urlencode()}",
    }
    return render(request, "results/test_results.html", context)


def _unit_page(request, centre):
    """What the page of unit results shows."""
    filters, results = chosen_units(request, centre)
    listing = tables.listing(request, results, sorts=UNIT_SORTS, default="name")
    as_known(centre, listing, timezone.localdate())
    return {"filters": filters, "listing": listing}


def _qualification_page(request, centre):
    """What the page of qualification results shows, with the reasons of its candidates."""
    filters, entries = chosen_entries(request, centre)
    listing = tables.listing(request, entries, sorts=QUALIFICATION_SORTS, default="name")
    rows = with_reasons(as_known(centre, listing, timezone.localdate()))
    raises = permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre)
    return {"filters": filters, "listing": listing, "rows": rows, "can_raise": raises}


def chosen_units(request, centre):
    """The filters as they were set, and the unit results they leave."""
    filters = UnitFilters(
        request.GET,
        qualifications=qualifications_of(centre),
        series=queries.series_with_results(centre),
    )
    return filters, queries.unit_results(centre, **filters.chosen())


def chosen_entries(request, centre):
    """The filters as they were set, and the entries they leave."""
    qualifications = qualifications_of(centre)
    filters = QualificationFilters(request.GET, qualifications=qualifications)
    asked = filters.chosen()
    return filters, queries.qualification_results(
        centre,
        qualification=asked["qualification"],
        only=asked["only"],
        text=asked["text"],
    )


def with_reasons(entries):
    """A Row for each of the entries; the queries do not grow with them."""
    on = timezone.localdate()
    kept = queries.kept_of(entries, on)
    results = queries.results_of(entries)
    return [_row(entry, results.get(entry.pk), kept.get(entry.pk), on) for entry in entries]


def _row(entry, result, kept, on):
    """The row of an entry, by what stands and what was kept of it."""
    reason = kept.reason_on(on) if kept else None
    elsewhere, hides = (kept.elsewhere, kept.hides) if kept else (0, False)
    return QualificationRow(entry, result, reason, elsewhere, hides)
