"""An application for special consideration, from the absence to the grade."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from assessed import commands
from assessed.consideration_states import Status
from assessed.models import Consideration
from assessed.rules.considering import ConsiderationRefused
from interchange import form_papers
from interchange.audit import trail
from interchange.catalogue.models import ConsiderationGround, Figure
from interchange.notifications.models import Message
from interchange.refusals import NothingSaid
from interchange.workflow import MoveRefused
from results.models import UnitResult
from tests.factories import assessed as make_assessed
from tests.factories import catalogue as make_catalogue
from tests.factories import results as make_results
from tests.factories.results import NOW

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("kept_papers", "service")]
ALL_BUT_ONE = {n: g for n, g in make_results.OFFICIAL_EXAMPLE.items() if n != "1"}


@pytest.fixture
def absence(catalogue, centre):
    return make_assessed.an_absence(centre)


@pytest.fixture
def applied(absence, exams_officer):
    return make_assessed.apply_for(absence, exams_officer)


def letters():
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


def decide(command, applied, by, **words):
    command(consideration=applied, by=by, at=NOW, **words)
    applied.refresh_from_db()


def test_an_application_reaches_the_board(applied):
    assert applied.status == Status.APPLIED
    assert applied.awaited.stage == "asked"
    assert applied.papers.count() == 2
    assert letters()[-2:] == ["assessed/applied", "assessed/to_the_board"]
    assert [one.name for one in trail.of(applied)] == ["consideration.apply"]


def test_the_same_form_twice_is_one_application(absence, exams_officer):
    token = uuid.uuid4()
    made = []
    for _ in range(2):
        commands.keep_paper(
            token=token,
            document="evidence",
            upload=make_assessed.papers.a_file("register.pdf"),
            centre=absence.centre,
            by=exams_officer,
            at=NOW,
        )
        commands.keep_paper(
            token=token,
            document="letter",
            upload=make_assessed.papers.a_file("register.pdf"),
            centre=absence.centre,
            by=exams_officer,
            at=NOW,
        )
        made.append(
            commands.apply_for_consideration(
                entry=absence,
                ground=ConsiderationGround.objects.first(),
                happened="A broken leg.",
                leader="Ada Head",
                declared=True,
                token=token,
                by=exams_officer,
                at=NOW,
            )
        )

    assert made[0] == made[1] and Consideration.objects.count() == 1


def test_an_absence_is_applied_for_once(absence, applied, exams_officer):
    with pytest.raises(ConsiderationRefused, match="applied for this absence already"):
        make_assessed.apply_for(absence, exams_officer)


def test_a_tutor_does_not_apply(absence, tutor):
    with pytest.raises(PermissionDenied):
        make_assessed.apply_for(absence, tutor)


def test_a_late_application_names_its_senior_leader(applied):
    assert applied.is_late and applied.leader == "Ada Head, head of centre"


def test_one_in_time_needs_none(absence, exams_officer):
    series = make_catalogue.a_series(2026, 6)
    type(series).objects.filter(pk=series.pk).update(considered_until_on=NOW.date())

    assert not make_assessed.apply_for(absence, exams_officer, leader="").is_late


def test_one_for_which_the_centre_does_not_stand_is_refused(absence, exams_officer):
    with pytest.raises(ConsiderationRefused, match="Confirm that what you say is true"):
        make_assessed.apply_for(absence, exams_officer, declared=False)


def test_the_trail_keeps_what_the_centre_declared(applied):
    [event] = trail.of(applied)
    assert event.detail["declared"].startswith("What I say is true")


def test_where_the_board_set_no_last_day_nobody_applies_and_both_are_told(
    absence, exams_officer, sign_in
):
    Figure.objects.filter(slug="consideration-days").delete()
    address = reverse("assessed:apply", args=[absence.centre.number, absence.pk])

    with pytest.raises(ConsiderationRefused, match="has set no last day for applications"):
        make_assessed.apply_for(absence, exams_officer)
    page = sign_in(exams_officer).get(address, secure=True).content.decode()
    assert "has set no last day for applications" in page and "Send to the board" not in page


def test_a_late_one_without_a_leader_is_refused(absence, exams_officer):
    with pytest.raises(ConsiderationRefused, match="name the senior leader"):
        make_assessed.apply_for(absence, exams_officer, leader=" ")


def test_an_accepted_absence_gets_its_grade_once_everything_else_is_there(
    absence, applied, processor
):
    decide(commands.accept_consideration, applied, processor, words="Get well.")
    make_results.hold(list(absence.candidate.entries.all()), ALL_BUT_ONE)

    while commands.assess(at=NOW):
        pass
    applied.awaited.refresh_from_db()

    assert applied.awaited.result.grade == "M"
    assert letters()[-2:] == ["assessed/accepted", "results/decided"]


def test_nothing_is_worked_out_of_what_is_only_applied_for(absence, applied):
    make_results.hold(list(absence.candidate.entries.all()), ALL_BUT_ONE)

    assert commands.assess(at=NOW) == 0


def test_a_refused_one_says_why_and_can_be_applied_for_again(
    absence, applied, exams_officer, processor
):
    decide(commands.refuse_consideration, applied, processor, words="No evidence.")

    assert (applied.status, applied.words) == (Status.REFUSED, "No evidence.")
    assert "No evidence." in Message.objects.get(template="assessed/refused").body
    assert make_assessed.apply_for(absence, exams_officer).status == Status.APPLIED


def test_a_refusal_says_why(applied, processor):
    with pytest.raises(NothingSaid, match="Write why"):
        decide(commands.refuse_consideration, applied, processor, words=" ")


def test_the_board_asks_and_the_centre_answers(applied, processor, exams_officer):
    decide(commands.ask_about_consideration, applied, processor, question="Which leg?")
    assert applied.status == Status.MORE_NEEDED

    told = {"reply": "The left one.", "token": uuid.uuid4()}
    decide(commands.answer_consideration, applied, exams_officer, **told)

    assert (applied.status, applied.reply) == (Status.APPLIED, "The left one.")


def test_what_is_taken_back_is_not_decided_any_more(applied, processor, exams_officer):
    decide(commands.withdraw_consideration, applied, exams_officer)

    with pytest.raises(MoveRefused):
        decide(commands.accept_consideration, applied, processor)
    applied.awaited.refresh_from_db()
    assert applied.awaited.stage == "off"


def test_an_absence_that_has_a_grade_by_now_is_not_accepted(absence, applied, processor):
    absent = UnitResult.objects.get(candidate=absence.candidate, unit=absence.unit)
    make_results.commands.correct(result=absent, grade="P", cause="Sat.", by=processor, at=NOW)

    with pytest.raises(ConsiderationRefused, match="has the result P by now"):
        decide(commands.accept_consideration, applied, processor)


def test_an_acceptance_in_error_is_taken_back_with_its_grade(absence, applied, processor):
    decide(commands.accept_consideration, applied, processor)
    make_results.hold(list(absence.candidate.entries.all()), ALL_BUT_ONE)
    commands.assess(at=NOW)

    decide(commands.take_back_acceptance, applied, processor, words="In error.")
    commands.assess(at=NOW)
    applied.awaited.refresh_from_db()

    assert (applied.status, applied.awaited.result.grade) == (Status.REFUSED, "absent")
    assert "assessed/refused" not in letters()
    letter = Message.objects.get(template="assessed/accepted_no_more").body
    assert "had accepted the absence and takes that back" in letter and "In error." in letter
    assert "If one was made already, an absence takes its place" in letter


def test_papers_of_a_form_never_sent_are_forgotten(absence, exams_officer):
    told = {"centre": absence.centre, "by": exams_officer, "at": NOW}
    upload = make_assessed.papers.a_file("register.pdf")
    commands.keep_paper(token=uuid.uuid4(), document="evidence", upload=upload, **told)

    assert commands.forget_papers(at=NOW + 2 * form_papers.FORGOTTEN) == 1
