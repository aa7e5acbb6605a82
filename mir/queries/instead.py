"""Where does a centre go instead of raising a request?"""

from django.urls import reverse

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from mir.request_facts import Instead

NEEDS = {Instead.REDUCTIONS: Permission.REPORT_REDUCTIONS}  # the others are open to who raises any
PAGES = {  # where, and the words of the link; what is asked fills in the rest of the address
    Instead.CLAIMS: ("claims:history", "View claim history"),
    Instead.RESULTS: ("results:test_results", "Look in Test Results"),
    Instead.REVIEWS: ("reviews:reviews", "Go to post-results services"),
    Instead.CANDIDATE: ("tracker:candidate", "Look at the candidate"),
    Instead.REDUCTIONS: ("assessed:reductions", "Go to Reduction in assessment"),
    Instead.REQUEST: ("mir:view", "Look at that request"),
}


def instead(page, request, facts, by) -> tuple[str, str] | None:
    """The address and the words of the page to go to instead of a request.

    None for none, and where it is a page that `by` may not open.
    """
    if page == Instead.NONE or not _may_open(page, request.centre, by):
        return None
    name, words = PAGES[page]
    named = {Instead.CANDIDATE: [facts.ocr_number], Instead.REQUEST: [facts.open_request]}
    return reverse(name, args=[request.centre.number, *named.get(page, [])]), words


def _may_open(page, centre, by):
    return page not in NEEDS or permissions.can(by, NEEDS[page], centre=centre)
