"""How is a file of entries sent, looked at before it is loaded, and followed afterwards?"""

from io import BytesIO

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from entries import commands, queries
from entries.forms.files import SendFile, answers
from entries.rules.files import AT_ONCE, FileRefused
from entries.views.file_page import file_page, purpose
from entries.views.listing import submitted_tabs
from interchange import downloads, shown
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.bodies import takes_files
from interchange.database.sorting import SortsAs
from interchange.look import tables
from interchange.workflow import MoveRefused
from results.queries import sittings

LOOK_AGAIN_AFTER = 4  # seconds, while a file is worked on
PLAIN = "text/plain; charset=windows-1252"
COLUMNS = ("Line", "Candidate number", "UCI", "Name", "Option", "Outcome", "Column", "Field")
MORE_COLUMNS = ("Value", "Reason", "What to do", "OCR candidate number")


@at_centre(Permission.VIEW_CENTRE)
def submitted_files(request, centre):
    """The files of entries the centre has sent, and what became of them."""
    listing = tables.listing(
        request,
        queries.files_of(centre),
        sorts={"sent": "sent_at", "name": "name", "who": SortsAs("sent_by__name")},
        default="-sent",
    )
    context = {"centre": centre, "listing": listing, "tabs": submitted_tabs(centre, "files")}
    can_enter = permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre)
    return render(request, "entries/submitted.html", {**context, "can_enter": can_enter})


@at_centre(Permission.MAKE_ENTRIES)
@takes_files()
def send_file(request, centre):
    """Send a file of entries; it is read at once, or soon if it is long."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = SendFile(*sent)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            sent = commands.send_file(
                centre=centre,
                name=upload.tidy_name,
                content=upload.read(),
                token=form.cleaned_data["token"],
                by=request.user,
                at=timezone.now(),
            )
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            _work_now(sent, bytes(sent.content).count(b"\n"))
            return redirect(sent)
    return render(request, "entries/send_file.html", {"centre": centre, "form": form})


@at_centre(Permission.VIEW_CENTRE)
def file(request, centre, pk):
    """What a file would do, or has done, line by line."""
    found = _load(centre, pk)
    context = file_page(request, found)
    answer = render(request, "entries/file.html", context)
    if context["working"] and "still" not in request.GET:
        answer["Refresh"] = str(LOOK_AGAIN_AFTER)
    return answer


@require_POST
@at_centre(Permission.MAKE_ENTRIES)
def confirm_file(request, centre, pk):
    """Load what the page showed."""
    found = _load(centre, pk)
    seen = shown.carried_by(request.POST, purpose(found))
    try:
        commands.confirm_file(file=found, by=request.user, at=timezone.now(), seen=seen)
    except shown.ShownOtherwise as refusal:
        context = file_page(request, found, seen)
        return render(request, "entries/file.html", {**context, "errors": [("", str(refusal))]})
    except (FileRefused, MoveRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        _work_now(found, found.lines)
    return redirect(found)


@require_POST
@at_centre(Permission.MAKE_ENTRIES)
def cancel_file(request, centre, pk):
    """Leave the file."""
    found = _load(centre, pk)
    try:
        commands.cancel_file(file=found, by=request.user, at=timezone.now())
        messages.success(request, f"{found.name} is cancelled. Nothing was loaded from it.")
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect(found)


@require_POST
@at_centre(Permission.MAKE_ENTRIES)
def answer_likely(request, centre, pk):
    """Say who the likely duplicates are."""
    found = _load(centre, pk)
    given = answers(request.POST)
    try:
        taken = commands.answer_likely(
            file=found, answers=given, by=request.user, at=timezone.now(), sat=sittings
        )
    except FileRefused as refusal:
        messages.error(request, str(refusal))
    else:
        if taken:
            messages.success(request, f"Answered: {taken}. Look at what the file does now.")
        else:
            messages.warning(request, "Say for at least one line who it is.")
    return redirect(found)


@at_centre(Permission.VIEW_CENTRE)
def file_content(request, centre, pk):
    """The file as it was sent."""
    found = _load(centre, pk)
    return downloads.handed_over(BytesIO(bytes(found.content)), found.name, PLAIN)


@at_centre(Permission.VIEW_CENTRE)
def file_receipt(request, centre, pk):
    """What became of each line, as a table."""
    found = _load(centre, pk)
    whose = queries.ocr_number_of(found)
    lines = queries.lines_of(found).iterator(2000)
    rows = ((*row, whose(line)) for line in lines for row in _told(line))
    return downloads.of_table(f"{found.name}-receipt", COLUMNS + MORE_COLUMNS, rows)


@at_centre(Permission.VIEW_CENTRE)
def file_reply(request, centre, pk):
    """What became of each line, as a file for the centre's system."""
    found = _load(centre, pk)
    if not found.series or found.sequence is None:
        raise Http404
    reply = queries.reply(found)
    return downloads.handed_over(BytesIO(reply.content), reply.name, PLAIN)


def _load(centre, pk):
    found = queries.file_of(centre, pk)
    if found is None:
        raise Http404
    return found


def _work_now(found, lines):
    """Work on a short file while the page waits; a worker takes the long ones."""
    if lines <= AT_ONCE:
        commands.work_file(found, at=timezone.now(), sat=sittings)


def _told(line):
    """The rows of the receipt: one, or one a problem."""
    known = (
        line.number,
        line.candidate_number,
        line.uci,
        line.name,
        line.option,
        line.became_in_words,
    )
    if not line.problems:
        return [(*known, "", "", "", line.note, "")]
    return [(*known, *problem) for problem in line.problems]
