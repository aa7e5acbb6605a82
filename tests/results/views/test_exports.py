"""Test Results as files: the same rows as CSV and as XLSX, where a text stays a text."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from interchange import tabular
from results import commands
from results.models import UnitResult
from results.views import export
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]
ODD = ["=1+1", "+44", "-2", "@home", "Ní Dhónaill", "Şebnem", "<Łukasz> & “Co”"]


@pytest.fixture
def rows(centre, exams_officer, sign_in):
    """The rows of a file, its heading among them, by what is asked."""
    client = sign_in(exams_officer)
    address = reverse("results:export", args=[centre.number])

    def read(kind, **asked):
        content = b"".join(client.get(address, {**asked, "as": kind}).streaming_content)
        if kind == "csv":
            return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
        return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    return read


@pytest.fixture
def odd(centre):
    """Candidates whose names a spreadsheet could take for formulas, or spell wrongly."""
    people = [factory.a_candidate(surname=name, forenames="Ada") for name in ODD]
    diploma = offers.qualification(DIPLOMA)
    entries = [factory.an_entry(centre, diploma, one) for one in people]
    held.hold(entries, {"1": "P", "2": "absent", "4": "M"})
    return entries


@pytest.mark.parametrize("show", ["units", "qualifications", "candidates"])
def test_csv_and_xlsx_tell_the_same(odd, rows, show):
    of_csv, of_xlsx = rows("csv", show=show), rows("xlsx", show=show)

    assert len(of_csv) == 1 + len(ODD) * (3 if show == "units" else 1)
    assert [[cell.replace("'", "") for cell in row] for row in of_csv] == of_xlsx


@pytest.mark.parametrize("show", ["units", "qualifications", "candidates"])
def test_a_name_and_a_number_stay_texts_in_a_sheet(odd, rows, show):
    told = {cell for row in rows("xlsx", show=show) for cell in row}

    assert {f"{name}, Ada" for name in ODD} <= told
    assert {one.candidate.ocr_number for one in odd} | {DIPLOMA} <= told


def test_a_file_has_what_the_page_is_narrowed_to(odd, rows):
    assert {row[0] for row in rows("csv", q=odd[4].candidate.ocr_number)[1:]} == {
        odd[4].candidate.ocr_number
    }
    assert len(rows("csv", show="units", series="claims")) == 1 + len(ODD)


def test_a_corrected_grade_says_why_and_an_ordinary_one_nothing(odd, rows, processor, at):
    wrong = UnitResult.objects.get(candidate=odd[0].candidate, unit__number="4")
    commands.correct(result=wrong, grade="D", cause="Swapped.", by=processor, at=at)

    told = {row[3]: row[-1] for row in rows("csv", q=odd[0].candidate.ocr_number)[1:]}

    assert told == {"1": "", "2": "", "4": "Swapped."}


def test_rows_stand_as_on_the_page_however_many_are_read_at_a_time(odd, rows, monkeypatch):
    expected = rows("csv")
    monkeypatch.setattr("results.queries.exporting.CANDIDATES_AT_ONCE", 2)

    assert rows("csv") == expected
    assert len(expected) == 1 + UnitResult.objects.count()


def test_a_list_too_long_for_a_sheet_says_so(centre, odd, exams_officer, sign_in, monkeypatch):
    monkeypatch.setattr(tabular, "MOST_ROWS", 3)
    client = sign_in(exams_officer)
    address = reverse("results:export", args=[centre.number])

    answer = client.get(address, {"as": "xlsx", "q": "Ada"}, follow=True)

    assert export.TOO_LONG in answer.text
    assert answer.redirect_chain[0][0].endswith("?q=Ada")


def test_the_file_by_candidate_names_the_qualification_and_the_centre_once(
    odd, centre, exams_officer, sign_in
):
    asked = {"as": "csv", "show": "candidates", "qualification": DIPLOMA}

    answer = sign_in(exams_officer).get(reverse("results:export", args=[centre.number]), asked)

    named = answer.headers["Content-Disposition"]
    assert f"results-by-candidate-{DIPLOMA}-{centre.number}" in named
    assert named.count(centre.number) == 1


def test_by_candidate_has_a_column_a_unit_and_no_blank(odd, rows):
    heading, *told = rows("csv", show="candidates", qualification=DIPLOMA)

    place = heading.index(next(one for one in heading if one.startswith("Unit 2 ")))
    assert {row[place] for row in told} == {"Absent"}
    assert all(cell for row in told for cell in row[6:])
