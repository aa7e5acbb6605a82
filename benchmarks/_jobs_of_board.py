"""Jobs of the board's staff and of a moderator: each made, done by hand, and looked at afterwards.

A job is given where people sit down (`seats`), and gives the hand and whether it was really done.
"""

from django.utils import timezone

from claims.models import Claim
from claims.states import Outcome, Status
from interchange.accounts.roles import Role
from tests.factories import accounts, catalogue, claims, edi, entries


def process_claims(seats, number):
    """Read the first claim of the desk, process it, and so on with each that comes next."""
    centre = accounts.a_centre()
    waiting = {claims.claim_at(Status.PENDING, centre=centre).pk for _ in range(number)}
    hand = seats.sit(accounts.with_role(Role.PROCESSOR), "/board/")
    hand.click(hand.page.locator(".desk__table tbody a").first)
    for _ in range(number):
        hand.push("Process", hand.page.get_by_role("form", name="Actions"))
        hand.see("For this one")
        hand.click(hand.page.locator(".submit-row input"))
        hand.page.locator(".messagelist").wait_for()
    processed = Claim.objects.filter(pk__in=waiting, status=Status.PROCESSED)
    return hand, processed.count() == number


def answer_the_telephone(seats):
    """A UCI is read out: type it and have the candidate's page open."""
    centre = accounts.a_centre()
    asked = entries.a_candidate("Okafor", "Ada", uci=edi.a_uci(4711, centre.number))
    entries.an_entry(centre, candidate=asked)
    hand = seats.sit(accounts.with_role(Role.PROCESSOR), "/board/")
    hand.press("/")
    hand.write(asked.uci)
    hand.press("Enter")
    hand.follow("Okafor", hand.page.locator("#content-main"))
    hand.page.wait_for_url("**/change/**")
    return hand, f"/candidate/{asked.pk}/" in hand.page.url


def sample_and_review(seats, people, units):
    """Send the sample that is proposed; then change one grade with its reason, and agree."""
    centre, qualification = accounts.a_centre(), catalogue.qualification("05842")
    claim = claims.claim_at(
        Status.READY,
        centre=centre,
        qualification=qualification,
        candidates=people,
        units=units,
    )
    moderator = accounts.with_role(Role.MODERATOR, centre, qualification.subject)
    hand = seats.sit(moderator, "/")
    hand.follow("Select a sample", hand.page.locator("main"))
    hand.follow("Select", hand.page.locator("main table"))
    hand.push("Propose single works")
    hand.push("Save and view")
    hand.push("Submit sample")
    hand.see("has been sent to the centre")
    hand.by_menu("Assessors", "Review claims")
    hand.follow("Review", hand.page.locator("main table"))
    hand.fill((hand.page.locator("#review-reason"), "No evidence."))
    hand.click(hand.page.locator("tbody td").first)
    hand.press("u")
    hand.see("All saved at")
    hand.push("Agree and submit")
    _say_when(hand)
    hand.see("Its reference is")
    claim.refresh_from_db()
    changed = claim.lines.filter(outcome=Outcome.CHANGED, grade="U", reason="No evidence.")
    return hand, (claim.status, claim.samples.count(), changed.count()) == (Status.PENDING, 1, 1)


def _say_when(hand):
    """The day of the visit, and the ticks that are asked for."""
    today, label = timezone.localdate(), hand.page.get_by_label
    hand.fill(
        (label("Day"), str(today.day)),
        (label("Month"), str(today.month)),
        (label("Year"), str(today.year)),
    )
    hand.push("Submit claim")
    hand.click(label("The visit took place on that day"))
    hand.push("Submit claim")
