"""Of a record that is not the centre's, every way in tells the same general sentence."""

import html
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from entries.rules.likeness import ELSEWHERE
from tests.entries.views.test_registering import ADA, URL, sheet
from tests.factories import catalogue as make_catalogue
from tests.factories import edi
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]

DETAILS = ("similar name", "same date of birth", "Okafour", "Ngozi")


@pytest.fixture
def page(sign_in, exams_officer):
    """The exams officer's browser."""
    return sign_in(exams_officer)


@pytest.fixture(autouse=True)
def secret(other_centre):
    """A candidate of another centre's who looks like the one typed here."""
    known = make.a_candidate("Okafour", "Ada Ngozi", born_on=date(2009, 3, 14))
    make.an_entry(other_centre, candidate=known)
    return known


def words(answer):
    """What the page says, in one line."""
    return " ".join(html.unescape(answer.content.decode()).split())


def check(said, secret):
    assert said.count(ELSEWHERE) == 1
    for detail in (*DETAILS, secret.ocr_number):
        assert detail not in said


@pytest.mark.slow
def test_a_form(page, secret):
    check(words(page.post(URL, sheet({**ADA, "forenames": "Ada N"}))), secret)


@pytest.mark.slow
def test_a_file(page, secret):
    series = make_catalogue.a_series(2029, 9, today=timezone.localdate())
    name, content = edi.a_file(edi.a_line(), series=(series.year, series.month))
    upload = SimpleUploadedFile(name, content)

    check(words(page.post("/centres/12345/entries/files/", {"file": upload}, follow=True)), secret)


@pytest.mark.slow
def test_the_list_of_possible_duplicates(page, secret, centre):
    make.an_entry(centre, candidate=make.a_candidate("Okafor", "Ada", born_on=date(2009, 3, 14)))

    check(words(page.get("/centres/12345/entries/duplicates/")), secret)
