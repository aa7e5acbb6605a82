"""The board gives a teacher assessed grade, which is shown as TAG and counts as any grade does."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessed import commands
from assessed.models import TeacherAssessedGrade
from entries.models import AwardDue
from interchange.audit.models import Event
from interchange.catalogue.models import Figure
from interchange.notifications.models import Message
from results.models import Decision, UnitResult
from results.queries import sittings, standings
from results.rules import ResultRefused
from tests.factories import catalogue as offers
from tests.factories import entries as make


@pytest.fixture
def give(entry, processor, at):
    """A function that gives the entry's candidate a TAG; other facts may be given."""

    def given(number="4", grade="M", *, by=processor, **told):
        about = {
            "candidate": entry.candidate,
            "centre": entry.centre,
            "qualification": entry.qualification,
            "planned_on": date(2021, 5, 12),
            "reason": "Mid-flight in 2021.",
            "papers": "The school's letter of 3 May",
            **told,
        }
        return commands.give_tag(number=number, grade=grade, by=by, at=at, **about)

    return given


@pytest.mark.slow
def test_a_tag_is_called_so_wherever_its_source_is_shown(entry, give):
    result = give()

    assert (result.source, result.grade) == ("TAG", "M")
    assert standings([entry])[entry.pk].achieved["4"].source == "TAG"
    assert TeacherAssessedGrade.objects.get(decision=result.decision).planned_on.year == 2021
    assert AwardDue.objects.get(entry=entry).due == 1
    assert "From: TAG" in Message.objects.get(template="results/decided").body
    event = Event.objects.get(name="unitresult.give_tag")
    assert event.title == "Teacher assessed grade (TAG) given"


@pytest.mark.slow
def test_a_tag_of_an_exam_is_no_attempt(entry, give):
    unit = give("1", "P").unit

    sat = sittings(offers.a_series(2029, 6), [entry.candidate_id])
    assert not sat[entry.candidate_id, unit.shared_id]
    assert standings([entry])[entry.pk].achieved["1"].grade == "P"


@pytest.mark.slow
def test_nothing_is_kept_of_a_tag_of_another_year(give):
    with pytest.raises(ResultRefused, match="1 September 2021"):
        give(planned_on=date(2021, 9, 1))

    assert not UnitResult.objects.exists() and not Decision.objects.exists()


@pytest.mark.slow
def test_which_year_had_tags_is_the_boards_figure(give):
    Figure.objects.filter(slug="tag-summer").update(value=2022)
    give(planned_on=date(2021, 9, 1))

    Figure.objects.filter(slug="tag-summer").delete()
    with pytest.raises(ResultRefused, match="tag-summer"):
        give("8")


@pytest.mark.slow
def test_the_centre_gives_none(give, centre_administrator):
    with pytest.raises(PermissionDenied):
        give(by=centre_administrator)


@pytest.mark.slow
def test_a_candidate_who_was_never_there_gets_none(give):
    with pytest.raises(ResultRefused, match="neither registered"):
        give(candidate=make.a_candidate("Elsewhere"))


@pytest.fixture
def typed(entry):
    """What staff type for a TAG."""
    return {
        "centre": entry.centre.number,
        "candidate": entry.candidate.ocr_number,
        "qualification": entry.qualification.code,
        "number": "4",
        "grade": "D",
        "planned_on_day": "12",
        "planned_on_month": "5",
        "planned_on_year": "2021",
        "reason": "Mid-flight in 2021.",
        "papers": "Letter of the school",
    }


GIVE = "admin:assessed_teacherassessedgrade_give_a_tag"


@pytest.mark.slow
def test_staff_give_one_in_the_admin(sign_in, processor, typed, entry):
    answer = sign_in(processor).post(reverse(GIVE), typed, secure=True, follow=True)

    page = answer.content.decode()
    assert f"Unit 4 of {entry.candidate.name}: the TAG D is given." in page.replace("&#x27;", "'")
    tag = TeacherAssessedGrade.objects.get()
    shown = sign_in(processor).get(
        reverse("admin:assessed_teacherassessedgrade_change", args=[tag.pk]), secure=True
    )
    assert "Mid-flight in 2021." in shown.content.decode()


@pytest.mark.slow
def test_a_wrong_day_is_said_and_what_was_typed_stays(sign_in, processor, typed):
    answer = sign_in(processor).post(
        reverse(GIVE), {**typed, "planned_on_year": "2022"}, secure=True
    )

    page = answer.content.decode()
    assert "planned from 1 August 2020 to 31 August 2021" in page
    assert "Letter of the school" in page
    assert not TeacherAssessedGrade.objects.exists()
