"""What is kept of a registration tells its centre nothing that is held elsewhere."""

import pytest
from django.urls import reverse

from entries.models import AwardDue
from results import queries
from results.models import KeptStanding
from tests.factories import catalogue as offered
from tests.factories import entries as registered
from tests.factories import results as held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
LISTED = "/centres/12345/results/"
HERE = {number: grade for number, grade in held.OFFICIAL_EXAMPLE.items() if number != "17"}


@pytest.fixture
def entry(centre, other_centre):
    """A registration whose person holds unit 17 with a pass here, and a distinction elsewhere."""
    entry = registered.an_entry(centre, offered.qualification(held.DIPLOMA))
    there = registered.an_entry(other_centre, entry.qualification, candidate=entry.candidate)
    held.hold([entry], {**HERE, "17": "P"}, due=False)
    held.hold([there], {"17": "D"}, due=False)
    held.settle()
    return entry


def words(client, *page):
    """What a page says, in one line."""
    return " ".join(client.get(*page).content.decode().split())


def test_a_better_grade_elsewhere_is_told_by_no_sum(entry, sign_in, exams_officer):
    kept, page = KeptStanding.objects.get(entry=entry), sign_in(exams_officer)
    assert (kept.issued, kept.elsewhere, kept.hides) == ("DD", 0, True)

    listed = words(page, LISTED, {"show": "qualifications"})
    shown = words(page, entry.get_absolute_url())

    assert "A better grade held elsewhere counts" in listed
    assert f"{kept.points} points from" not in listed
    assert "DD</strong>, issued on" in shown  # where the grade begins is published, and told


def test_a_code_awarded_at_another_centre_is_not_being_worked_out_for_ever(
    centre, other_centre, at
):
    qualification = offered.qualification(held.DIPLOMA)
    there = registered.an_entry(other_centre, qualification)
    held.hold([there], held.OFFICIAL_EXAMPLE)
    held.settle(at)
    here = registered.an_entry(centre, qualification, candidate=there.candidate)
    held.settle(at)

    reason = KeptStanding.objects.get(entry=here).reason_on(at.date())

    assert (reason.code, reason.details) == ("held_already", ())
    assert queries.progress([here], at.date())[0].reason == reason


def test_an_award_that_was_given_up_tells_no_points(entry, sign_in, exams_officer):
    [award] = entry.qualification_results.all()
    AwardDue.objects.filter(entry=entry).update(due=9, attempts=4, problem="UnknownGrade: unit 1")

    listed = words(sign_in(exams_officer), LISTED, {"show": "qualifications"})

    assert f"<strong>{award.grade}</strong>" in listed
    assert f"{award.points} points" not in listed
    assert "could not be worked out" in listed


def test_a_registration_that_was_given_up_leaves_the_others_to_be_read(
    centre, sign_in, exams_officer, monkeypatch, at
):
    broken = registered.an_entry(centre, offered.qualification(held.DIPLOMA))
    held.settle(at)
    AwardDue.objects.filter(entry=broken).update(due=9, attempts=4, problem="UnknownGrade: unit 1")
    registered.an_entry(centre)
    held.settle_what_is_due(at)

    def failing(specification, candidates):
        assert specification.code != held.DIPLOMA, "nobody works it out again"
        return real(specification, candidates)

    real = queries.standing.award_all
    monkeypatch.setattr(queries.standing, "award_all", failing)
    page = sign_in(exams_officer)
    tracker = words(page, reverse("tracker:progress", args=["12345"]))
    listed = words(page, LISTED, {"show": "qualifications"})
    shown = words(page, broken.get_absolute_url())
    told = page.get(reverse("tracker:api", args=["12345"])).json()["results"]

    assert "The board is looking into it" in tracker
    assert "could not be worked out" in listed and "could not be worked out" in shown
    assert "No registration at this centre" not in shown
    assert {one["reason"] for one in told} >= {"The board is looking into it"}
