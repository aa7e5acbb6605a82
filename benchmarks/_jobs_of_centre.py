"""Jobs of a centre's exams office: each made, done by hand, and looked at afterwards.

A job is given where people sit down (`seats`), and gives the hand and whether it was really done.
"""

import re
from datetime import timedelta

from django.utils import timezone

from entries.models import Candidate, UnitEntry
from entries.rules.registering import summer_of
from interchange.accounts.roles import Role
from mir.models import Request
from results.models import ResultsFile
from tests.factories import accounts, catalogue, papers
from tests.factories import entries as factory
from tests.factories import results as results_of

PAPERS = {"attendance-register": b"A", "seating-plan": b"B", "despatch-log": b"C"}


def _at_home(seats, centre, role=Role.EXAMS_OFFICER):
    return seats.sit(accounts.with_role(role, centre), f"/centres/{centre.number}/")


def enter_late(seats, number):
    """Enter a whole class for an exam after the closing date, fees read before it is sent."""
    today = timezone.localdate()
    series = catalogue.a_series(today.year + 1, today=today)
    series.entries_close_on = today - timedelta(days=1)
    series.save()
    centre = accounts.a_centre()
    factory.entries(centre, number)
    hand = _at_home(seats, centre)
    hand.by_menu("Entries", "Enter for exams")
    hand.follow(re.compile(f"05839.*{series}"), hand.page.locator("main"))
    hand.push("Tick everybody for unit 1", exact=True)
    hand.push("Continue")
    hand.push("Send in")
    hand.see("Receipt")
    return hand, UnitEntry.objects.filter(centre=centre, stage="late").count() == number


def register_one(seats):
    """Register a candidate who is new to the board."""
    centre = accounts.a_centre()
    hand = _at_home(seats, centre)
    hand.by_menu("Entries", "Register candidates")
    hand.follow("05839", hand.page.locator("main"))
    row = hand.page.locator("#row-0").get_by_label
    hand.fill((row("Surname"), "Ashworth"), (row("Forenames"), "Ada"))
    hand.choose(row("Sex"), "Female")
    hand.fill(
        (row("Day"), "3"),
        (row("Month"), "5"),
        (row("Year"), "2009"),
        (row("Candidate number"), "0001"),
    )
    hand.push("Continue")
    hand.push("Send in")
    hand.see("Receipt")
    return hand, Candidate.objects.filter(entries__centre=centre, surname="Ashworth").exists()


def read_why_not(seats):
    """Somebody asks why there is no result: find the candidate by name and read the cause."""
    centre = accounts.a_centre()
    diploma = catalogue.qualification(results_of.DIPLOMA)
    entry = factory.an_entry(centre, diploma, factory.a_candidate("Okonkwo", "Ben"))
    *most, _ = results_of.OFFICIAL_EXAMPLE.items()
    results_of.hold([entry], dict(most))
    results_of.settle()
    hand = _at_home(seats, centre)
    hand.press("/")
    hand.write("okonkwo")
    hand.press("Enter")
    hand.follow("Okonkwo", hand.page.locator("main"))
    hand.see("Why there is no result yet")
    return hand, entry.candidate.ocr_number in hand.page.url


def say_if_expected(seats, number):
    """Answer for all who are past their summer that a result is expected a year later."""
    centre, summer = accounts.a_centre(), summer_of(timezone.localdate())
    factory.entries(centre, number)
    centre.entries.update(completes_in=summer - 1)
    results_of.settle_at(centre)
    hand = _at_home(seats, centre)
    hand.follow(f"{number} candidates past their summer")
    for box in hand.page.locator("main tbody").get_by_role("checkbox").all():
        hand.click(box)
    hand.click(hand.page.get_by_label(f"Summer {summer}"))
    hand.push("Check the answer")
    hand.see("Check before it is done")
    hand.push("Expect these results")
    hand.page.get_by_role("heading", name="Check before it is done").wait_for(state="hidden")
    return hand, centre.entries.filter(completes_in=summer).count() == number


def make_results_files(seats):
    """Make the files of this year's results for the centre's system, and fetch them."""
    centre = accounts.a_centre()
    people = [results_of.a_candidate_with_uci(centre) for _ in range(3)]
    diploma = catalogue.qualification(results_of.DIPLOMA)
    entries = [factory.an_entry(centre, diploma, candidate=one) for one in people]
    results_of.hold(entries, {"1": "M"}, due=False)
    hand = _at_home(seats, centre)
    hand.by_menu("Cambridge Technicals", "Results files")
    hand.follow("2025", hand.page.get_by_role("navigation", name="Years of results"))
    hand.push("Make for the September series")
    hand.see(f"Made: R{centre.number}")
    hand.follow("Receipt")
    fetched = hand.fetch(f"Download R{centre.number}")
    return hand, ResultsFile.objects.filter(centre=centre).exists() and bool(fetched)


def raise_a_request(seats):
    """Ask for an exam's result that did not come, with the three papers that are needed."""
    centre, series = accounts.a_centre(), catalogue.a_series(timezone.localdate().year, 6)
    diploma = catalogue.qualification(results_of.DIPLOMA)
    entry = factory.an_entry(centre, diploma, factory.a_candidate("Bello", "Ben"))
    grades = {**results_of.OFFICIAL_EXAMPLE, "1": "absent"}
    results_of.hold([entry], grades, series=series)
    results_of.settle_at(centre)
    hand = _at_home(seats, centre, Role.POST_RESULT_FULL)
    hand.press("/")
    hand.write("bello")
    hand.press("Enter")
    hand.follow("Bello", hand.page.locator("main"))
    hand.follow("Raise a missing-results request about this")
    hand.choose(hand.page.get_by_label("Series"), str(series))
    hand.click(hand.page.get_by_role("checkbox", name="checked the attendance register"))
    for name, content in PAPERS.items():
        field = hand.page.locator(f"input[type=file][name={name}]")
        hand.give(field, f"{name}.pdf", papers.PDF + content)
    hand.fill((hand.page.locator("textarea[name=explanation]"), "Ben sat the paper."))
    hand.push("Send to the board")
    hand.see("Submitted")
    return hand, Request.objects.filter(centre=centre).exists()
