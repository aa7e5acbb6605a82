"""What the catalogue lacks is entered by the board, in a browser, and then taken and awarded.

A Level 2 qualification with an examined unit: two candidates sit it, and one does not achieve it.
"""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from entries.models import Candidate
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from tests.factories import accounts
from tests.factories import catalogue as offered
from tests.journeys.test_claim_to_certificate import (
    HEADER,
    awards,
    the_board_processes_the_claim,
    the_moderator_samples_and_agrees,
    the_teacher_submits_the_claim,
)

pytestmark = [pytest.mark.django_db(transaction=True)]

SPORT = "05885"
UNITS = (
    ("1", "Physical activity, health and wellbeing", True),
    ("2", "Sports leadership", False),
    ("3", "Inclusivity in sport", False),
)


@pytest.fixture
def series(catalogue):
    """A series whose month has come and that takes entries today."""
    today = timezone.localdate()
    series = offered.a_series(year=today.year, month=6 if today.month >= 6 else 1, today=today)
    return offered.release(series, None)


@pytest.fixture
def visitor(centre, catalogue):
    """The moderator of Sport at the centre."""
    return accounts.with_role(Role.MODERATOR, centre, Subject.objects.get(code="SPO"))


@pytest.mark.slow
def test_level_2_entered_by_the_board_is_claimed_sat_and_awarded(
    sign_in_as,
    look,
    series,
    exams_officer,
    tutor,
    visitor,
    processor,
    board_administrator,
    tmp_path,
):
    board = sign_in_as(board_administrator)
    the_board_reads_what_is_missing(board, look)
    the_board_enters_it(board, look)
    the_board_puts_it_in_force(board)

    officer = sign_in_as(exams_officer)
    the_centre_registers_and_enters(officer)
    teacher = sign_in_as(tutor)
    the_teacher_claims_two_units(teacher)
    the_teacher_submits_the_claim(teacher)
    the_moderator_samples_and_agrees(sign_in_as(visitor))
    staff = sign_in_as(processor)
    the_board_processes_the_claim(staff)
    offered.release(series, timezone.now())
    the_board_imports_results_with_one_not_achieved(staff, series, tmp_path)
    call_command("sweep", "--once")

    assert awards() == [("Ashworth", "D", 38)]
    ben = Candidate.objects.get(surname="Bello")
    officer.goto(f"/centres/12345/candidates/{ben.ocr_number}/")
    expect(officer.get_by_role("main")).to_contain_text("1C")
    expect(officer.get_by_role("main")).to_contain_text("below")


def the_board_reads_what_is_missing(page, look):
    page.goto("/board/")
    page.get_by_role("link", name=re.compile("qualifications that lack figures")).click()
    row = page.get_by_role("row").filter(has_text=SPORT)
    expect(row).to_contain_text("The size of unit 3 is missing")
    look(page, "lacking")
    row.get_by_role("link").click()


def the_board_enters_it(page, look):
    page.get_by_label("Where these figures stand").fill("Handbook of Level 2 Sport, page 9")
    for place, (number, title, examined) in enumerate(UNITS):
        page.locator(f"[name=unit-{place}-number]").fill(number)
        page.locator(f"[name=unit-{place}-title]").fill(title)
        page.locator(f"[name=unit-{place}-size]").fill("60")
        page.locator(f"[name=unit-{place}-reference]").fill("")
        page.locator(f"[name=unit-{place}-examined]").set_checked(examined)
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".errornote")).to_be_visible()
    expect(
        page.get_by_role("row").filter(has_text="No rule of combination is known")
    ).to_be_visible()
    look(page, "enter-with-mistakes")
    page.locator("[name=group-0-title]").fill("Mandatory units")
    page.locator("[name=group-0-counts]").fill("3")
    page.locator("[name=group-0-units]").fill("1, 2, 3")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#content-main")).to_contain_text("It would be offered")
    look(page, "enter-checked")
    page.get_by_role("button", name="Keep these rules").click()
    expect(page.locator(".messagelist")).to_contain_text("are kept")
    look(page, "entered")


def the_board_puts_it_in_force(page):
    page.get_by_role("link", name="Load the specification files").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Load the specification files").click()
    expect(page.locator(".messagelist")).to_contain_text(f"New rules are loaded for {SPORT}")


def the_centre_registers_and_enters(page):
    page.goto(f"/centres/12345/entries/register/{SPORT}/")
    for row, (surname, forenames) in enumerate([("Ashworth", "Ada"), ("Bello", "Ben")]):
        place = page.locator(f"#row-{row}")
        place.get_by_label("Surname").fill(surname)
        place.get_by_label("Forenames").fill(forenames)
        place.get_by_label("Sex").select_option(label="Male" if row else "Female")
        place.get_by_label("Day").fill(str(3 + row * 9))
        place.get_by_label("Month").fill("5")
        place.get_by_label("Year").fill("2010")
        place.get_by_label("Candidate number").fill(f"000{row + 1}")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name=re.compile("^Send in")).click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    page.goto("/centres/12345/entries/exams/")
    page.get_by_role("link", name=re.compile(SPORT)).first.click()
    page.get_by_role("button", name="Tick everybody for unit 1", exact=True).click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name=re.compile("^Send in")).click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()


def the_teacher_claims_two_units(page):
    page.goto("/centres/12345/claims/make/")
    page.get_by_role("button", name=re.compile("Create")).click()
    page.get_by_label("Full name").fill("Toni Tutor")
    page.get_by_label(re.compile("Initials")).fill("TT")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Go to the claim").click()
    for name in ("Ashworth, Ada", "Bello, Ben"):
        page.get_by_role("link", name=re.compile(rf"(Create new|Edit).*{name}")).click()
        for unit in ("2", "3"):
            row = page.get_by_role("row").filter(has_text=re.compile(rf"^\s*{unit}\s"))
            row.get_by_role("radio", name="M", exact=False).and_(row.locator("[value=M]")).check()
        page.get_by_role("button", name="Save claim").click()
        expect(page.get_by_text("Claim saved: 2 changes.")).to_be_visible()


def the_board_imports_results_with_one_not_achieved(page, series, folder):
    ada, ben = Candidate.objects.order_by("surname")
    file = folder / "results.csv"
    lines = [
        f"{series.code},{ada.ocr_number},{SPORT},1,D",
        f"{series.code},{ben.ocr_number},{SPORT},1,1C",
    ]
    file.write_text(HEADER + "\n".join(lines))
    page.goto("/board/results/examfile/")
    page.get_by_role("link", name="Import exam results").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Import exam results").click()
    page.get_by_role("button", name="Load what is shown").click()
    expect(page.locator("#content-main")).to_contain_text("New result: 2")
    page.get_by_role("button", name="Load what is shown").click()
