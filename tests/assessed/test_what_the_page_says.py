"""What the page of an application says of its grade, whatever became of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessed import commands, queries
from entries import commands as entries_commands
from entries.models import QualificationEntry
from entries.rules import details
from interchange.catalogue.models import Series
from interchange.shown import ShownOtherwise
from results import commands as results_commands
from results.models import AwaitedGrade, UnitResult
from tests.factories import assessed as make_assessed
from tests.factories import entries as make
from tests.factories import results as make_results

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("catalogue", "kept_papers", "service")]
ALL_BUT_ONE = {n: g for n, g in make_results.OFFICIAL_EXAMPLE.items() if n != "1"}
LATER = make_results.NOW + timedelta(days=3)


def work():
    while commands.assess(at=LATER):
        pass
    make_results.settle_what_is_due(at=LATER)


@pytest.fixture
def accepted(centre, exams_officer, processor):
    """An application that was accepted, with its grade made."""
    absence = make_assessed.an_absence(centre)
    make_results.hold([registration(absence)], ALL_BUT_ONE)
    made = make_assessed.consideration_at("accepted", absence, exams_officer, processor)
    work()
    return made


def registration(absence):
    return QualificationEntry.objects.get(candidate=absence.candidate)


def unit_result(application, **which):
    unit = {"candidate": application.entry.candidate, "unit": application.entry.unit}
    return UnitResult.objects.standing().get(**unit, **which)


@pytest.fixture
def by_hand(accepted, processor):
    """The same, with its grade corrected by hand."""
    of_it = unit_result(accepted, series=None)
    results_commands.correct(result=of_it, grade="P", cause="Typing", by=processor, at=LATER)
    work()
    return accepted


@pytest.fixture
def page_of(sign_in, exams_officer):
    """The words of an application's page."""

    def read(application):
        page = sign_in(exams_officer).get(application.get_absolute_url(), secure=True)
        return " ".join(page.content.decode().split())

    return read


def test_a_grade_corrected_by_hand_stands_and_follows_nothing(by_hand, page_of):
    page = page_of(by_hand)

    assert "<strong>P</strong>. The board corrected the assessed grade by hand" in page
    assert "worked out anew" not in page and "<strong>M</strong>" not in page


def test_a_grade_of_a_registration_that_ended_stands_with_its_working(accepted, page_of):
    working = AwaitedGrade.objects.get().working
    AwaitedGrade.objects.update(outcome="stands")

    page = page_of(accepted)

    assert f"<strong>M</strong>. {working} The registration has ended" in page
    assert "worked out anew" not in page and "worked out once" not in page


def test_an_exam_that_is_graded_after_all_is_the_reason(accepted, page_of, processor):
    absent = unit_result(accepted, series__isnull=False)
    results_commands.correct(result=absent, grade="P", cause="Found", by=processor, at=LATER)
    work()

    page = page_of(accepted)

    assert "The exam has a grade after all" in page and "as good as" not in page


def test_another_assessed_grade_of_the_unit_is_named_as_what_counts(accepted, page_of):
    AwaitedGrade.objects.update(outcome="other", working="", lacking=[])

    page = page_of(accepted)

    assert "The unit has an assessed grade already" in page and "worked out once" not in page


def test_without_a_registration_it_does_not_follow_by_itself(accepted, page_of):
    AwaitedGrade.objects.update(outcome="none", working="", lacking=[])

    page = page_of(accepted)

    assert "no registration in which it would count" in page
    assert "follows by itself" not in page


def test_applications_are_sorted_by_the_names_that_are_shown(
    sign_in, exams_officer, centre, other_centre, processor
):
    absences = [
        make_assessed.an_absence(centre, candidate=make.a_candidate(surname, "Ada"))
        for surname in ("Able", "Baker", "Carr")
    ]
    for one in absences:
        make_assessed.apply_for(one, exams_officer)
    Series.objects.update(results_on=date(2026, 8, 13))
    left = absences[0].candidate
    QualificationEntry.objects.filter(candidate=left).update(status="removed")
    make.an_entry(other_centre, candidate=left)
    seen = details.of(left)
    entries_commands.correct_details(
        candidate=left,
        seen=seen,
        new=replace(seen, surname="Zeta"),
        reason="Deed",
        by=processor,
        at=LATER,
    )

    address = reverse("assessed:considerations", args=[centre.number])
    page = sign_in(exams_officer).get(f"{address}?sort=candidate", secure=True)

    names = [one.entry.candidate.surname for one in page.context["listing"]]
    assert names == ["Able", "Baker", "Carr"]


@pytest.fixture
def taken_back(by_hand, processor):
    """The same, with its acceptance taken back afterwards."""
    told = {"words": "In error.", "by": processor, "at": LATER}
    commands.take_back_acceptance(consideration=by_hand, **told)
    work()
    return by_hand


def test_a_grade_corrected_by_hand_stands_though_the_acceptance_is_taken_back(taken_back, page_of):
    page = page_of(taken_back)

    assert "<strong>P</strong>. The board corrected the assessed grade by hand" in page
    assert "There is no assessed grade" not in page
    assert unit_result(taken_back, series=None).grade == "P"


def test_the_board_is_told_before_it_takes_an_acceptance_back_what_stands(by_hand):
    shown = queries.shown_of_take_back(by_hand)["Assessed grade"]

    assert shown == "P, corrected by hand: it stands. Correct that result, too, if it is wrong"


def test_a_grade_that_came_since_the_board_was_asked_is_not_taken_back_unseen(accepted, processor):
    seen = {str(accepted): {"Assessed grade": "none yet"}}

    with pytest.raises(ShownOtherwise):
        commands.take_back_acceptance(
            consideration=accepted, words="In error.", seen=seen, by=processor, at=LATER
        )


def test_a_grade_whose_supporters_are_gone_says_that_it_follows_from_none(
    centre, exams_officer, processor, page_of
):
    absence = make_assessed.an_absence(centre, "05838")
    make_results.hold([registration(absence)], {"2": "M"})
    made = make_assessed.consideration_at("accepted", absence, exams_officer, processor)
    work()
    assert "<strong>M</strong>" in page_of(made)

    other = UnitResult.objects.standing().get(candidate=absence.candidate, unit__number="2")
    results_commands.correct(result=other, grade="absent", cause="Not sat", by=processor, at=LATER)
    work()

    page = page_of(made)
    assert "<strong>M</strong>. The grades from which it was worked out do not stand" in page
    assert "It follows by itself" not in page
