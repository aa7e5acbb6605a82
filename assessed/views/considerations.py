"""Who asked to read: the applications of a centre, one of them, its papers."""

from operator import attrgetter

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate, localtime

from assessed import forms, queries
from assessed.consideration_states import MEANING, NOTHING_MORE, NOTHING_TO_DECIDE, OVER
from entries import queries as entries_queries
from interchange import downloads
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from interchange.look import tables

SORTS = {
    "number": "number",
    "applied": "applied_at",
    "candidate": "by_name",
    "status": "status",
}
SORTS_OF_EXAMS = {
    "candidate": "by_name",
    "exam": ("qualification__code", "unit__in_order"),
}
MOST_ABSENCES = 100
STANDS = (
    "The acceptance was taken back. The board had corrected the grade by hand before, so that"
    " grade stands.",
    "The board, if the corrected grade is to change: write to the board",
)


@at_centre(Permission.APPLY_CONSIDERATION)
def considerations(request, centre):
    """What the centre has applied for, and the absences for which it has not."""
    found = queries.considerations(centre)
    known = entries_queries.found_as_known(
        centre, found, "", localtime(), through="entry__candidate__"
    )
    listing = tables.listing(request, known, sorts=SORTS, default="-number")
    entries_queries.named_as_sorted(listing, whose=attrgetter("entry.candidate"))
    absences = list(queries.absences(centre)[: MOST_ABSENCES + 1])
    entries_queries.named_as_known(centre, absences, localtime())
    context = {
        "listing": listing,
        "absences": absences[:MOST_ABSENCES],
        "more": len(absences) > MOST_ABSENCES,
    }
    return render(request, "assessed/considerations.html", context)


@at_centre(Permission.APPLY_CONSIDERATION)
def wrong_paper(request, centre):
    """The exams without a grade, for whoever sat another paper than the one entered for."""
    filters, on = forms.WhoSat(request.GET), localdate()
    text = filters.chosen()["text"]
    found = queries.sat_without_grade(centre, on, text)
    known = entries_queries.found_as_known(centre, found, text, localtime())
    listing = tables.listing(request, known, sorts=SORTS_OF_EXAMS, default="candidate")
    entries_queries.named_as_sorted(listing)
    context = {"filters": filters, "listing": listing, "filtered": bool(text)}
    return render(request, "assessed/wrong_paper.html", context)


@at_centre(Permission.APPLY_CONSIDERATION)
def consideration(request, centre, pk):
    """One application: where it stands, what was said, its papers and its story."""
    return page_of(request, centre, find(centre, pk))


def page_of(request, centre, record, form=None):
    """The page of one application; `form` is the answer being written."""
    meaning, next_step = MEANING[record.status]
    asked = record.is_asked_about and not record.came
    is_over = record.status in OVER
    stands = record.is_refused and record.awaited.corrected
    if stands:
        meaning, next_step = STANDS
    elif record.came and record.is_open:
        meaning, next_step = (words.format(record.came) for words in NOTHING_TO_DECIDE)
    elif record.came and is_over:
        next_step = NOTHING_MORE.format(record.came)
    elif record.is_accepted:
        next_step = _next_step(record.awaited) or next_step
    entries_queries.named_as_known(centre, [record.entry], localtime())
    context = {
        "record": record,
        "meaning": meaning,
        "next_step": next_step,
        "papers": record.papers.all(),
        "story": queries.story(record),
        "asked": asked,
        "form": (form or forms.Answer()) if asked else None,
        "may_withdraw": record.is_open,
        "may_apply_again": is_over and not record.came,
        "awaited": record.awaited if record.is_accepted or stands else None,
    }
    return render(request, "assessed/consideration.html", context)


def _next_step(awaited):
    """Who acts next after an acceptance, where the grade does not simply follow by itself."""
    if awaited.corrected or awaited.is_final:
        return "Nobody: the grade stands as it is"
    if awaited.is_sat or awaited.is_of_another:
        return "Nobody: another grade of the unit counts"
    if awaited.is_idle:
        return "Your centre: register the candidate again if the grade is still needed"
    if awaited.is_made:
        return "Nobody: the grade stands, and is worked out anew if one it rests on changes"
    return ""


@at_centre(Permission.APPLY_CONSIDERATION)
def paper(request, centre, pk, paper_pk):
    """A paper of an application, to download."""
    found = get_object_or_404(find(centre, pk).papers, pk=paper_pk)
    return downloads.of_file(found.file, found.name, found.content_type)


def find(centre, pk):
    """The centre's application of that id; raises Http404."""
    return get_object_or_404(queries.considerations(centre), pk=pk)
