"""Statements of results as PDF: readable, with every letter of a name, one candidate or many."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from interchange import paper_files
from results import commands
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]
NAMES = ["Łukasz", "Şebnem", "Ní Dhónaill"]


@pytest.fixture
def entries(centre, at):
    """Candidates with accented names, of whom the first has an award."""
    people = [factory.a_candidate(surname=name, forenames="Ada") for name in NAMES]
    found = [factory.an_entry(centre, offers.qualification(DIPLOMA), one) for one in people]
    held.hold(found[:1], OFFICIAL_EXAMPLE)
    held.hold(found[1:2], {"1": "absent", "4": "M"})
    commands.award_due(at=at)
    return found


@pytest.fixture
def get(centre, exams_officer, sign_in):
    """What an address of results hands over, as bytes."""
    client = sign_in(exams_officer)

    def read(name, *args, **asked):
        answer = client.get(reverse(f"results:{name}", args=[centre.number, *args]), asked)
        return b"".join(answer)

    return read


def pages(content):
    """The text of each page of a PDF, as somebody reads it or has it read."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def test_it_tells_who_the_grades_the_series_and_that_it_is_no_certificate(centre, entries, get):
    [page] = pages(get("statement", entries[0].candidate.ocr_number))

    assert "Łukasz, Ada" in page and entries[0].candidate.ocr_number in page
    assert f"{DIPLOMA} " in page and " DD " in page
    assert "June 2026" in page and str(centre) in page
    assert "This is no certificate." in page


def test_an_absence_stands_there_and_who_has_no_award_gets_their_units(entries, get):
    [page] = pages(get("statement", entries[1].candidate.ocr_number))

    assert "Absent" in page and "Claim " in page and "Qualifications" not in page


def test_of_who_has_no_result_it_says_so(entries, get):
    [page] = pages(get("statement", entries[2].candidate.ocr_number))

    assert "No result has been issued yet." in page


def test_who_was_entered_for_units_alone_has_a_statement_of_them(centre, get):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], {"1": "M"}, due=False)
    entry.delete()

    [page] = pages(get("statement", entry.candidate.ocr_number))

    assert entry.candidate.ocr_number in page and "Merit" in page or " M " in page


def test_who_is_entered_and_holds_nothing_yet_reads_so(centre, get):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.enter([entry], ["1"], offers.a_series())
    entry.delete()

    [page] = pages(get("statement", entry.candidate.ocr_number))

    assert "No result has been issued yet." in page


def test_all_of_a_list_are_one_file_each_on_a_page_of_its_own(entries, get):
    found = pages(get("all_statements", qualification=DIPLOMA))

    assert len(found) == len(NAMES)
    assert all("Page 1 of 1" in page for page in found)
    assert {name for name in NAMES for page in found if name in page} == set(NAMES)


def test_only_those_who_match_are_in_the_file(entries, get):
    [page] = pages(get("all_statements", qualification=DIPLOMA, only="issued"))

    assert "Łukasz" in page


def test_many_leave_as_several_files(entries, get, monkeypatch):
    monkeypatch.setattr(paper_files, "IN_A_FILE", 2)

    packed = ZipFile(BytesIO(get("all_statements", qualification=DIPLOMA)))

    assert [len(pages(packed.read(name))) for name in packed.namelist()] == [2, 1]


def test_nobody_elsewhere_has_a_statement_here(centre, other_centre, exams_officer, sign_in):
    stranger = factory.an_entry(other_centre, offers.qualification(DIPLOMA))
    args = [centre.number, stranger.candidate.ocr_number]

    found = sign_in(exams_officer).get(reverse("results:statement", args=args))

    assert found.status_code == 404
