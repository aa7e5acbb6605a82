"""Files of results for a centre's system: made, kept, downloaded again, each with its receipt."""

from io import BytesIO

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_POST

from interchange import downloads
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables
from interchange.look.sentences import first_problem
from interchange.tokens import token_of
from results import commands, queries, results_file
from results.forms import LineFilters, WhichResultsFiles
from results.models import ResultsFile
from results.views.listing import tabs

MOST_ORDERS = 10  # shown; of all the trail tells
AT_ONCE = 2000  # results that are made files of while the page waits
PLAIN = "text/plain; charset=windows-1252"
KEY_COLUMNS = ("Result of", "Grade", "Code in the file", "Confirmed by the board", "Source")
COLUMNS = (
    "Line",
    "What it is",
    "OCR candidate number",
    "Candidate name",
    "Candidate number",
    "UCI",
    "Entry code",
    "Unit",
    "Option",
    "Grade",
    "Code in the file",
    "Code confirmed by the board",
    "In the last file",
    "Why it was left out",
)
NAMES = ("by_name", "ocr_number")


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def results_files(request, centre):
    """The files of a year that were made, what a new one would leave out, and how to make it."""
    years = queries.results_years(centre, timezone.localdate())
    form = WhichResultsFiles(request.GET, years=years)
    year = form.year_or_first()
    lacking = tables.listing(
        request,
        queries.without_uci(centre, year),
        sorts={"name": NAMES, "number": "ocr_number"},
        default="name",
    )
    queries.named(centre, lacking)
    made = list(queries.results_files_of(centre, year))
    here = reverse("results:results_files", args=[centre.number])
    return render(
        request,
        "results/results_files.html",
        {
            "year": year,
            "years": [(str(one), f"{here}?year={one.year}", one == year, None) for one in years],
            "headings": [(one, one.reference(year.year)) for one in results_file.HEADINGS],
            "lacking": lacking,
            "made": made,
            "orders": list(queries.orders_of(centre, year)[:MOST_ORDERS]),
            "since": queries.results_since(centre, year, made[0].made_at) if made else 0,
            "key": results_file.KEY,
            "can_correct": permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre),
            "token": token_of(""),
            "tabs": tabs(request, centre, "files"),
        },
    )


@require_POST
@at_centre(Permission.MAKE_ENTRIES)
def make_results_files(request, centre):
    """Order the files of a year under one heading; a few results are made files of at once."""
    years = queries.results_years(centre, timezone.localdate())
    form = WhichResultsFiles(request.POST, years=years)
    if not form.is_valid():
        messages.error(request, first_problem(form))
        return redirect("results:results_files", centre.number)
    year, heading = form.chosen()
    back = f"{reverse('results:results_files', args=[centre.number])}?year={year.year}"
    order = commands.order_results_files(
        centre=centre,
        year=year,
        heading=heading,
        by=request.user,
        at=timezone.now(),
        token=token_of(request.POST.get("token", "")),
    )
    if sum(queries.results_of_year(centre, year).values()) <= AT_ONCE:
        commands.work_order(order, at=timezone.now())
    _tell(request, queries.order_of(centre, order.pk))
    return redirect(back)


def _tell(request, order):
    """Say what came of an order."""
    if order.is_worked_on:
        messages.info(
            request, f"{capfirst(order)} are being made. This page says when they are there."
        )
    elif order.is_made:
        names = (f"{one.name} ({one.get_kind_display().lower()})" for one in order.files.all())
        messages.success(request, f"Made: {' and '.join(names)}. Download them below.")
    elif order.is_nothing_new:
        messages.info(request, order.said)
    else:
        messages.error(request, order.said)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def one_results_file(request, centre, pk):
    """The receipt of a file: each result with its grade beside its code, and what is new."""
    file = _load(centre, pk)
    filters = LineFilters(request.GET)
    change = filters.chosen()["change"]
    listing = tables.listing(
        request,
        queries.lines_of_results_file(file, change),
        sorts={"line": ("id",), "name": ("name", "id"), "option": ("option", "id")},
        default="line",
    )
    context = {"file": file, "filters": filters, "filtered": change, "listing": listing}
    return render(request, "results/results_file.html", context)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def results_file_content(request, centre, pk):
    """The file as it was made."""
    file = _load(centre, pk)
    return downloads.handed_over(BytesIO(bytes(file.content)), file.name, PLAIN)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def results_file_receipt(request, centre, pk):
    """Every line of the receipt, as a table."""
    file = _load(centre, pk)
    rows = map(_row, queries.lines_of_results_file(file).iterator(2000))
    return downloads.of_long_table(f"{file.name}-receipt", COLUMNS, rows)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def results_key(request, centre):
    """The key of codes, as a table."""
    rows = (
        (one.of_in_words, one.shown, one.code, _yes(one.confirmed), one.source)
        for one in results_file.KEY
    )
    return downloads.of_table("codes-of-grades", KEY_COLUMNS, rows)


def _load(centre, pk) -> ResultsFile:
    file = queries.results_file_of(centre, pk)
    if file is None:
        raise Http404
    return file


def _row(line):
    """A line in the order of COLUMNS."""
    return (
        line.number or "",
        line.get_change_display(),
        line.ocr_number,
        line.name,
        line.candidate_number,
        line.uci,
        line.entry_code,
        line.unit,
        line.option,
        line.shown,
        line.code,
        _yes(line.is_confirmed),
        line.before,
        line.because,
    )


def _yes(whether):
    return "Yes" if whether else "No, provisional"
