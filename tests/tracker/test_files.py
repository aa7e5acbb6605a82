"""The tracker's list as CSV, XLSX and PDF: all that it is narrowed to, in its order."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from entries.models import QualificationEntry
from entries.states import Status
from interchange.accounts.roles import Role
from tests.factories import accounts, entries
from tests.factories import catalogue as offers
from tests.factories import results as held
from tracker.queries import files, on_paper

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]
CERTIFICATE = "05839"
ODD = ["=1+1", "+44", "@home", "Łukasz"]


@pytest.fixture
def cohort(centre, at):
    """Candidates of a certificate whose names a spreadsheet could take for formulas."""
    people = [entries.a_candidate(surname=name, forenames="Ada") for name in ODD]
    of = offers.qualification(CERTIFICATE)
    found = [entries.an_entry(centre, of, one) for one in people]
    held.hold(found[:1], {"1": "M"})
    held.settle(at)
    return found


@pytest.fixture
def client_of(sign_in, exams_officer):
    return sign_in(exams_officer)


@pytest.fixture
def rows(client_of, centre):
    """The rows of a file, its heading among them, by what is asked."""
    address = reverse("tracker:export", args=[centre.number])

    def rows(kind="csv", **asked):
        answer = client_of.get(address, {**asked, "as": kind})
        content = b"".join(answer.streaming_content)
        if kind == "csv":
            return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
        return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    return rows


@pytest.fixture
def paper(client_of, centre):
    """What a PDF of the list says, by what is asked."""
    address = reverse("tracker:paper", args=[centre.number])

    def paper(**asked):
        content = b"".join(client_of.get(address, asked).streaming_content)
        return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)

    return paper


def test_csv_and_xlsx_tell_the_same_and_texts_stay_texts(cohort, rows):
    of_csv, of_xlsx = rows("csv"), rows("xlsx")

    assert [[cell.replace("'", "") for cell in row] for row in of_csv] == of_xlsx
    assert {row[0] for row in of_xlsx[1:]} == {f"{name}, Ada" for name in ODD}
    assert all(row[0].startswith("'") for row in of_csv[1:] if row[0].strip("'")[0] in "=+@")


def test_of_one_qualification_each_unit_has_a_column(cohort, rows):
    heads, *found = rows()

    assert tuple(heads[: len(files.COLUMNS)]) == files.COLUMNS
    units = heads[len(files.COLUMNS) :]
    assert units[0].startswith("Unit 1 ") and len(units) > 5
    told = {row[2]: row[len(files.COLUMNS)] for row in found}
    assert told[cohort[0].candidate.ocr_number] == "Result achieved: M"
    assert told[cohort[1].candidate.ocr_number] == "Still to do"


def test_of_several_qualifications_units_stand_in_one_column(cohort, rows, centre):
    entries.an_entry(centre, offers.qualification("05352"))

    heads, *found = rows()

    assert heads == [*files.COLUMNS, files.ALL_UNITS]
    [told] = [row[-1] for row in found if row[2] == cohort[0].candidate.ocr_number]
    assert told.startswith("1: Result achieved: M; 2: Still to do")


def test_a_file_has_what_the_list_is_narrowed_to_in_its_order(cohort, rows):
    unit = offers.unit(1).pk

    assert len(rows(unit=unit, unit_state="achieved")) == 2
    names = [row[0] for row in rows("xlsx")[1:]]
    assert [row[0] for row in rows("xlsx", sort="-name")[1:]] == names[::-1]
    assert [row[0] for row in rows("xlsx", sort="-hours")[1:]][0] == "=1+1, Ada"
    assert len(rows(text=cohort[2].candidate.ocr_number)) == 2


def test_however_many_are_read_at_a_time_nothing_more_is_asked(cohort, rows, monkeypatch):
    counts, told = [], []
    rows()  # what is kept from page to page is read
    for at_a_time in (500, 1):
        monkeypatch.setattr(files, "AT_A_TIME", at_a_time)
        with CaptureQueriesContext(connection) as asked:
            told.append(rows())
        counts.append(len(asked))

    assert told[0] == told[1] and len(told[0]) == 1 + len(ODD)
    assert counts[0] == counts[1]


def test_the_list_on_paper_says_how_each_stands_and_what_the_signs_mean(cohort, paper, centre):
    said = paper(qualification=CERTIFICATE)

    assert "Łukasz, Ada" in said and "1 M ✓".replace(" ✓", "") in said
    assert "Rs Ready for sampling" in said
    assert f"Centre {centre.number}" in said
    assert CERTIFICATE in said


def test_a_list_too_long_for_paper_says_what_to_do(cohort, client_of, centre, monkeypatch):
    monkeypatch.setattr(on_paper, "MOST", 3)
    address = reverse("tracker:paper", args=[centre.number])

    answer = client_of.get(address, {"qualification": CERTIFICATE}, follow=True)

    assert "export it as CSV or XLSX" in answer.text
    assert answer.context["filters"]["qualification"].value() == CERTIFICATE


def test_a_list_of_nobody_is_a_file_of_its_heading_and_offers_none(client_of, centre, rows):
    assert len(rows()) == 1
    page = client_of.get(reverse("tracker:progress", args=[centre.number]))

    assert "Export as CSV" not in page.text


def empty(client, centre, **asked):
    page = client.get(reverse("tracker:progress", args=[centre.number]), asked)
    return page.context["nothing"], page.text


def test_without_registrations_the_next_step_is_to_make_some(client_of, sign_in, centre):
    nothing, page = empty(client_of, centre)

    assert nothing.title == "No registrations yet"
    assert reverse("entries:register", args=[centre.number]) in page
    of_tutor, _ = empty(sign_in(accounts.with_role(Role.TUTOR, centre)), centre)
    assert not of_tutor.registers
    assert "Your exams officer registers candidates." in of_tutor.sentences


def test_where_all_registrations_are_over_the_list_says_so(client_of, cohort, centre):
    QualificationEntry.objects.update(status=Status.REMOVED)

    nothing, _ = empty(client_of, centre)

    assert nothing.title == "No registration is open"


def test_filters_that_leave_nobody_are_named_with_the_way_out(client_of, cohort, centre):
    nothing, page = empty(client_of, centre, unit=offers.unit(1).pk, unit_state="sampled")

    assert nothing.title == "No registration matches"
    assert f"Unit: {offers.unit(1)}; State of the unit: Sampled." in nothing.sentences[0]
    assert 'href="?"' in page


def test_nobody_at_risk_is_good_news(client_of, cohort, centre):
    QualificationEntry.objects.update(completes_in=2040)

    nothing, _ = empty(client_of, centre, at_risk="on", qualification=CERTIFICATE)

    assert nothing.title == "Nobody is at risk"
    assert "late or has something due soon" in nothing.sentences[0]
