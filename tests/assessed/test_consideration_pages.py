"""What pages say of an application: who acts, what came meanwhile, and what is held."""

import pytest
from django.urls import reverse

from assessed import commands
from assessed.commands import closing
from assessed.consideration_states import Status
from interchange.catalogue.models import Series
from interchange.notifications.models import Message
from results.models import HeldResult, UnitResult
from tests.factories import assessed as make_assessed
from tests.factories import results as make_results
from tests.factories.results import NOW

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("kept_papers", "service")]
ALL_BUT_ONE = {n: g for n, g in make_results.OFFICIAL_EXAMPLE.items() if n != "1"}


@pytest.fixture
def absence(catalogue, centre):
    found = make_assessed.an_absence(centre)
    make_results.hold(list(found.candidate.entries.all()), ALL_BUT_ONE)
    return found


@pytest.fixture
def read(sign_in, exams_officer, centre):
    """What the exams officer reads on a page of the centre."""
    visitor = sign_in(exams_officer)

    def words(name, *args):
        answer = visitor.get(reverse(name, args=[centre.number, *args]))
        return " ".join(answer.content.decode().split())

    return words


def graded(absence, grade, by):
    absent = UnitResult.objects.get(candidate=absence.candidate, unit=absence.unit)
    make_results.commands.correct(result=absent, grade=grade, cause="Sat.", by=by, at=NOW)


def test_a_result_that_came_is_told_and_leaves_nothing_to_decide(
    absence, exams_officer, processor, read
):
    made = make_assessed.apply_for(absence, exams_officer)
    graded(absence, "U", processor)

    told = read("tracker:candidate", absence.candidate.ocr_number)
    assert "is below the minimum grade" in told
    assert "The exam has the result U by now, so there is nothing left to decide" in told
    assert "there is no absence left to consider" in read("assessed:consideration", made.pk)


def test_the_centre_reads_that_it_has_to_answer(
    absence, exams_officer, processor, read, sign_in, tutor, centre
):
    made = make_assessed.consideration_at(Status.MORE_NEEDED, absence, exams_officer, processor)
    href = reverse("assessed:considerations", args=[centre.number])

    told = read("tracker:candidate", absence.candidate.ocr_number)
    assert "The exams officer, by" in told and f'href="{href}">Answer the board’s question' in told
    assert f"Answer the board: application {made.number}" in read("tracker:centre_home")
    home = reverse("tracker:centre_home", args=[centre.number])
    assert b"Answer the board" not in sign_in(tutor).get(home).content


def test_an_answer_gives_it_back_to_the_board(absence, exams_officer, processor):
    made = make_assessed.consideration_at(Status.MORE_NEEDED, absence, exams_officer, processor)
    made.awaited.refresh_from_db()
    assert made.awaited.stage == "answer"

    told = {"reply": "The left one.", "token": made.token, "by": exams_officer, "at": NOW}
    commands.answer_consideration(consideration=made, **told)
    made.awaited.refresh_from_db()
    assert made.awaited.stage == "asked"


def test_who_was_refused_is_not_told_to_apply(absence, exams_officer, processor, read):
    make_assessed.consideration_at(Status.REFUSED, absence, exams_officer, processor)

    told = read("tracker:candidate", absence.candidate.ocr_number)
    assert "an assessed grade follows" not in told
    assert "the board has refused special consideration (application" in told


def test_a_refusal_because_of_a_result_offers_nothing_that_would_be_refused(
    absence, exams_officer, processor, read
):
    made = make_assessed.apply_for(absence, exams_officer)
    graded(absence, "P", processor)
    commands.refuse_consideration(consideration=made, words="It was sat.", by=processor, at=NOW)

    told = read("assessed:consideration", made.pk)
    assert "apply once more" not in told
    assert "Nobody: the exam has the result P" in told


def test_the_board_sees_that_a_result_is_held(absence, exams_officer, processor, sign_in):
    made = make_assessed.apply_for(absence, exams_officer)
    Series.objects.filter(pk=absence.series_id).update(results_on="2099-08-20", released_at=None)
    HeldResult.objects.create(
        candidate=absence.candidate,
        unit=absence.unit,
        number="1",
        centre=absence.centre,
        qualification=absence.qualification,
        series=absence.series,
        grade="M",
        held_at=NOW,
        held_by=processor,
    )

    page = sign_in(processor).get(reverse("admin:assessed_consideration_change", args=[made.pk]))
    told = page.content.decode()
    assert "A result is held: M, held until 20 August 2099" in told


def test_the_story_and_the_news_tell_of_an_application(absence, exams_officer, processor, read):
    made = make_assessed.consideration_at(Status.MORE_NEEDED, absence, exams_officer, processor)
    told = {"consideration": made, "at": NOW}
    commands.answer_consideration(reply="Left.", token=made.token, by=exams_officer, **told)
    commands.refuse_consideration(words="No evidence.", by=processor, **told)

    story = read("tracker:candidate", absence.candidate.ocr_number)
    assert "No evidence" not in story.partition("The whole story")[2]
    for step in (
        "Special consideration applied for",
        "Special consideration: more asked for by the board",
        "Special consideration: question answered",
        "Special consideration: refused by the board",
    ):
        assert step in story
    assert (
        "Special consideration refused" in read("tracker:centre_home").partition("What is new")[2]
    )


@pytest.mark.parametrize("status", [Status.APPLIED, Status.MORE_NEEDED])
def test_an_application_closes_by_itself_once_the_exam_has_a_grade(
    absence, exams_officer, processor, read, centre, status
):
    made = make_assessed.consideration_at(status, absence, exams_officer, processor)
    commands.assess(at=NOW)
    made.refresh_from_db()
    assert made.status == status

    graded(absence, "U", processor)
    commands.assess(at=NOW)
    commands.assess(at=NOW)

    made.refresh_from_db()
    assert (made.status, made.words) == (Status.CLOSED, "The exam has the result U.")
    assert made.awaited.stage == "off"
    assert "there was no absence left to consider" in read("assessed:consideration", made.pk)
    [letter] = Message.objects.filter(template="assessed/closed")
    assert letter.to == centre.email and absence.candidate.surname not in letter.body


def test_an_application_that_was_decided_is_not_closed(absence, exams_officer, processor):
    made = make_assessed.consideration_at(Status.REFUSED, absence, exams_officer, processor)
    graded(absence, "U", processor)

    commands.assess(at=NOW)

    made.refresh_from_db()
    assert made.status == Status.REFUSED


def test_an_application_that_cannot_be_closed_keeps_no_other_open(
    absence, centre, exams_officer, processor, monkeypatch
):
    other = make_assessed.an_absence(centre)
    first = make_assessed.apply_for(absence, exams_officer)
    second = make_assessed.apply_for(other, exams_officer)
    for one in (absence, other):
        graded(one, "U", processor)
    move_on = closing.move_on

    def failing(move, one, *rest):
        if one.pk == first.pk:
            raise ValueError("broken")
        move_on(move, one, *rest)

    monkeypatch.setattr(closing, "move_on", failing)
    commands.assess(at=NOW)

    for one in (first, second):
        one.refresh_from_db()
    assert (first.status, second.status) == (Status.APPLIED, Status.CLOSED)
