"""Whoever sat another paper than the one entered for finds the way to apply as absent."""

import pytest
from django.urls import reverse

from interchange.catalogue.models import ConsiderationGround
from tests.factories import assessed as make_assessed
from tests.factories import catalogue as offers
from tests.factories import entries as make
from tests.factories import results as make_results

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("kept_papers", "service", "catalogue")]


@pytest.fixture
def exam(centre):
    """An exam that was sat, of which there is no grade yet."""
    entry = make.an_entry(centre, offers.qualification("05842"))
    [found] = make_results.enter([entry], ["1"], offers.a_series(2026, 6))
    return found


@pytest.fixture
def look(sign_in, exams_officer, centre):
    """Open a page of the centre."""
    client = sign_in(exams_officer)
    return lambda name, *args, **asked: client.get(
        reverse(name, args=[centre.number, *args]), asked
    )


def test_the_applications_lead_to_the_exams_and_these_to_the_application(look, exam):
    listed = look("assessed:considerations").text
    assert reverse("assessed:wrong_paper", args=["12345"]) in listed

    found = look("assessed:wrong_paper")

    assert [one.pk for one in found.context["listing"]] == [exam.pk]
    assert f"/absences/{exam.pk}/apply/?wrong=on" in found.text


def test_the_reason_is_chosen_already(look, exam):
    page = look("assessed:apply", exam.pk, wrong="on")

    assert page.context["form"].initial["ground"].wrong_paper


def test_who_has_a_grade_was_absent_or_has_applied_is_not_among_them(
    look, exam, centre, exams_officer
):
    make_results.hold([make.an_entry(centre, exam.qualification)], {"1": "M"})
    make_assessed.an_absence(centre)
    ground = ConsiderationGround.objects.get(wrong_paper=True)
    make_assessed.apply_for(exam, exams_officer, ground=ground)

    assert not look("assessed:wrong_paper").context["listing"].total


def test_somebody_is_found_by_name_or_number(look, exam):
    assert look("assessed:wrong_paper", q=exam.candidate.ocr_number).context["listing"].total == 1
    assert not look("assessed:wrong_paper", q="nobody at all").context["listing"].total


def test_another_centres_exams_are_not_listed(look, exam, other_centre):
    theirs = make.an_entry(other_centre, exam.qualification)
    make_results.enter([theirs], ["1"], exam.series)

    assert look("assessed:wrong_paper").context["listing"].total == 1
