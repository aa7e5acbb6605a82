"""The basedata that centres' systems load."""

import zipfile
from io import BytesIO

import pytest
from django.utils import timezone

from interchange.edi.reader import read
from tests.factories import catalogue as make_catalogue

pytestmark = [pytest.mark.usefixtures("catalogue")]

URL = "/centres/12345/entries/basedata/"


@pytest.fixture
def page(sign_in, tutor):
    """A browser of somebody who may look at the centre."""
    return sign_in(tutor)


@pytest.fixture
def june(db):
    """A series that takes entries whenever the test is run."""
    return make_catalogue.a_series(2028, 6, today=timezone.localdate())


def of(answer):
    return b"".join(answer.streaming_content)


@pytest.mark.slow
def test_the_page_offers_every_file_of_every_series(page, june):
    answer = page.get(URL).content.decode()

    assert (
        "O6N28_72.X0" in answer and f"{URL}2028-06/O/" in answer and f"{URL}2028-06.zip" in answer
    )
    assert "Registrations from September" in answer


@pytest.mark.slow
def test_the_files_of_an_exam_series_are_read_without_a_problem_and_agree(page, june):
    found = {}
    for data_type in "SOLC":
        answer = page.get(f"{URL}2028-06/{data_type}/")
        name = answer["Content-Disposition"].partition('"')[2].rstrip('"')
        file = read(of(answer), name, on=timezone.localdate(), data_types="SOLC")
        assert file.problems == ()
        found[data_type] = file.details
    options = {one["option"]: one for one in found["O"]}
    assert {one["syllabus"] for one in found["O"]} == {one["syllabus"] for one in found["S"]}
    assert options["583901"]["title"] == "Fundamentals of IT" and options["583901"]["item"] == "U"
    assert {one["option"] for one in found["L"]} == set(options)
    assert {one["component"] for one in found["C"]} == set(options)


@pytest.mark.slow
def test_the_whole_set_is_packed_and_the_same_each_time(page, june):
    first, second = (of(page.get(f"{URL}2028-06.zip")) for _ in range(2))

    assert first == second
    names = zipfile.ZipFile(BytesIO(first)).namelist()
    assert [name[:6] for name in names] == ["S6N28_", "O6N28_", "L6N28_", "C6N28_"]


@pytest.mark.slow
@pytest.mark.parametrize("there", ["2028-06/Z/", "2028-06/SO/", "1999-01/S/", "nonsense.zip"])
def test_what_is_not_there_is_not_found(page, june, there):
    assert page.get(URL + there).status_code == 404
