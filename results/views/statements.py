"""Statements of results as PDF: of one candidate, or of all that a list is narrowed to."""

from functools import partial

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_GET

from entries.queries import as_read, left_since
from interchange import paper_files
from interchange.accounts.access import at_centre
from interchange.accounts.roles import Permission
from results import queries
from results.statements import TITLE, Statement, sheet_of
from results.views import by_candidate, listing
from tracker.queries import story


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def statement(request, centre, ocr_number):
    """The statement of results of a candidate, found as on the candidate's page."""
    named, at = story.candidate(centre, ocr_number), timezone.now()
    on = timezone.localdate(at)
    if named is None:
        raise Http404("Nobody of this number is or was registered here.")
    left = left_since(centre, [named.person_id], at).get(named.person_id)
    if (shown := as_read(centre, named, left)) is None:
        raise Http404("The record of this number is another centre's by now.")
    found = queries.statements_of(centre, [named.person_id], at) or [Statement(shown, (), (), ())]
    name = f"statement-{centre.number}-{ocr_number}"
    return of_many(centre, name, [named.person_id], lambda _: found, on)


@at_centre(Permission.VIEW_CENTRE)
@require_GET
def all_statements(request, centre):
    """The statements of everybody on the list By candidate: a PDF, or a ZIP of several."""
    _, code, found = by_candidate.chosen_candidates(request, centre)
    ordered = found.order_by(*listing.QUALIFICATION_SORTS["name"])
    at = timezone.now()
    return of_many(
        centre,
        f"statements-{centre.number}-{code}",
        ordered.values_list("candidate__person", flat=True),
        partial(queries.statements_of, centre, at=at),
        timezone.localdate(at),
    )


def of_many(centre, name, persons, stated, on):
    """The answer that hands over the statements of persons: a PDF, or a ZIP of several.

    Takes persons' ids, as a list or a QuerySet, and `stated(persons)`, which gives the Statements
    of some; raises Http404 where there are none.
    """

    def sheets(some):
        return [sheet_of(centre, one, on) for one in stated(some)]

    return paper_files.of_many(name, f"{TITLE}, centre {centre.number}", persons, sheets)
