"""What is to be done about a reason: by whom, by when, and on which page of the centre?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from entries.models import QualificationEntry
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from results.diagnosis import Owner, Page, Reason
from results.queries.deadlines import deadlines
from results.urgency import actor_of


class Address(NamedTuple):
    """Where a page is: its name, whose it is, and what its address needs beside the centre."""

    name: str
    permission: Permission = Permission.VIEW_CENTRE
    needs: str = ""
    asked: str = ""


PLACES = {
    Page.CANDIDATE: Address("tracker:candidate", needs="ocr_number"),
    Page.CLAIM: Address("claims:make", Permission.MAKE_CLAIMS),
    Page.CLAIMS: Address("claims:history"),
    Page.COMPLETION: Address("tracker:completion", Permission.SET_COMPLETION, needs="entry"),
    Page.CONSIDERATION: Address("assessed:considerations", Permission.APPLY_CONSIDERATION),
    Page.DETAILS: Address("entries:correct_details", Permission.MAKE_ENTRIES, needs="ocr_number"),
    Page.DUPLICATES: Address("entries:duplicates"),
    Page.ENTER: Address("entries:exams", Permission.MAKE_ENTRIES),
    Page.REGISTER: Address("entries:register", Permission.MAKE_ENTRIES),
    Page.REQUEST: Address("mir:requests", Permission.VIEW_REQUESTS),
    Page.RESULTS: Address("results:test_results"),
    Page.SIZE: Address("tracker:change_size", Permission.MAKE_ENTRIES, asked="?entry={entry.pk}"),
    Page.TRANSFERS: Address("entries:transfers"),
    Page.VISITS: Address("claims:visits"),
    Page.WHAT_IF: Address("tracker:what_if", needs="entry"),
}
NEEDED: dict[str, Callable[[QualificationEntry], list]] = {
    "": lambda entry: [],
    "entry": lambda entry: [entry.pk],
    "ocr_number": lambda entry: [entry.candidate.ocr_number],
}


@dataclass(frozen=True)
class NextStep:
    """What is to be done next: by whom, by which day, and on which page.

    A last day that is past is no `by`, but `overdue_since`; where no day is set, both are None.
    Without an `href` for whom the page is not; `who` is empty where nobody has to act.
    """

    who: str
    by: date | None
    overdue_since: date | None
    link: str
    href: str


class Acting:
    """The next steps of a centre's registrations, as one person may take them; three queries."""

    def __init__(self, user, centre, on: date):
        self.centre, self.dates = centre, deadlines(on)
        asked = {place.permission for place in PLACES.values()}
        self.may = {one for one in asked if permissions.can(user, one, centre=centre)}

    def on(self, entry: QualificationEntry, reason: Reason) -> NextStep:
        """The NextStep of a registration at the centre, by its reason."""
        place, who = PLACES[reason.cause.page], reason.owner
        day = self.dates.by(reason, entry.completes_in)
        is_past = day is not None and day < self.dates.on
        return NextStep(
            who=actor_of(reason.cause).value,
            by=None if is_past else day,
            overdue_since=day if is_past and who is not Owner.NOBODY else None,
            link=reason.cause.page.value,
            href=self._address(place, entry, reason) if place.permission in self.may else "",
        )

    def _address(self, place: Address, entry: QualificationEntry, reason: Reason) -> str:
        numbers = reason.request_numbers
        if len(numbers) == 1:
            return reverse("mir:view", args=[self.centre.number, *numbers])
        if numbers:
            listed = urlencode({"number": numbers}, doseq=True)
            return f"{reverse('mir:requests', args=[self.centre.number])}?{listed}"
        found = reverse(place.name, args=[self.centre.number, *NEEDED[place.needs](entry)])
        return found + place.asked.format(entry=entry)
