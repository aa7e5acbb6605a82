"""Setting up centre assessors."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, rules
from interchange.clashes import Clash
from tests.factories import catalogue, claims
from tests.racing import impatient, meanwhile


@pytest.mark.slow
def test_an_assessor_is_set_up_for_a_qualification(centre, tutor, at, events):
    assessor = claims.an_assessor(centre, by=tutor, name="  Ann   Lee ", initials="AL")

    assert str(assessor) == "Ann Lee (AL)"
    assert list(assessor.qualifications.all()) == [catalogue.qualification()]
    assert events(assessor) == ["centreassessor.set_up"]


@pytest.mark.slow
def test_one_person_is_set_up_for_several_qualifications(centre, tutor):
    first = claims.an_assessor(centre, by=tutor, name="Ann Lee", initials="AL")
    other = catalogue.qualification("05842")

    again = claims.an_assessor(centre, other, by=tutor, name="ann lee", initials="al")

    assert again == first
    assert first.qualifications.count() == 2


@pytest.mark.slow
def test_initials_are_unique_in_the_centre(centre, other_centre, tutor):
    claims.an_assessor(centre, by=tutor, name="Ann Lee", initials="AL")

    with pytest.raises(rules.AssessorRefused):
        claims.an_assessor(centre, by=tutor, name="Al Lang", initials="al")
    assert claims.an_assessor(other_centre, name="Al Lang", initials="AL")


def test_a_moderator_of_the_centre_is_refused(centre, tutor, moderator):
    with pytest.raises(rules.AssessorRefused):
        claims.an_assessor(centre, by=tutor, name="Morgan Moderator")


@pytest.mark.slow
def test_who_cannot_claim_cannot_set_up_assessors(centre, exams_officer):
    with pytest.raises(PermissionDenied):
        claims.an_assessor(centre, by=exams_officer)


@pytest.mark.slow
def test_an_assessor_with_grades_on_the_claim_in_progress_stays(centre, tutor, at):
    claim = claims.claim_at("draft", centre=centre, by=tutor)
    assessor = centre.assessors.get()
    stop = {"assessor": assessor, "qualification": claim.qualification, "by": tutor, "at": at}

    with pytest.raises(rules.AssessorRefused):
        commands.stop_assessor(**stop)

    commands.submit(claim=claim, declared=True, by=tutor, at=at)
    commands.stop_assessor(**stop)
    assert not assessor.qualifications.exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_who_marks_a_grade_that_is_being_saved_is_not_stopped(centre, catalogue, tutor, at):
    claim = claims.a_draft(centre, candidates=1, by=tutor)
    assessor = centre.assessors.get()
    stop = {"assessor": assessor, "qualification": claim.qualification, "by": tutor, "at": at}

    def saved():
        commands.save_grades(claim=claim, cells=claims.cells(claim, 1), by=tutor, at=at)

    with meanwhile(saved), pytest.raises(Clash), impatient():
        commands.stop_assessor(**stop)
    with pytest.raises(rules.AssessorRefused):
        commands.stop_assessor(**stop)
