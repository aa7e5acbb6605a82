"""What does a centre ask the board about UCIs and ULNs that others have?"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from entries import commands, queries
from entries.rules.identity import IdentityRefused
from entries.rules.registering import EntryRefused
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.database.sorting import SortsAs
from interchange.keys import as_key
from interchange.look import tables
from interchange.workflow import MoveRefused

ASKED = "The board is asked about {}, under “Questions to the board”. Its answer comes by letter."


@at_centre(Permission.VIEW_CENTRE)
def identity_questions(request, centre):
    """The centre's questions whose a UCI or ULN is, with their answers."""
    listing = tables.listing(
        request,
        queries.identity_questions(centre),
        sorts={"asked": "asked_at", "name": SortsAs("surname", "forenames")},
        default="-asked",
    )
    may = permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre)
    context = {"centre": centre, "listing": listing, "may": may}
    return render(request, "entries/identity_questions.html", context)


@at_centre(Permission.MAKE_ENTRIES)
@require_POST
def take_back_question(request, centre, pk):
    """Take a question back."""
    question = get_object_or_404(queries.identity_questions(centre), pk=pk)
    try:
        commands.take_back_question(question=question, by=request.user, at=timezone.now())
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"The question about {question.name} is taken back.")
    return redirect("entries:identity_questions", number=centre.number)


@at_centre(Permission.MAKE_ENTRIES)
@require_POST
def ask_about_line(request, centre, pk):
    """Ask the board whose the UCI or ULN on a line of a file is."""
    file = queries.file_of(centre, pk)
    line = file and queries.line_to_ask_about(file, as_key(request.POST.get("line", "")))
    if not line:
        raise Http404
    try:
        commands.ask_identity(
            centre=centre,
            qualification=line.qualification,
            person=queries.person_on(line),
            pathway=line.pathway,
            file=file,
            line=line.number,
            by=request.user,
            at=timezone.now(),
        )
    except (EntryRefused, IdentityRefused) as refusal:
        messages.error(request, f"Line {line.number}: {refusal}")
        return redirect(file)
    messages.success(request, ASKED.format(line.name))
    return redirect("entries:identity_questions", number=centre.number)
