"""The entry codes booklet."""

import pytest

from interchange.catalogue.models import Qualification

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def page(sign_in, tutor):
    """A tutor's browser: the booklet is for everybody."""
    return sign_in(tutor)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("query", "there", "absent"),
    [
        ("", "05842", "99999"),
        ("q=05842", "05842", "05839"),
        ("q=601/7101/7", "05842", "05839"),
        ("q=diploma+digital", "05845", "05842"),
        ("q=it+diploma", "05842", "05845"),
        ("q=(+*", "", "05842"),
        ("suite=2012", "05347", "05842"),
        ("level=2", "05889", "05842"),
        ("subject=HSC", "05830", "05842"),
        ("subject=rubbish", "05842", "99999"),
    ],
)
def test_the_booklet_is_searched_and_filtered(page, query, there, absent):
    answer = page.get(f"/qualifications/?{query}").content.decode()

    assert not there or f"/qualifications/{there}/" in answer
    assert f"/qualifications/{absent}/" not in answer


@pytest.mark.slow
def test_what_is_not_offered_says_why(page):
    closed = Qualification.objects.filter(offered=False).first()

    answer = page.get(f"/qualifications/?q={closed.code}").content.decode()

    assert "Not offered here yet" in answer


@pytest.mark.slow
def test_a_qualification_shows_units_rules_points_boundaries_and_what_is_provisional(page):
    answer = page.get("/qualifications/05842/").content.decode()

    for told in (
        "Fundamentals of IT",
        "January and June",
        "Any time",
        "Rules of combination",
        "Data Analyst",
        "601/7101/7",
        "Provisional",
    ):
        assert told in answer


@pytest.mark.slow
def test_every_qualification_of_the_catalogue_has_its_page(page):
    for code in Qualification.objects.values_list("code", flat=True):
        assert page.get(f"/qualifications/{code}/").status_code == 200


@pytest.mark.slow
def test_an_unknown_entry_code_has_no_page(page):
    assert page.get("/qualifications/99999/").status_code == 404


@pytest.mark.slow
def test_a_qualification_says_what_exceeding_its_size_earns(page):
    words = " ".join(page.get("/qualifications/05831/").content.decode().split())

    assert "they earn points for 360 GLH: what exceeds them is taken from the weakest" in words


@pytest.mark.slow
def test_staff_load_the_specification_files_and_read_the_rules(sign_in, board_administrator):
    page = sign_in(board_administrator)

    answer = page.post(
        "/board/catalogue/qualification/load-the-specification-files/", {"sure": "on"}, follow=True
    )
    assert "up to date" in answer.content.decode()
    version = Qualification.objects.get(code="05842").versions.get()
    rules = page.get(f"/board/catalogue/specificationversion/{version.pk}/change/")
    assert "Fundamentals of IT" in rules.content.decode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["series", "keydate", "fee", "contact", "subject", "qualification", "unit"]
)
def test_the_board_has_a_list_of_each_kind(sign_in, board_administrator, name):
    assert sign_in(board_administrator).get(f"/board/catalogue/{name}/").status_code == 200
