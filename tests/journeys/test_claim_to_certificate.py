"""One story through every part of the portal, in a browser: from registration to an answer.

Two candidates take the IT Extended Certificate. One gets it; the other was absent from an exam, and
the centre asks for the result.
"""

import re

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from entries.models import Candidate
from interchange.notifications.models import Message
from results.models import QualificationResult
from tests.factories import catalogue as offered
from tests.factories import papers

pytestmark = [pytest.mark.django_db(transaction=True)]

HEADER = "series,ocr_candidate_number,entry_code,unit,grade\n"


@pytest.fixture
def series(catalogue):
    """A series whose month has come and that takes entries today: the whole story in one day."""
    today = timezone.localdate()
    series = offered.a_series(year=today.year, month=6 if today.month >= 6 else 1, today=today)
    return offered.release(series, None)


@pytest.mark.slow
def test_a_result_comes_by_itself_and_a_missing_one_is_asked_for(
    sign_in_as, series, exams_officer, tutor, post_result_full, moderator, processor, tmp_path
):
    officer = sign_in_as(exams_officer)
    the_centre_registers_two_candidates(officer)
    the_centre_enters_them_for_three_exams(officer, series)

    teacher = sign_in_as(tutor)
    the_teacher_sets_up_an_assessor_and_claims_two_units(teacher)
    the_teacher_submits_the_claim(teacher)

    visitor = sign_in_as(moderator)
    the_moderator_samples_and_agrees(visitor)

    staff = sign_in_as(processor)
    the_board_processes_the_claim(staff)
    offered.release(series, timezone.now())
    the_board_imports_exam_results(staff, series, tmp_path)
    call_command("sweep", "--once")

    the_centre_sees_one_result_and_why_there_is_no_other(officer)
    asker = sign_in_as(post_result_full)
    the_centre_asks_for_the_missing_result(asker, series)
    the_board_resolves_the_request(staff)
    call_command("sweep", "--once")

    assert awards() == [("Ashworth", "M", 98), ("Bello", "M", 96)]
    assert Message.objects.filter(template="mir/resolved").exists()


def awards():
    """The qualification results issued: surname, grade and points."""
    found = QualificationResult.objects.order_by("pk")
    return list(found.values_list("entry__candidate__surname", "grade", "points"))


def the_centre_registers_two_candidates(page):
    page.goto("/centres/12345/entries/register/05839/")
    for row, (surname, forenames, number) in enumerate(
        [("Ashworth", "Ada", "0001"), ("Bello", "Ben", "0002")]
    ):
        place = page.locator(f"#row-{row}")
        place.get_by_label("Surname").fill(surname)
        place.get_by_label("Forenames").fill(forenames)
        place.get_by_label("Sex").select_option(label="Male" if row else "Female")
        place.get_by_label("Day").fill(str(3 + row * 9))
        place.get_by_label("Month").fill("5")
        place.get_by_label("Year").fill("2009")
        place.get_by_label("Candidate number").fill(number)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name=re.compile("^Send in")).click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Ashworth, Ada")


def the_centre_enters_them_for_three_exams(page, series):
    page.goto("/centres/12345/entries/exams/")
    page.get_by_role("link", name=re.compile("05839")).first.click()
    for number in ("1", "2", "3"):
        page.get_by_role("button", name=f"Tick everybody for unit {number}", exact=True).click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name=re.compile("^Send in")).click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Bello, Ben")


def the_teacher_sets_up_an_assessor_and_claims_two_units(page):
    page.goto("/centres/12345/claims/make/")
    page.get_by_role("button", name=re.compile("Create")).click()
    page.get_by_label("Full name").fill("Toni Tutor")
    page.get_by_label(re.compile("Initials")).fill("TT")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Go to the claim").click()
    for name in ("Ashworth, Ada", "Bello, Ben"):
        page.get_by_role("link", name=re.compile(rf"(Create new|Edit).*{name}")).click()
        for unit, grade in (("9", "D"), ("17", "M")):
            row = page.get_by_role("row").filter(has_text=re.compile(rf"^\s*{unit}\s"))
            row.get_by_role("radio", name=grade, exact=False).and_(
                row.locator(f"[value={grade}]")
            ).check()
        page.get_by_role("button", name="Save claim").click()
        expect(page.get_by_text("Claim saved: 2 changes.")).to_be_visible()


