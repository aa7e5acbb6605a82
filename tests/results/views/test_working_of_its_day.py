"""The working of a result is of the day on which it was issued, whatever was corrected since."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from results import commands
from results.models import KeptStanding
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, NOW, OFFICIAL_EXAMPLE
from tests.results.commands.issued import latest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
LATER = NOW + timedelta(days=1)


@pytest.fixture
def entry(centre):
    return factory.an_entry(centre, offers.qualification(DIPLOMA))


@pytest.fixture
def there(entry, other_centre):
    """The same person's registration at another centre."""
    return factory.an_entry(other_centre, entry.qualification, candidate=entry.candidate)


def correct(entry, number, grade, by):
    """The unit that came through the registration's centre is corrected, and awards are due."""
    found = entry.candidate.unit_results.standing()
    result = found.get(unit__number=number, centre=entry.centre)
    commands.correct(result=result, grade=grade, cause="Wrong paper", by=by, at=LATER)
    held.settle_what_is_due(LATER)


def pages(client, entry):
    """What the working, the candidate's page and the list say, each in one line, without tags."""
    addresses = (
        reverse("results:working", args=[entry.centre.number, entry.pk]),
        entry.get_absolute_url(),
        reverse("results:test_results", args=[entry.centre.number]) + "?show=qualifications",
    )
    return [
        " ".join(re.sub("<[^>]*>", " ", client.get(one).content.decode()).split())
        for one in addresses
    ]


@pytest.mark.parametrize(("number", "grade"), [("12", "D"), ("17", "M")])
def test_a_unit_that_was_corrected_since_stands_as_it_counted(
    entry, sign_in, exams_officer, processor, number, grade
):
    held.hold([entry], {**OFFICIAL_EXAMPLE, "16": "D"})
    held.settle_what_is_due()
    issued = latest(entry)
    correct(entry, number, grade, processor)
    assert latest(entry) == issued, "the award stays"

    working, candidate, listed = pages(sign_in(exams_officer), entry)

    title = entry.qualification.units.get(number=number).title
    assert f"{number} {title} {OFFICIAL_EXAMPLE[number]} 60" in working
    assert f"{issued.points} points altogether" in working
    assert f"{issued.points} points" in candidate
    assert f"{issued.points} points from 11 units" in listed


def test_a_unit_seen_here_stands_as_it_counted_beside_those_of_another_centre(
    entry, there, sign_in, exams_officer, processor
):
    here = {number: grade for number, grade in OFFICIAL_EXAMPLE.items() if number != "17"}
    held.hold([entry], {**here, "16": "D"})
    held.hold([there], {"17": "D"})
    held.settle_what_is_due()
    correct(entry, "12", "D", processor)

    working, *_ = pages(sign_in(exams_officer), entry)

    titles = {unit.number: unit.title for unit in entry.qualification.units.all()}
    assert f"12 {titles['12']} M 60" in working
    assert f"17 {titles['17']}" not in working


def test_points_that_a_corrected_grade_of_another_centre_earned_are_not_told(
    entry, there, sign_in, exams_officer, processor
):
    held.hold([entry], {**OFFICIAL_EXAMPLE, "17": "P", "12": "D", "16": "D"})
    held.hold([there], {"17": "D"})
    held.settle_what_is_due()
    issued = latest(entry)
    correct(there, "17", "U", processor)
    assert latest(entry) == issued, "the award stays"

    assert KeptStanding.objects.get(entry=entry).hides
    for text in pages(sign_in(exams_officer), entry):
        assert f"{issued.points} points" not in text


def test_a_grade_that_came_here_afterwards_does_not_tell_that_it_counted_before(
    entry, there, sign_in, exams_officer
):
    here = {number: grade for number, grade in OFFICIAL_EXAMPLE.items() if number != "17"}
    held.hold([entry], here)
    held.hold([there], {"17": "D"})
    held.settle_what_is_due()
    issued = latest(entry)
    held.hold([entry], {"17": "D"}, at=LATER)
    held.settle_what_is_due(LATER)
    assert latest(entry) == issued

    working, *_ = pages(sign_in(exams_officer), entry)

    title = entry.qualification.units.get(number="17").title
    assert f"17 {title}" not in working
    assert f"{issued.points} points altogether" not in working


def test_a_correction_that_leaves_the_grade_is_said_beside_the_points(
    entry, sign_in, exams_officer, processor
):
    held.hold([entry], {**OFFICIAL_EXAMPLE, "12": "D"})
    held.settle_what_is_due()
    client = sign_in(exams_officer)
    assert not any("have changed" in page for page in pages(client, entry))

    correct(entry, "12", "M", processor)

    working, candidate, _ = pages(client, entry)
    said = "Results have changed since it was issued. What is held now comes to 200 points"
    assert f"{said}, and the grade stays." in working
    assert f"{said}, and the grade stays." in candidate


def test_an_award_that_is_being_worked_out_again_is_said_to_be(
    entry, sign_in, exams_officer, processor
):
    held.hold([entry], OFFICIAL_EXAMPLE)
    held.settle_what_is_due()
    result = entry.candidate.unit_results.standing().get(unit__number="12")
    commands.correct(result=result, grade="P", cause="Wrong paper", by=processor, at=LATER)

    working, candidate, _ = pages(sign_in(exams_officer), entry)

    said = "and the award is being worked out again: until then it stands as it was issued."
    assert said in working
    assert said in candidate
