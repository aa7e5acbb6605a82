"""An exams officer registers candidates and enters them for exams: on screen and by spreadsheet."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from entries.models import Candidate, QualificationEntry, UnitEntry
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REGISTER = "/centres/12345/entries/register/05834/"
# 120 people of whom no two are likely one: the rules of likeness take Ausmith for Easmith
SMITHS = ["Gold", "Arrow", "Nai", "Hammer", "Lock", "Silver", "Word", "Tune", "Black", "White"]
FORENAMES = "Ada Bruno Chen Dmitri Esther Farouk Greta Hugo Imogen Jun Kwame Lydia".split()  # noqa: SIM905


def fill_row(page, at, surname, forenames, number, year="2009"):
    row = page.locator(f"#row-{at}")
    row.get_by_label("Surname").fill(surname)
    row.get_by_label("Forenames").fill(forenames)
    row.get_by_label("Sex").select_option("F")
    row.get_by_label("Day").fill("14")
    row.get_by_label("Month").fill("3")
    row.get_by_label("Year").fill(year)
    row.get_by_label("Candidate number").fill(number)


@pytest.mark.slow
def test_registered_on_screen(desk_of, look, catalogue, centre, exams_officer):
    before = make.an_entry(centre, candidate=make.a_candidate("Lindqvist", "Bo"))
    Candidate.objects.filter(pk=before.candidate_id).update(created_at=timezone.now())
    page = desk_of(exams_officer)
    page.goto(REGISTER)
    look(page, "register-empty")

    page.get_by_label("Added to your candidates").select_option("In the last week")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_label("Lindqvist, Bo").check()
    page.get_by_role("button", name="Add ticked candidates to the sheet").click()
    expect(page.locator("#row-0").get_by_text("Lindqvist, Bo")).to_be_visible()
    page.get_by_role("button", name="Add more rows").click()
    fill_row(page, 1, "Lindqvist", "Boe", "0077")
    fill_row(page, 2, "Parr", "Dee", "0078", year="1809")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Check the year").first).to_be_visible()
    look(page, "register-wrong")
    page.locator("#row-2").get_by_label("Year").fill("2009")
    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_text("£95.00")).to_be_visible()
    look(page, "register-review")
    page.get_by_role("button", name="Send in 3 candidates").click()
    expect(page.get_by_text("say whether this is the same person").first).to_be_visible()
    page.get_by_label("somebody else", exact=False).first.check()
    page.get_by_role("button", name="Send in 3 candidates").click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    look(page, "register-receipt")
    assert QualificationEntry.objects.filter(qualification__code="05834").count() == 3


@pytest.mark.slow
def test_entered_late_by_spreadsheet(desk_of, look, catalogue, centre, exams_officer):
    june = make_catalogue.a_series(today=timezone.localdate())
    june.entries_close_on = timezone.localdate() - timedelta(days=1)
    june.save()
    people = make.entries(centre, 60)
    page = desk_of(exams_officer)
    page.goto(f"/centres/12345/entries/exams/{june.code}/05839/")
    expect(page.get_by_text("Entries are late until")).to_be_visible()
    page.get_by_text("Fill this in from a spreadsheet").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the template").click()
    book = load_workbook(BytesIO(Path(download.value.path()).read_bytes()))
    sheet = book["Entries"]
    for row in range(3, 3 + len(people)):
        sheet.cell(row, 4).value = "X"
    sheet.cell(3 + len(people), 1).value = "99999999"
    sheet.cell(3 + len(people), 4).value = "X"
    filled = BytesIO()
    book.save(filled)

    page.get_by_label("Filled template").set_input_files(
        {"name": "exams.xlsx", "mimeType": XLSX, "buffer": filled.getvalue()}
    )
    page.get_by_role("button", name="Read the spreadsheet").click()
    expect(page.get_by_text("60 exams read from the spreadsheet.")).to_be_visible()
    expect(page.get_by_text("no candidate 99999999 is registered")).to_be_visible()
    look(page, "exams-from-a-spreadsheet")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("row", name="Late examined unit entry")).to_contain_text("£900.00")
    look(page, "exams-late-review")
    page.get_by_role("button", name="Send in 60 entries").click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()
    assert UnitEntry.objects.filter(stage="late").count() == 60


@pytest.mark.slow
def test_registered_by_spreadsheet_and_the_same_one_again(
    desk_of, look, catalogue, centre, exams_officer
):
    head = "Surname,Forenames,Date of birth,Sex,Candidate number\n"
    rows = [
        f"{SMITHS[at // 12]}smith,{FORENAMES[at % 12]},"
        f"{1 + at % 28}/{1 + at // 12}/{2005 + at % 5},X,{at + 1:04}"
        for at in range(120)
    ]
    bad = "O4key,Lee,1/1/2009,M,0999\n"
    file = {
        "name": "class.csv",
        "mimeType": "text/csv",
        "buffer": (head + "\n".join(rows) + "\n" + bad).encode(),
    }
    page = desk_of(exams_officer)

    def read():
        page.goto(REGISTER)
        page.get_by_text("Fill this in from a spreadsheet").click()
        page.get_by_label("Filled template").set_input_files(file)
        page.get_by_role("button", name="Read the spreadsheet").click()

    read()
    expect(page.get_by_text("Row 121 (O4key, Lee)").first).to_be_visible()
    page.get_by_role("button", name="Leave out the rows with mistakes").click()
    page.get_by_role("button", name="Send in 120 candidates").click()
    expect(page.get_by_role("heading", name="Receipt")).to_be_visible()

    read()
    page.get_by_role("button", name="Leave out the rows with mistakes").click()
    page.get_by_role("button", name="Send in 120 candidates").click()
    expect(page.get_by_text("say whether this is the same person").first).to_be_visible()
    assert Candidate.objects.filter(surname__endswith="smith").count() == 120


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"a,b\n1,2\n", b"MZ program"])
def test_what_is_no_template_is_told_and_nothing_typed_is_lost(
    desk_of, catalogue, exams_officer, content
):
    page = desk_of(exams_officer)
    page.goto(REGISTER)
    fill_row(page, 0, "Okafor", "Ada", "0042")
    page.get_by_text("Fill this in from a spreadsheet").click()
    page.get_by_label("Filled template").set_input_files(
        {"name": "class.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.get_by_role("button", name="Read the spreadsheet").click()

    expect(page.get_by_text("class.csv").first).to_be_visible()
    expect(page.locator("#row-0").get_by_label("Surname")).to_have_value("Okafor")
