"""Test Results as a file for the centre's records, CSV or XLSX, made while it is handed over."""

from itertools import islice

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from entries.queries import as_known
from interchange import tabular
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.catalogue.queries import specifications
from results import commands, queries
from results.views import by_candidate, listing

AT_A_TIME = 500
TOO_LONG = (
    f"A sheet has room for {tabular.MOST_ROWS:,} results, and this list is longer. Narrow it, for"
    " example to one series, or export it as CSV."
)
CANDIDATE_COLUMNS = (
    "OCR candidate number",
    "Candidate number",
    "Candidate name",
    "UCI",
    "ULN",
    "Entry code",
)
QUALIFICATION_COLUMNS = (
    "OCR candidate number",
    "Candidate name",
    "Entry code",
    "Qualification",
    "Status",
    "Grade",
    "Issued",
    "Who acts next",
)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def export(request, centre):
    """Give the list of the page, all of it, as the file that the address asks for."""
    form, at, show = tabular.asked(request), timezone.now(), request.GET.get("show")
    since = commands.look(by=request.user, centre=centre, at=at)
    if show == "candidates":
        name, columns, rows = _by_candidate(request, centre, at)
        pieces = form.pieces(rows)
    elif show == "qualifications":
        _, entries = listing.chosen_entries(request, centre, since)
        known = _known(centre, entries.order_by(*listing.QUALIFICATION_SORTS["name"]), at)
        acting = queries.Acting(request.user, centre, timezone.localdate(at))
        found = (one for some in known for one in listing.with_reasons(centre, acting, some))
        rows = map(_qualification_row, found)
        name, columns = "qualification-results", QUALIFICATION_COLUMNS
        pieces = form.pieces(rows)
    else:
        _, results = listing.chosen_units(request, centre, since, sorts=False)
        if form is tabular.XLSX and _is_too_long(results):
            messages.error(request, TOO_LONG)
            return redirect(
                f"{reverse('results:test_results', args=[centre.number])}?{_asked(request)}"
            )
        name, columns = "unit-results", queries.UNIT_COLUMNS
        pieces = queries.told_in_rows(centre, results, form, at)
    return tabular.answer(form, f"{name}-{centre.number}", columns, pieces)


def _is_too_long(results):
    """Whether a sheet has no room for the results."""
    return results.order_by().values("pk")[: tabular.MOST_ROWS + 1].count() > tabular.MOST_ROWS


def _asked(request):
    """The filters of the address, without the kind of file."""
    asked = request.GET.copy()
    asked.pop("as", None)
    return asked.urlencode()


def _by_candidate(request, centre, at):
    """The name, columns and rows of the candidates of a qualification; a column a unit."""
    _, code, found = by_candidate.chosen_candidates(request, centre)
    known = _known(centre, found.order_by(*listing.QUALIFICATION_SORTS["name"]), at)
    rules = specifications([code]).get(code)
    units = [f"Unit {one.number} {one.title}" for one in rules.units] if rules else []
    on = timezone.localdate(at)
    rows = (row for some in known for row in by_candidate.rows_of(centre, some, on))
    told = (_candidate_row(row, len(units)) for row in rows)
    columns = (*CANDIDATE_COLUMNS, *units, "Qualification result")
    return f"results-by-candidate-{code}", columns, told


def _candidate_row(row, count):
    """One candidate in the order of CANDIDATE_COLUMNS, so many units, and the result."""
    candidate, units = row.entry.candidate, [one.in_a_cell for one in row.units]
    return (
        *(candidate.ocr_number, row.entry.candidate_number, candidate.name),
        *(candidate.uci, candidate.uln, row.entry.qualification.code),
        *(units or ["Not worked out"] * count),
        row.in_words,
    )


def _known(centre, found, at):
    """What was found, a few hundred at once, its candidates under the names the centre may read."""
    left = found.iterator(AT_A_TIME)
    while some := list(islice(left, AT_A_TIME)):
        yield as_known(centre, some, at)


def _qualification_row(row):
    """One entry in the order of QUALIFICATION_COLUMNS."""
    entry, result = row.entry, row.result
    return (
        entry.candidate.ocr_number,
        entry.candidate.name,
        entry.qualification.code,
        entry.qualification.title,
        result.get_outcome_display() if result else "No result yet",
        result.grade if result else "",
        f"{timezone.localtime(result.issued_at):%d/%m/%Y}" if result else "",
        row.reason.owner.value if row.reason else "",
    )
