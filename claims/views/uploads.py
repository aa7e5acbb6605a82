"""Grades from a file: the template, the upload, and what of it could not be read."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import commands, gradebook, queries, rules
from claims.commands.locking import moved_on
from claims.forms import UploadForm
from claims.states import EDITABLE
from claims.views.building import no_longer
from interchange import downloads, uploads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files

COLUMNS = ("Row", "Column", "Candidate", "In the file", "What to do")
SHOWN = 200  # faults on the page; the file to download has more
IN_FILE = 5_000
SALT = "claims.upload"


@at_centre(Permission.MAKE_CLAIMS)
@require_safe
def template_xlsx(request, centre, pk):
    """The template to fill in, as a spreadsheet."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if claim.status not in EDITABLE:
        return no_longer(request, claim)
    count, books = queries.gradebooks(claim)
    content = gradebook.as_workbook(queries.gradebook(claim, ()), books, count)
    return downloads.of_pieces(f"{_name_of(claim)}.xlsx", content, uploads.XLSX.content_type)


@at_centre(Permission.MAKE_CLAIMS)
@require_safe
def template_csv(request, centre, pk):
    """The template to fill in, as a CSV file."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if claim.status not in EDITABLE:
        return no_longer(request, claim)
    _, books = queries.gradebooks(claim)
    table = gradebook.as_rows(queries.units(claim.qualification), books)
    return downloads.of_long_table(_name_of(claim), *table)


def _name_of(claim):
    """What the template of a claim is called."""
    return f"grades-{claim.centre.number}-{claim.qualification.code}"


@at_centre(Permission.MAKE_CLAIMS)
@takes_files()
def upload(request, centre, pk):
    """Send a file of grades; what can be saved leads to a page to look at it first."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    if claim.status not in EDITABLE:
        return _too_late(request, claim)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    everybody = None if sent else ()  # until a file comes, nobody needs to be found
    form = UploadForm(*sent, book=queries.gradebook(claim, everybody))
    if not form.is_valid():
        return _page(request, claim, form)
    return _answer(request, claim, form)


def _too_late(request, claim):
    """Lead to a claim that can no longer be changed, and say why nothing was read from a file."""
    if request.method != "POST":
        return no_longer(request, claim)
    messages.error(request, f"{moved_on(claim)} Nothing was taken from the file.")
    return redirect(claim)


def _answer(request, claim, form):
    """Keep what can be saved as the person's own, and say what came of the file."""
    filled, at = form.filled, timezone.now()
    cells = filled.cells + filled.same
    typist = {"claim": claim, "by": request.user, "at": at}
    if filled.cells or not filled.faults:  # else what an earlier file brought stays
        gone = commands.remember_file(cells=cells, file=form.file_name, **typist)
        if gone:
            messages.warning(request, _set_aside(gone, form.file_name))
    if filled.faults:
        return _page(request, claim, UploadForm(book=form.book), filled)
    for remark in filled.remarks:
        messages.warning(request, remark)
    if filled.cells:
        messages.info(request, f"Read from the file: {_summary(filled)}.")
        return redirect("claims:unsaved", claim.centre.number, claim.pk)
    told = "Every grade in the file is on the claim already" if cells else "The file has no grades"
    messages.info(request, f"{told}: nothing changes.")
    return redirect("claims:upload", claim.centre.number, claim.pk)


def _set_aside(gone, name):
    """Say that grades of an earlier file are no longer there to save."""
    grades = f"{gone} grades" if gone > 1 else "1 grade"
    return (
        f"{grades} of a file you sent before and had not saved will not be saved: “{name}” takes"
        " its place. If you need both, save the grades of one file before you send the other."
    )


def _page(request, claim, form, filled=None):
    """The page of the upload, with what could not be taken from a file that was sent."""
    context = {"claim": claim, "form": form, "filled": filled}
    if filled:
        rows = [_fault_row(one) for one in filled.faults]
        context |= {
            "summary": _summary(filled),
            "go_on": f"Go on with the {_counted(len(filled.cells))}",
            "shown": filled.faults[:SHOWN],
            "signed": signing.dumps(rows[:IN_FILE], salt=f"{SALT}.{claim.pk}", compress=True),
        }
    return render(request, "claims/upload.html", context)


def _summary(filled):
    """What the file would do to the claim, counted."""
    told = [f"{count} {word}" for word, count in rules.tally(filled.cells)]
    if filled.same:
        told.append(f"{len(filled.same)} the same already")
    return ", ".join(told)


def _counted(good):
    """How many good grades there are, in words."""
    return f"{good} good grades" if good > 1 else "good grade"


def _fault_row(one):
    """A fault as a row of the file to download."""
    return [one.row, one.column, one.candidate, one.value, one.sentence]


@at_centre(Permission.MAKE_CLAIMS)
@require_POST
def faults(request, centre, pk):
    """What could not be taken from a file, as a CSV file; the page that showed it sends it back."""
    claim = get_object_or_404(queries.claims(centre), pk=pk)
    try:
        rows = signing.loads(request.POST.get("faults", ""), salt=f"{SALT}.{claim.pk}")
    except signing.BadSignature:
        messages.warning(request, "The list is no longer there. Upload the file again.")
        return redirect("claims:upload", centre.number, claim.pk)
    return downloads.of_table(f"{_name_of(claim)}-not-taken", COLUMNS, rows)
