"""What other grades would give: looked at, never saved."""

import pytest
from django.urls import reverse

from results.models import KeptStanding, QualificationResult, UnitResult
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tests.factories import specifications

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue")]

DIPLOMA = "05842"


@pytest.fixture
def entry(centre):
    """A registration for the Diploma, of whom nothing is held."""
    return make.an_entry(centre, make_catalogue.qualification(DIPLOMA))


@pytest.fixture
def look(sign_in, exams_officer, centre, entry):
    """Open the page of the registration, with grades to try by unit number."""
    client = sign_in(exams_officer)
    address = reverse("tracker:what_if", args=[centre.number, entry.pk])
    return lambda **grades: client.get(
        address, {name.replace("_", "-"): grade for name, grade in grades.items()}
    )


def of_size(answer, code=DIPLOMA):
    [one] = [one for one in answer.context["sizes"] if one.specification.code == code]
    return one


def test_each_size_says_what_is_there_what_is_possible_and_the_least_for_a_result(look):
    answer = look()

    codes = [one.specification.code for one in answer.context["sizes"]]
    assert DIPLOMA in codes and len(codes) > 1
    for one in answer.context["sizes"]:
        assert not one.is_awarded and one.outcome.shortfalls
        assert one.possible == one.specification.boundaries[0].grade
        assert one.way.grade == one.specification.boundaries[-1].grade


def test_grades_that_are_tried_give_the_result_they_would_bring(look):
    answer = look(**{f"unit_{n}": g for n, g in make_results.OFFICIAL_EXAMPLE.items()})

    assert of_size(answer).outcome.grade == "DD"
    assert "With these grades" in answer.text


def test_nothing_changes_by_looking(look, entry):
    make_results.hold([entry], {"1": "M"})
    before = [list(model.objects.values()) for model in (UnitResult, QualificationResult)]
    kept = list(KeptStanding.objects.values())

    look(unit_1="D")

    after = [list(model.objects.values()) for model in (UnitResult, QualificationResult)]
    assert (after, list(KeptStanding.objects.values())) == (before, kept)


def test_only_grades_better_than_is_held_are_offered(look, entry):
    make_results.hold([entry], {"1": "M", "2": "D"})

    fields = look().context["form"].fields

    assert [one for one, _ in fields["unit-1"].choices] == ["", "D"]
    assert "unit-2" not in fields


def test_a_grade_that_cannot_be_is_refused_by_its_unit_and_the_others_count(look):
    answer = look(unit_1="Z", unit_2="M")

    assert "Unit 1" in answer.text and "choose one of" in answer.text
    assert answer.context["grades"] == {"2": "M"}


def test_what_is_held_elsewhere_is_left_out_and_the_page_says_so(look, entry, other_centre):
    there = make.an_entry(other_centre, entry.qualification, entry.candidate)
    make_results.hold([there], make_results.OFFICIAL_EXAMPLE, due=False)

    answer = look()

    assert not of_size(answer).is_awarded
    assert "Units held at another centre" in answer.text


def test_a_registration_of_another_centre_is_not_there(
    sign_in, exams_officer, centre, other_centre
):
    client = sign_in(exams_officer)
    theirs = make.an_entry(other_centre, make_catalogue.qualification(DIPLOMA))

    answer = client.get(reverse("tracker:what_if", args=[centre.number, theirs.pk]))

    assert answer.status_code == 404


def test_the_candidates_page_leads_to_it(sign_in, exams_officer, entry):
    assert (
        f"/registrations/{entry.pk}/what-if/"
        in sign_in(exams_officer).get(entry.get_absolute_url()).content.decode()
    )


def test_units_of_a_larger_size_can_be_tried(sign_in, exams_officer, centre):
    small = make.an_entry(centre, make_catalogue.qualification("05838"))
    best = {f"unit-{one.number}": "D" for one in specifications.every()[DIPLOMA].units}

    address = reverse("tracker:what_if", args=[centre.number, small.pk])
    answer = sign_in(exams_officer).get(address, best)

    assert of_size(answer).outcome.grade == "D*D*"
    assert "Not a unit of 05838" in answer.text


def test_the_units_of_one_rule_are_told_together(look):
    mandatory = [one for one in of_size(look()).still_needed if one.group == "Mandatory units"]

    assert [(one.needed, len(one.could_be)) for one in mandatory] == [(3, 3)]


def test_the_tracker_says_what_is_still_possible_and_leads_to_it(sign_in, exams_officer, entry):
    page = sign_in(exams_officer).get(reverse("tracker:progress", args=[entry.centre.number])).text

    assert "D*D* possible" in page and f"/registrations/{entry.pk}/what-if/" in page


def test_the_tracker_says_nothing_possible_of_whoever_has_a_grade_elsewhere(
    sign_in, exams_officer, entry, other_centre
):
    there = make.an_entry(other_centre, entry.qualification, entry.candidate)
    make_results.hold([there], {"1": "P"}, due=False)

    page = sign_in(exams_officer).get(reverse("tracker:progress", args=[entry.centre.number])).text

    assert "possible<" not in page


def test_an_exam_that_was_used_up_elsewhere_is_part_of_no_way(look, entry, other_centre):
    there = make.an_entry(other_centre, entry.qualification, entry.candidate)
    for year, month in ((2025, 6), (2026, 1), (2026, 6)):
        series = make_catalogue.a_series(year, month)
        make_results.hold([there], {"1": "U"}, series=series, due=False)

    tried = of_size(look())

    assert tried.way is None and tried.possible == ""


def test_what_is_possible_is_never_less_than_the_next_step(look, entry):
    make_results.hold([entry], make_results.OFFICIAL_EXAMPLE)

    tried = of_size(look())

    grades = [one.grade for one in tried.specification.boundaries]
    assert grades.index(tried.possible) <= grades.index(tried.way.grade)
