"""Test Results by candidate: a row a candidate, a column a unit, and no cell that is blank."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from entries.models import QualificationEntry
from entries.queries import as_known, qualifications_of
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from results import queries
from results.forms import CandidateFilters
from results.models import QualificationResult
from results.views.listing import QUALIFICATION_SORTS, exports, tabs

SORTS = {name: QUALIFICATION_SORTS[name] for name in ("name", "number")}


@dataclass(frozen=True)
class CandidateRow:
    """A registration, where its candidate stands (None: not worked out), and the result.

    `units` are as the centre is told of them on the day: Absent while the series is live.
    """

    entry: QualificationEntry
    progress: queries.Progress | None
    units: Sequence[queries.UnitProgress]
    result: QualificationResult | None

    @property
    def in_words(self) -> str:
        """What there is to say of the qualification, in a few words."""
        if self.result:
            return self.result.grade or self.result.get_outcome_display()
        if not self.progress:
            return "The board is looking into it"
        reason = self.progress.reason
        acts = f". {reason.owner.value}" if reason.is_to_act_on else ""
        return f"{reason.headline}{acts}"


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def by_candidate(request, centre):
    """The units of everybody registered for one qualification, each with grade or what is due."""
    filters, code, found = chosen_candidates(request, centre)
    listing = tables.listing(request, found, sorts=SORTS, default="name")
    at = timezone.now()
    rows = rows_of(centre, as_known(centre, listing, at), timezone.localdate(at))
    statements = reverse("results:all_statements", args=[centre.number])
    context = {
        "filters": filters,
        "listing": listing,
        "rows": rows,
        "units": next((one.units for one in rows if one.units), ()),
        "shown": code,
        "elsewhere": code != filters.chosen()["qualification"],
        "exports": exports(request, centre, show="candidates"),
        "statements": f"{statements}?{request.GET.urlencode()}",
        "tabs": tabs(request, centre, "candidates"),
        "not_for_candidates": queries.not_for_candidates(centre, timezone.now()),
    }
    return render(request, "results/by_candidate.html", context)


def chosen_candidates(request, centre):
    """The filters as they were set, the entry code that is shown, and its entries.

    Another code than the one chosen where only that has who is sought.
    """
    filters = CandidateFilters(request.GET, qualifications=qualifications_of(centre))
    return filters, *_found(centre, filters.chosen())


def _found(centre, chosen):
    code, only, text = chosen["qualification"], chosen["only"], chosen["text"]
    found = queries.qualification_results(centre, qualification=code, only=only, text=text)
    if (text or only) and not found.exists():
        anywhere = queries.qualification_results(centre, only=only, text=text)
        if other := anywhere.order_by("qualification__code").first():
            code = other.qualification.code
            found = queries.qualification_results(centre, qualification=code, only=only, text=text)
    return code, found


def rows_of(centre, entries, on):
    """A CandidateRow for each of the entries; the queries do not grow with them."""
    given_up = queries.given_up(entries)
    found = queries.progress([one for one in entries if one.pk not in given_up], on)
    progress = {one.entry.pk: one for one in found}
    units = queries.units_on(centre, {one.entry: one.units for one in found}, on)
    results = queries.results_of(entries)
    return [
        CandidateRow(one, progress.get(one.pk), units.get(one.pk, ()), results.get(one.pk))
        for one in entries
    ]
