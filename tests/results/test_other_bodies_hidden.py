"""A unit of another awarding body that is held at another centre counts, and is told by no sum."""

import re

import pytest
from django.urls import reverse

from claims.models import Line
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Qualification
from results import queries
from results.models import KeptStanding
from results.queries.ground import unit_numbers
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
CODE = "05349"  # 60 credits
SIZE = 10


@pytest.fixture
def entry(centre):
    """A registration whose person holds five units of ten credits here."""
    entry = factory.an_entry(centre, offers.qualification(CODE))
    own = list(entry.qualification.units.filter(examined=False))[:5]
    held.hold([entry], {unit.number: "P" for unit in own}, due=False)
    return entry


def from_another_body(entry, centre, grade):
    """The person holds a unit of another subject at the centre, of another awarding body."""
    other, unit = _outside(entry.qualification)
    there = factory.an_entry(centre, other, candidate=entry.candidate)
    [result] = held.hold([there], {unit.number: grade}, due=False)
    Line.objects.filter(pk=result.line_id).update(other_awarding_body="Pearson")
    held.settle()
    return unit


def _outside(qualification):
    """A qualification that takes such units, and a unit of it that is none of the subject's."""
    known = unit_numbers([qualification.pk])[qualification.pk]
    found = Qualification.objects.exclude(subject=qualification.subject)
    rules = catalogue_queries.specifications(found.values("code"))
    return next(
        (one, unit)
        for one in found.filter(level=qualification.level).order_by("code")
        if one.code in rules and rules[one.code].other_awarding_bodies
        for unit in one.units.filter(examined=False, size=SIZE)
        if unit.shared_id not in known
    )


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


@pytest.mark.parametrize("grade", ["P", "D"])
def test_one_held_at_another_centre_is_told_as_credits_alone(
    entry, other_centre, sign_in, exams_officer, grade
):
    unit = from_another_body(entry, other_centre, grade)
    result = entry.qualification_results.get()
    assert unit.title in {one["unit"] for one in result.working}, "it counts"

    kept = KeptStanding.objects.get(entry=entry)

    assert (kept.elsewhere, kept.hides) == (SIZE, True)
    working, candidate, listed = pages(sign_in(exams_officer), entry)
    for text in (working, candidate, listed):
        assert unit.title not in text
        assert f"{result.points} points" not in text.replace(f"begins at {result.points}", "")
        assert f"{SIZE} credits held elsewhere count" in text


def test_one_held_here_is_told_with_its_points(entry, centre, sign_in, exams_officer):
    unit = from_another_body(entry, centre, "D")
    result = entry.qualification_results.get()

    kept = KeptStanding.objects.get(entry=entry)

    assert (kept.elsewhere, kept.hides) == (0, False)
    working, _, listed = pages(sign_in(exams_officer), entry)
    assert f"{unit.title} " in working
    assert f"{result.points} points altogether" in working
    assert f"{result.points} points from 6 units" in listed


def test_a_better_grade_of_one_that_is_held_here_too_is_no_more_credits(
    entry, centre, other_centre
):
    from_another_body(entry, centre, "P")
    from_another_body(entry, other_centre, "D")

    seen = queries.standings_seen([entry])[entry.pk]

    assert (seen.elsewhere, seen.hides) == (0, True)
