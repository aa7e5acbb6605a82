"""Jobs of a teacher who claims: each made, done by hand, and looked at afterwards.

A job is given where people sit down (`seats`), and gives the hand and whether it was really done.
"""

import csv
import io
from itertools import cycle, islice

from claims.states import Status
from interchange.accounts.roles import Role
from tests.factories import accounts, claims

PEOPLE, UNITS = 30, 6


def _begun(seats, draw=claims.a_draft, **more):
    """A claim of the class with one centre assessor, and the hand of its teacher at Home."""
    centre = accounts.a_centre()
    teacher = accounts.with_role(Role.TUTOR, centre)
    claim = draw(centre=centre, candidates=PEOPLE, by=teacher, **more)
    return claim, seats.sit(teacher, f"/centres/{centre.number}/")


def _into(hand, way):
    hand.by_menu("Cambridge Technicals", "Make claims")
    hand.follow("Edit", hand.page.locator("main"))
    hand.follow(way, hand.page.get_by_role("navigation", name="Build the claim"))


def _grades(claim):
    return claim.lines.exclude(claimed="").count()


def type_in_the_grid(seats):
    """Type a grade for each candidate and unit, unit by unit."""
    claim, hand = _begun(seats)
    _into(hand, "Grid")
    hand.click(hand.page.locator("tbody td").first)
    hand.press(*islice(cycle("pmd"), PEOPLE * UNITS))
    hand.see("All saved at")
    return hand, _grades(claim) == PEOPLE * UNITS


def copy_down_in_the_grid(seats):
    """Type the first candidate's grades and fill them down the class."""
    claim, hand = _begun(seats)
    _into(hand, "Grid")
    hand.choose(hand.page.locator("#grid-onward"), "Right")
    hand.click(hand.page.locator("tbody td").first)
    hand.press(*islice(cycle("pmd"), UNITS), "Control+Home")
    hand.press("Control+Shift+ArrowDown", *["Shift+ArrowRight"] * (UNITS - 1), "Control+d")
    hand.see("All saved at")
    return hand, _grades(claim) == PEOPLE * UNITS


def apply_to_all(seats):
    """By Unit, give the class one grade a unit with Apply to all."""
    claim, hand = _begun(seats)
    _into(hand, "By Unit")
    for number, grade in enumerate(islice(cycle("PMD"), UNITS)):
        if number:
            hand.follow("By Unit", exact=True)
        hand.follow("Create new", hand.page.locator("main"))
        first = hand.page.locator("tbody tr[id]").first
        hand.click(first.locator(f"input[type=radio][value='{grade}']"))
        hand.push("Apply to all", first)
        hand.push("Save claim")
        hand.see("Claim saved")
    return hand, _grades(claim) == PEOPLE * UNITS


def upload_one_file(seats):
    """Download the template, fill it in elsewhere, and upload it; keys in a spreadsheet aside."""
    claim, hand = _begun(seats)
    _into(hand, "Upload grades")
    template = hand.fetch("a CSV file").decode("utf-8-sig")
    hand.give(hand.page.locator("input[type=file]"), "grades.csv", _filled(template))
    hand.push("Upload")
    hand.see("Typed and not saved")
    hand.push("Save claim")
    hand.see("Claim saved")
    return hand, _grades(claim) == PEOPLE * UNITS


def _filled(template):
    """The template with a grade in the first columns of units of each row."""
    head, *rows = csv.reader(io.StringIO(template))
    first = next(place for place, title in enumerate(head) if title[:1].isdigit())
    written = io.StringIO()
    grades = cycle("PMD")
    for row in rows:
        row[first : first + UNITS] = islice(grades, UNITS)
    csv.writer(written).writerows([head, *rows])
    return written.getvalue().encode()


def submit(seats):
    """From View claim history, tick the declaration and submit the claim."""
    claim, hand = _begun(seats, claims.claim_at, status=Status.DRAFT, units=UNITS)
    hand.by_menu("Cambridge Technicals", "View claim history")
    hand.follow("Submit", hand.page.locator("main tbody"))
    hand.click(hand.page.get_by_role("checkbox"))
    hand.push("Submit to assessor")
    hand.push("Yes")
    hand.see("Ready for sampling")
    claim.refresh_from_db()
    return hand, claim.status == Status.READY
