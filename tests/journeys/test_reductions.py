"""A Centre Administrator reports reductions while the area is open; the board gives a TAG."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from assessed import commands
from assessed.models import Reduction
from results import commands as results
from results.models import QualificationResult, UnitResult
from tests.factories import catalogue as offers
from tests.factories import reductions
from tests.factories import results as held

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

REST = {number: grade for number, grade in held.OFFICIAL_EXAMPLE.items() if number != "4"}


@pytest.fixture
def student(centre, catalogue, service):
    """Who was registered in October 2021 and has all the Diploma needs but unit 4."""
    reductions.a_window_now()
    entry = reductions.a_student(centre, offers.qualification(held.DIPLOMA))
    held.hold([entry], REST, due=False)
    return entry


def work_out():
    """What a worker does."""
    while commands.assess(at=timezone.now()):
        pass
    while results.award_due(at=timezone.now()):
        pass


def test_a_reduction_is_reported_from_the_diagnosis_and_ends_in_an_award(
    desk_of, look, centre_administrator, student
):
    page = desk_of(centre_administrator)
    page.goto(student.get_absolute_url())
    page.get_by_role("link", name="Report it in Reduction in assessment").click()
    page.get_by_label("unit 4").check()
    look(page, "reduce")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick the declaration")
    page.get_by_label("I declare").check()
    look(page, "check-reductions")
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reductions sent")
    look(page, "reductions-sent")

    work_out()

    page.reload()
    grade = UnitResult.objects.get(candidate=student.candidate, unit__number="4")
    expect(page.get_by_role("row", name=student.candidate.name)).to_contain_text(grade.grade)
    page.goto(student.get_absolute_url())
    expect(page.locator("main")).to_contain_text("Assessed grade")
    assert QualificationResult.objects.filter(entry=student).exists()


def test_a_template_with_bad_rows_says_which_and_keeps_the_rest(
    desk_of, look, centre_administrator, student, centre, tmp_path
):
    other = reductions.a_student(centre, student.qualification)
    page = desk_of(centre_administrator)
    page.goto(f"/centres/12345/reductions/2022/{held.DIPLOMA}/")
    page.get_by_text("Fill this in from a spreadsheet").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the template").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    sheet = book.active
    rows = {sheet.cell(at, 1).value: at for at in (3, 4)}
    sheet.cell(rows[student.candidate.ocr_number], 4).value = "Y"
    sheet.cell(rows[other.candidate.ocr_number], 4).value = "soon"
    sheet.cell(5, 1).value = "59999999"
    book.save(tmp_path / "filled.xlsx")
    page.set_input_files("#spreadsheet", tmp_path / "filled.xlsx")
    page.get_by_role("button", name="Read the spreadsheet").click()

    expect(page.get_by_role("alert")).to_contain_text("“soon” stands below unit 4")
    expect(page.get_by_role("alert")).to_contain_text("Row 5: no student 59999999 is listed here")
    look(page, "reductions-with-bad-rows")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("I declare").check()
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Reductions sent")
    assert Reduction.objects.get().candidate == student.candidate


def test_once_the_area_is_closed_it_says_since_when_and_leads_to_a_request(
    desk_of, look, centre_administrator, student
):
    reductions.a_window(*(reductions.BEFORE.date(),) * 2)
    page = desk_of(centre_administrator)
    page.goto("/centres/12345/reductions/")
    expect(page.locator("main")).to_contain_text("Closed since 4 October 2021")
    look(page, "reductions-closed")
    page.get_by_role("link", name=held.DIPLOMA).click()
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.get_by_role("link", name="raise a request about a missing").click()
    expect(page.locator("main")).to_contain_text("Missing/incorrect reduction in assessment")


def test_the_board_gives_a_tag_which_the_centre_reads_as_such(
    desk_of, centre_administrator, processor, student
):
    page = desk_of(processor)
    page.goto(reverse("admin:assessed_teacherassessedgrade_give_a_tag"))
    page.get_by_label("Centre number").fill("12345")
    page.get_by_label("OCR candidate number").fill(student.candidate.ocr_number)
    page.get_by_label("Entry code").fill(held.DIPLOMA)
    page.get_by_label("Unit number").fill("4")
    page.get_by_label("Grade").select_option("M")
    for part, value in (("Day", "12"), ("Month", "5"), ("Year", "2022")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_label("Why the TAG is given").fill("Mid-flight in 2021.")
    page.get_by_label("Papers it rests on").fill("Letter of 3 May")
    page.get_by_role("button", name="Give a TAG").click()
    expect(page.locator("#content-main")).to_contain_text("from 1 August 2020 to 31 August 2021")
    page.get_by_label("Year", exact=True).fill("2021")
    page.get_by_role("button", name="Give a TAG").click()
    expect(page.get_by_text("the TAG M is given")).to_be_visible()

    work_out()
    desk = desk_of(centre_administrator)
    desk.goto(student.get_absolute_url())
    expect(desk.locator("main")).to_contain_text("TAG")
