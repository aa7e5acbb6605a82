"""Which of the centre's candidates may have two records, and what the centre says of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from entries import commands, queries
from entries.models import DuplicateAnswer
from entries.rules.merging import MergeRefused
from interchange.accounts import permissions
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.keys import as_key
from interchange.look import tables

TOLD = {
    "two": "They are two people: the pair is not listed again.",
    "one": "The board is told. It compares both records and merges them.",
}


@at_centre(Permission.VIEW_CENTRE)
def duplicates(request, centre):
    """Pairs of records that look like one person."""
    looked = queries.duplicates_at(centre, before=as_key(request.GET.get("before", "")))
    listing = tables.listing(
        request,
        looked.pairs,
        sorts={"name": "one.sorts_as"},
        default="name",
    )
    may = permissions.can(request.user, Permission.MAKE_ENTRIES, centre=centre)
    context = {"centre": centre, "listing": listing, "may_answer": may, "further": looked.further}
    return render(request, "entries/duplicates.html", context)


@at_centre(Permission.MAKE_ENTRIES)
@require_POST
def answer_duplicate(request, centre):
    """Say of a pair that it is two people, or one."""
    one, other = (as_key(request.POST.get(name, "")) for name in ("one", "other"))
    answer = request.POST.get("answer")
    if answer in DuplicateAnswer.Answer.values and one and other:
        try:
            commands.answer_duplicate(
                centre=centre,
                one=one,
                other=other,
                answer=answer,
                by=request.user,
                at=timezone.now(),
            )
        except MergeRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, TOLD[answer])
    return redirect("entries:duplicates", number=centre.number)