def the_teacher_submits_the_claim(page):
    page.goto("/centres/12345/claims/history/")
    page.get_by_role("main").get_by_role("link", name=re.compile("View")).first.click()
    page.get_by_role("button", name="Submit", exact=True).click()
    submit = page.get_by_role("button", name="Submit to assessor")
    expect(submit).to_be_disabled()
    page.get_by_role("checkbox").check()
    submit.click()
    page.get_by_role("button", name="Yes").click()
    expect(page.get_by_role("main")).to_contain_text("Ready for sampling")


def the_moderator_samples_and_agrees(page):
    page.get_by_role("link", name="Select a sample").click()
    page.get_by_role("main").get_by_role("link", name=re.compile("select", re.I)).first.click()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save and view").click()
    page.get_by_role("button", name="Submit sample").click()
    expect(page.get_by_role("button", name="Submit sample")).to_be_hidden()
    page.goto("/assessors/review/")
    page.get_by_role("main").get_by_role("link", name=re.compile("review", re.I)).first.click()
    page.get_by_role("button", name="Agree and submit").click()
    visited = timezone.localdate()
    page.get_by_label("Day").fill(str(visited.day))
    page.get_by_label("Month").fill(str(visited.month))
    page.get_by_label("Year").fill(str(visited.year))
    page.get_by_role("button", name="Submit claim").click()
    page.get_by_label("The visit took place on that day").check()
    page.get_by_role("button", name="Submit claim").click()
    expect(page.get_by_role("main")).to_contain_text("Pending")


def the_board_processes_the_claim(page):
    page.goto("/board/claims/claim/")
    page.locator("#result_list tbody a").first.click()
    page.get_by_role("button", name="Process").click()
    page.get_by_role("button", name="Process").click()  # after reading what will be done
    expect(page.locator(".messagelist")).to_contain_text("Process")


def the_board_imports_exam_results(page, series, folder):
    ada, ben = Candidate.objects.order_by("surname")
    lines = [f"{series.code},{ada.ocr_number},05839,{unit},M" for unit in "123"]
    lines += [f"{series.code},{ben.ocr_number},05839,{unit},M" for unit in "12"]
    lines += [f"{series.code},{ben.ocr_number},05839,3,absent"]
    file = folder / "results.csv"
    file.write_text(HEADER + "\n".join(lines))
    page.goto("/board/results/examfile/")
    page.get_by_role("link", name="Import exam results").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Import exam results").click()
    expect(page.locator(".messagelist")).to_contain_text("was sent")
    page.get_by_role("button", name="Load what is shown").click()
    expect(page.locator("#content-main")).to_contain_text("New result: 6")
    page.get_by_role("button", name="Load what is shown").click()


def the_centre_sees_one_result_and_why_there_is_no_other(page):
    ada, ben = Candidate.objects.order_by("surname")
    page.goto(f"/centres/12345/candidates/{ada.ocr_number}/")
    expect(page.get_by_role("main")).to_contain_text("Qualification result")
    page.goto(f"/centres/12345/candidates/{ben.ocr_number}/")
    expect(page.get_by_role("main")).to_contain_text("absent from the exam of unit 3")


def the_centre_asks_for_the_missing_result(page, series):
    ben = Candidate.objects.get(surname="Bello")
    page.goto(f"/centres/12345/candidates/{ben.ocr_number}/")
    page.get_by_role("link", name="Raise a missing-results request about this").click()
    page.get_by_label("Series").select_option(label=str(series))
    page.get_by_role("checkbox", name=re.compile("checked the attendance register")).check()
    for paper in ("attendance-register", "seating-plan", "despatch-log"):
        page.locator(f"input[type=file][name={paper}]").set_input_files(
            {
                "name": f"{paper}.pdf",
                "mimeType": "application/pdf",
                "buffer": papers.PDF + f"% {paper}\n".encode(),
            }
        )
    page.locator("textarea[name=explanation]").fill("Ben sat the paper.")
    page.get_by_role("button", name="Send to the board").click()
    expect(page.get_by_role("main")).to_contain_text("Submitted")


def the_board_resolves_the_request(page):
    page.goto("/board/mir/request/")
    page.locator("#result_list tbody a").first.click()
    page.get_by_role("button", name="Take up").click()
    page.get_by_role("link", name="Resolve request").click()
    page.get_by_label("What was done?").fill("The script was found.")
    page.get_by_label("Grade of the exam").select_option("P")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.locator("#content-main")).to_contain_text("What this changes")
    page.get_by_role("button", name="Confirm and tell the centre").click()
    expect(page.locator(".messagelist")).to_contain_text("is resolved")
