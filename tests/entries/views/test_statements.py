"""Statements of entry as PDF: what a candidate is entered for, to be checked."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from pypdf import PdfReader

from entries.unit_states import Status
from interchange import paper_files
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as held

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def june():
    """The series that is entered for."""
    return offers.a_series()


@pytest.fixture
def entered(centre, june):
    """Two candidates entered for an exam of the series."""
    people = [make.a_candidate(surname, uci=uci) for surname, uci in NAMES.items()]
    found = [make.an_entry(centre, offers.qualification(held.DIPLOMA), one) for one in people]
    held.enter(found, ["1"], june)
    return found


NAMES = {"Łukasz": "12345A269001Y", "Ní Dhónaill": ""}


@pytest.fixture
def get(centre, page):
    """What an address of statements hands over, as bytes."""

    def read(name, *args, **asked):
        answer = page.get(reverse(f"entries:{name}", args=[centre.number, *args]), asked)
        return b"".join(answer)

    return read


def pages(content):
    """The text of each page of a PDF."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


def test_it_tells_who_the_registration_and_the_exams_of_each_series(centre, june, entered, get):
    held.enter(entered[:1], ["2"], offers.a_series(2028, 1))
    one = entered[0]

    [page] = pages(get("statement", one.candidate.ocr_number))

    for told in (
        one.candidate.name,
        one.candidate.ocr_number,
        one.candidate_number,
        one.candidate.uci,
        str(centre),
        one.qualification.title,
        "Summer 2027",
        offers.unit("1", held.DIPLOMA).title,
    ):
        assert told in page
    assert page.index(f"exams in {june}") < page.index("exams in January 2028")


def test_what_was_withdrawn_is_not_on_it(entered, get):
    entered[0].candidate.unit_entries.update(
        status=Status.WITHDRAWN, withdrawn_at=make.NOW, withdrawn_by=entered[0].made_by
    )

    [page] = pages(get("statement", entered[0].candidate.ocr_number))

    assert "exams in" not in page and "There is no entry" in page
    assert len(pages(get("all_statements"))) == 1


def test_what_has_its_results_is_not_on_it(june, entered, get):
    offers.release(june, make.NOW)

    [page] = pages(get("statement", entered[0].candidate.ocr_number))

    assert "There is no entry" in page


def test_a_unit_by_itself_is_on_it(centre, get):
    entry = make.an_entry(centre, offers.qualification("05349"))
    make.a_unit_entry(entry, entry.qualification.units.first())

    [page] = pages(get("all_statements", series="none"))

    assert "Units only (no series)" in page


def test_all_of_a_list_are_one_file_each_told_all_of_the_series(centre, june, entered, get):
    other = make.an_entry(centre, offers.qualification("05838"), entered[0].candidate)
    make.a_unit_entry(other, offers.unit("2", "05838"), june)
    held.enter(entered[1:], ["2"], offers.a_series(2028, 1))

    found = pages(get("all_statements", series=june.code, qualification=held.DIPLOMA))

    assert len(found) == len(NAMES)
    assert {name for name in NAMES for page in found if name in page} == set(NAMES)
    assert not any("January 2028" in page for page in found)
    assert sum(offers.unit("2", "05838").title in page for page in found) == 1


def test_many_leave_as_several_files(entered, get, monkeypatch):
    monkeypatch.setattr(paper_files, "IN_A_FILE", 1)

    packed = ZipFile(BytesIO(get("all_statements")))

    assert [len(pages(packed.read(name))) for name in packed.namelist()] == [1, 1]


def test_the_list_offers_them_where_somebody_has_one(centre, june, entered, page):
    listed = reverse("entries:unit_entries", args=[centre.number])
    offered = reverse("entries:all_statements", args=[centre.number])

    assert f'href="{offered}?series={june.code}"' in page.get(listed, {"series": june.code}).text
    assert offered not in page.get(listed, {"status": "withdrawn"}).text
