"""Test Results: the centre's unit results and qualification results, and why one is missing."""

from dataclasses import dataclass, field, replace

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from entries.models import QualificationEntry
from entries.queries import as_known, qualifications_of
from interchange import tabular
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results import commands, queries
from results.diagnosis import Reason
from results.forms import QualificationFilters, UnitFilters
from results.models import QualificationResult
from results.rules import ABSENT

NAME = ("by_name", "candidate__ocr_number")
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
FILTERS = ("qualification", "series", "unit", "grade", "new", "only", "q")


@dataclass(frozen=True)
class QualificationRow:
    """An entry with its result that stands, or the reason why there is none."""

    entry: QualificationEntry
    result: QualificationResult | None
    reason: Reason | None
    step: queries.NextStep | None
    elsewhere: int
    hides: bool
    pending: list[str] = field(default_factory=list)
    also: list[QualificationResult] = field(default_factory=list)  # other awards of the person

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
    since = commands.look(by=request.user, centre=centre, at=timezone.now())
    page = _qualification_page if by_qualification else _unit_page
    context = page(request, centre, since)
    context |= {
        "by_qualification": by_qualification,
        "clear": f"{here}?show=qualifications" if by_qualification else here,
        "filtered": any(context["filters"].data.get(name) for name in FILTERS),
        "tabs": tabs(request, centre, "qualifications" if by_qualification else "units"),
        "not_for_candidates": queries.not_for_candidates(centre, timezone.now()),
        "exports": exports(request, centre),
        "since": since,
        "new": queries.new_since(centre, since),
        "new_units": f"{here}?new=on",
        "new_qualifications": f"{here}?show=qualifications&only=new",
    }
    return render(request, "results/test_results.html", context)


def exports(request, centre, **more):
    """Where the list of the page is as a file, by its kind; `more` is asked besides its filters."""
    here, asked = reverse("results:export", args=[centre.number]), request.GET.copy()
    for name, value in more.items():
        asked[name] = value
    found = {}
    for form in tabular.FORMS.values():
        asked["as"] = form.ending
        found[form.ending] = f"{here}?{asked.urlencode()}"
    return found


def tabs(request, centre, shown):
    """The pages of Test Results as tabs, of which one is `shown`.

    What is under an embargo is offered to who may read it early, and while there is something.
    """
    here = reverse("results:test_results", args=[centre.number])
    pages = {
        "units": ("Unit results", here),
        "qualifications": ("Qualification results", f"{here}?show=qualifications"),
        "candidates": ("By candidate", reverse("results:by_candidate", args=[centre.number])),
        "expected": ("Everything expected", reverse("results:expected", args=[centre.number])),
        "files": ("Results files", reverse("results:results_files", args=[centre.number])),
    }
    reads_early = permissions.can(request.user, Permission.READ_EARLY, centre=centre)
    if shown == "embargo" or (reads_early and queries.under_embargo(centre, timezone.now())):
        pages["embargo"] = "Under embargo", reverse("results:embargo", args=[centre.number])
    return [(title, address, name == shown, None) for name, (title, address) in pages.items()]


def _unit_page(request, centre, since):
    """What the page of unit results shows."""
    filters, results = chosen_units(request, centre, since)
    listing = tables.listing(request, results, sorts=UNIT_SORTS, default="name")
    queries.with_marks(as_known(centre, listing, timezone.now()))
    can_ask = permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre)
    can_apply = permissions.can(request.user, Permission.APPLY_CONSIDERATION, centre=centre)
    noted = f"{reverse('results:by_candidate', args=[centre.number])}?only=absent"
    return {
        "filters": filters,
        "listing": listing,
        "can_be_asked": _can_be_asked(listing, timezone.now()) if can_ask else (),
        "can_apply": can_apply,
        "can_raise": can_ask,
        "absences": noted if request.GET.get("grade") == ABSENT else "",
    }


def _can_be_asked(results, at):
    """The ids of the results that the board can look at again, of exams whose results are out."""
    marked = (one for one in results if one.is_marked)
    return {one.pk for one in marked if one.series.is_out(at)}


def _qualification_page(request, centre, since):
    """What the page of qualification results shows, with the reasons of its candidates."""
    filters, entries = chosen_entries(request, centre, since)
    listing = tables.listing(request, entries, sorts=QUALIFICATION_SORTS, default="name")
    at = timezone.now()
    acting = queries.Acting(request.user, centre, timezone.localdate(at))
    rows = with_reasons(centre, acting, as_known(centre, listing, at))
    raises = permissions.can(request.user, Permission.RAISE_REQUESTS, centre=centre)
    return {"filters": filters, "listing": listing, "rows": rows, "can_raise": raises}


def chosen_units(request, centre, since, *, sorts=True):
    """The filters as they were set, and the unit results they leave; `sorts`: by names.

    `since` is when new results begin.
    """
    qualifications = qualifications_of(centre)
    filters = UnitFilters(
        request.GET,
        qualifications=qualifications,
        units=queries.units_offered(qualifications, request.GET.get("qualification")),
        series=queries.series_with_results(centre),
    )
    asked = filters.chosen()
    asked["since"] = since if asked.pop("new") else None
    return filters, queries.unit_results(centre, **asked, sorts=sorts)


def chosen_entries(request, centre, since):
    """The filters as they were set, and the entries they leave; `since` is when new ones begin."""
    filters = QualificationFilters(request.GET, qualifications=qualifications_of(centre))
    asked = filters.chosen()
    del asked["show"]
    return filters, queries.qualification_results(centre, **asked, since=since)


def with_reasons(centre, acting, entries):
    """A Row for each of the entries; the queries do not grow with them."""
    on = timezone.localdate()
    kept = queries.kept_of(entries, on)
    results, units = queries.results_of(entries), queries.units_of(kept.values())
    rows = [
        _row(entry, results.get(entry.pk), kept.get(entry.pk), units.get(entry.pk, ()), acting, on)
        for entry in entries
    ]
    also = queries.also_held(centre, [one.entry for one in rows if not one.result])
    return [replace(one, also=also.get(one.entry.pk, [])) for one in rows]


def _row(entry, result, kept, units, acting, on):
    """The row of an entry, by what stands and what was kept of it and of its units."""
    reason = kept.reason_on(on) if kept else None
    step = acting.on(entry, reason) if reason else None
    elsewhere, hides = (kept.elsewhere, kept.hides) if kept else (0, False)
    pending = [one.number for one in units if one.is_pending]
    return QualificationRow(entry, result, reason, step, elsewhere, hides, pending)
