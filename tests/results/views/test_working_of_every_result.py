"""Every result that a registration ever had tells how it came about, the revoked one too."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from results import commands
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, NOW, OFFICIAL_EXAMPLE
from tests.results.commands.issued import correct

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
LATER, LATEST = NOW + timedelta(days=1), NOW + timedelta(days=2)


@pytest.fixture
def entry(centre, processor):
    """Somebody who was awarded DD, then a better grade, and then neither."""
    entry = factory.an_entry(centre, offers.qualification(DIPLOMA))
    held.hold([entry], OFFICIAL_EXAMPLE)
    held.settle_what_is_due(NOW)
    correct(entry, "12", "D", processor, LATER)
    correct(entry, "16", "D", processor, LATER)
    commands.award_due(at=LATER)
    correct(entry, "1", "U", processor, LATEST)
    commands.award_due(at=LATEST)
    return entry


def results(entry):
    return list(entry.qualification_results.order_by("pk"))


def read(client, address):
    return " ".join(re.sub("<[^>]*>", " ", client.get(address).content.decode()).split())


def page_of(result):
    return reverse("results:working_of", args=[result.centre.number, result.entry_id, result.pk])


def test_each_result_has_its_working_as_it_was(entry, sign_in, exams_officer):
    first, *_, revoked = results(entry)
    titles = {unit.number: unit.title for unit in entry.qualification.units.all()}
    client = sign_in(exams_officer)

    then, gone = read(client, page_of(first)), read(client, page_of(revoked))

    assert f"12 {titles['12']} M 60" in then and f"1 {titles['1']} M" in then
    assert "200 points altogether. DD begins at 200 points." in then
    assert "Result Revoked" in gone and "Corrected because Unit 1 was corrected from M to U" in gone
    assert f"1 {titles['1']}" not in gone


def test_the_candidates_story_leads_to_each_and_each_to_the_others(entry, sign_in, exams_officer):
    client = sign_in(exams_officer)
    story = client.get(entry.get_absolute_url()).content.decode()
    first, *others = results(entry)

    page = client.get(page_of(first)).content.decode()

    assert others
    assert all(page_of(one) in story for one in (first, *others))
    assert all(page_of(one) in page for one in others) and page_of(first) not in page


def test_a_unit_held_elsewhere_is_not_named_there_either(
    entry, other_centre, sign_in, exams_officer, processor
):
    mine = factory.an_entry(entry.centre, entry.qualification)
    theirs = factory.an_entry(other_centre, entry.qualification, mine.candidate)
    units = dict(OFFICIAL_EXAMPLE)
    held.hold([theirs], {"17": units.pop("17")})
    held.hold([mine], units)
    held.settle_what_is_due(LATER)
    correct(mine, "1", "U", processor, LATEST)
    commands.award_due(at=LATEST)
    first, *_ = results(mine)

    page = read(sign_in(exams_officer), page_of(first))

    assert entry.qualification.units.get(number="17").title not in page
    assert "Something held elsewhere counts." in page and "points altogether" not in page


def test_a_result_of_another_registration_is_not_found(entry, sign_in, exams_officer, centre):
    other = factory.an_entry(centre, entry.qualification)
    address = reverse("results:working_of", args=[centre.number, other.pk, results(entry)[0].pk])

    assert sign_in(exams_officer).get(address).status_code == 404
