"""How a grade came about, on a page of its own: unit by unit, with the boundary and the rules."""

import pytest
from django.urls import reverse

from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE

pytestmark = pytest.mark.slow


@pytest.fixture
def entry(centre, catalogue):
    """Somebody who was awarded DD by the board's own example."""
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], OFFICIAL_EXAMPLE)
    held.settle_what_is_due()
    return entry


def page_of(entry):
    return reverse("results:working", args=[entry.centre.number, entry.pk])


def read(client, entry):
    return " ".join(client.get(page_of(entry)).content.decode().split())


def test_it_names_each_unit_the_boundary_and_the_version_of_the_rules(
    entry, sign_in, exams_officer
):
    text = read(sign_in(exams_officer), entry)

    for number in OFFICIAL_EXAMPLE:
        title = entry.qualification.units.get(number=number).title
        assert f'<th scope="row">{number} {title}</th>' in text
    assert "200 points altogether. DD begins at 200 points." in text
    assert "05842 version 1" in text
    assert '<th scope="row">D*D*</th><td class="govuk-table__cell--numeric">212</td>' in text
    assert "in part" not in text


def test_what_exceeds_the_size_is_said(centre, catalogue, sign_in, exams_officer):
    entry = factory.an_entry(centre, offers.qualification("05831"))
    held.hold([entry], dict.fromkeys(("1", "2", "3", "4", "13", "14", "16", "18"), "M"))
    held.settle_what_is_due()

    text = read(sign_in(exams_officer), entry)

    numeric = '<td class="govuk-table__cell--numeric">{}</td>'
    partly = " ".join(["<td>M</td>", *(numeric.format(one) for one in (60, 30, 8))])
    assert text.count(partly) == 1
    assert "of a unit that counts in part, the rest is beyond it" in text


def test_the_candidates_page_leads_there(entry, sign_in, exams_officer):
    address = reverse("tracker:candidate", args=[entry.centre.number, entry.candidate.ocr_number])

    assert page_of(entry) in sign_in(exams_officer).get(address).content.decode()


def test_a_unit_held_elsewhere_is_not_named(
    entry, centre, other_centre, catalogue, sign_in, exams_officer
):
    mine = factory.an_entry(centre, entry.qualification)
    theirs = factory.an_entry(other_centre, entry.qualification, mine.candidate)
    units = dict(OFFICIAL_EXAMPLE)
    elsewhere = {number: units.pop(number) for number in ("16", "17")}
    held.hold([mine], units)
    held.hold([theirs], elsewhere)
    held.settle_what_is_due()

    text = read(sign_in(exams_officer), mine)

    for number in elsewhere:
        assert entry.qualification.units.get(number=number).title not in text
    assert "held elsewhere count too." in text
    assert "200 points" not in text.partition("Where each grade begins")[0].replace(
        "DD begins at 200 points", ""
    )


def test_without_a_result_there_is_no_such_page(centre, catalogue, sign_in, exams_officer):
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))

    assert sign_in(exams_officer).get(page_of(entry)).status_code == 404
