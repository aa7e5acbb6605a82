"""Feedback reports for centres, concerns for the board."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction

from claims import commands, queries
from claims.models import FeedbackReport, MalpracticeConcern
from claims.rules import ClaimNotReady, reports
from interchange.accounts.roles import Role
from interchange.audit.models import Event
from interchange.catalogue.models import Subject
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.factories import accounts, claims


def saved(claim, moderator, at, **texts):
    texts = texts or {"to_improve": "Cite the evidence."}
    return commands.save_report(claim=claim, by=moderator, at=at, **texts)


@pytest.mark.slow
def test_a_report_is_saved_as_often_as_the_moderator_likes(sampled, moderator, at, letters, events):
    before = letters()
    saved(sampled, moderator, at)
    again = saved(sampled, moderator, at, went_well="Clear feedback.", to_do="Nothing.")

    assert FeedbackReport.objects.get() == again
    assert (again.went_well, again.to_improve, again.sent_at) == ("Clear feedback.", "", None)
    assert letters() == before
    assert events(sampled)[-2:] == ["claim.save_report", "claim.save_report"]
    assert not queries.reports(sampled.centre).exists()


@pytest.mark.slow
@pytest.mark.parametrize("status", ["ready", "pending", "processed", "withdrawn"])
def test_a_report_may_be_written_from_submission_on(status, centre, moderator, at):
    claim = claims.claim_at(status, centre=centre, moderator=moderator)

    assert saved(claim, moderator, at).claim == claim


@pytest.mark.slow
def test_a_recalled_claim_gets_no_report(centre, tutor, moderator, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    commands.recall(claim=claim, by=tutor, at=at)

    with pytest.raises(MoveRefused, match="recalled"):
        saved(claim, moderator, at)


@pytest.mark.slow
def test_a_report_goes_to_the_centre_with_the_agreed_claim(sampled, moderator, at, events):
    report = saved(sampled, moderator, at)

    commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    report.refresh_from_db()
    assert report.sent_at == at
    assert events(sampled)[-1] == "claim.send_report"
    letter = Message.objects.get(template="claims/agreed").body
    assert f"/reports/{report.pk}/" in letter
    assert not Message.objects.filter(template="claims/report").exists()


@pytest.mark.slow
def test_a_report_goes_to_the_centre_with_the_withdrawn_claim_and_stays(
    sampled, moderator, centre, at
):
    report = saved(sampled, moderator, at)

    commands.withdraw(claim=sampled, because="Wrong assessors.", by=moderator, at=at)

    assert list(queries.reports(centre)) == [report]
    assert "feedback report" in Message.objects.get(template="claims/withdrawn").body


@pytest.mark.slow
def test_without_a_report_the_claim_is_agreed_all_the_same(sampled, moderator, at):
    saved(sampled, moderator, at, went_well=" ")

    commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    assert FeedbackReport.objects.get().sent_at is None
    assert "feedback report" not in Message.objects.get(template="claims/agreed").body


@pytest.mark.slow
def test_a_report_is_sent_by_itself(sampled, moderator, at, letters):
    saved(sampled, moderator, at)

    report = commands.send_report(claim=sampled, by=moderator, at=at)

    assert report.sent_at == at
    assert letters()[-1] == ("claims/report", sampled.results_email)
    with pytest.raises(reports.ReportRefused, match="sent already"):
        commands.send_report(claim=sampled, by=moderator, at=at)


@pytest.mark.slow
def test_after_one_that_was_sent_a_further_report_is_written(sampled, moderator, at):
    saved(sampled, moderator, at)
    first = commands.send_report(claim=sampled, by=moderator, at=at)
    saved(sampled, moderator, at, to_do="Send the missing logs.")
    second = commands.send_report(claim=sampled, by=moderator, at=at + timedelta(days=1))

    assert list(queries.reports_on(sampled)) == [second, first]


@pytest.mark.slow
def test_a_sent_report_cannot_be_changed_or_deleted(sampled, moderator, at):
    saved(sampled, moderator, at)
    report = commands.send_report(claim=sampled, by=moderator, at=at)

    with pytest.raises(Error), transaction.atomic():
        FeedbackReport.objects.update(to_do="Something else.")
    with pytest.raises(Error), transaction.atomic():
        report.delete()


@pytest.mark.slow
def test_a_report_saved_by_another_meanwhile_is_not_overwritten_unasked(
    sampled, centre, moderator, at
):
    subject = Subject.objects.get(code="IT")
    other = accounts.with_role(Role.MODERATOR, centre, subject, name="Max Moderator")
    saved(sampled, other, at)

    with pytest.raises(reports.ReportOvertaken, match="Max Moderator saved this report"):
        saved(sampled, moderator, at, seen="", to_do="Mine.")

    assert FeedbackReport.objects.get().to_improve == "Cite the evidence."


@pytest.mark.slow
def test_a_concern_is_answered_once(sampled, moderator, processor, at, events):
    concern = raised(sampled, moderator, at)

    with pytest.raises(reports.ConcernRefused, match="Say what you found"):
        commands.answer_concern(concern=concern, answer=" ", by=processor, at=at)
    with pytest.raises(PermissionDenied):
        commands.answer_concern(concern=concern, answer="Nothing.", by=moderator, at=at)
    done = commands.answer_concern(concern=concern, answer=" Nothing. ", by=processor, at=at)

    assert (done.answer, done.answered_by, done.taken_by) == ("Nothing.", processor, processor)
    assert events(concern)[-1] == "malpracticeconcern.answer"
    with pytest.raises(MoveRefused, match="has answered this concern already"):
        commands.answer_concern(concern=concern, answer="Nothing.", by=processor, at=at)


@pytest.mark.slow
def test_only_who_moderates_the_subject_there_writes(sampled, centre, tutor, at):
    other = accounts.with_role(Role.MODERATOR, centre, Subject.objects.exclude(code="IT").first())

    for person in (tutor, other):
        with pytest.raises(PermissionDenied):
            saved(sampled, person, at)
        with pytest.raises(PermissionDenied):
            commands.send_report(claim=sampled, by=person, at=at)
        with pytest.raises(PermissionDenied):
            commands.raise_concern(claim=sampled, about="x", by=person, at=at)


def raised(claim, moderator, at, about="Two folders hold the same work."):
    return commands.raise_concern(claim=claim, about=about, by=moderator, at=at)


@pytest.mark.slow
def test_a_concern_goes_to_the_board_alone(sampled, moderator, at, letters, events, settings):
    before = events(sampled)

    concern = raised(sampled, moderator, at)

    assert (concern.claim, concern.raised_by, concern.taken_at) == (sampled, moderator, None)
    assert letters()[-1] == ("claims/concern", settings.PROCESSING_INBOX)
    assert events(sampled) == before
    assert events(concern) == ["malpracticeconcern.raise"]
    assert Event.objects.get(name="malpracticeconcern.raise").centre == sampled.centre.number


@pytest.mark.slow
def test_the_letter_about_a_concern_names_nobody(sampled, moderator, at):
    raised(sampled, moderator, at)

    letter = Message.objects.get(template="claims/concern")
    told = letter.subject + letter.body
    for secret in (str(sampled.number), "12345", "Fernhill", "same work", "malpractice of"):
        assert secret not in told


@pytest.mark.slow
def test_the_same_concern_told_twice_is_one(sampled, moderator, at, letters):
    assert raised(sampled, moderator, at) == raised(sampled, moderator, at)
    assert raised(sampled, moderator, at, about="Something else.").pk
    assert MalpracticeConcern.objects.count() == 2
    assert [name for name, _ in letters()].count("claims/concern") == 2


@pytest.mark.slow
def test_the_board_takes_a_concern_up_once(sampled, moderator, processor, at, events):
    concern = raised(sampled, moderator, at)

    taken = commands.take_up(concern=concern, by=processor, at=at)

    assert (taken.taken_by, taken.taken_at) == (processor, at)
    assert events(concern) == ["malpracticeconcern.raise", "malpracticeconcern.take_up"]
    with pytest.raises(MoveRefused, match="Priya Processor has taken up"):
        commands.take_up(concern=concern, by=processor, at=at)


@pytest.mark.slow
def test_a_moderator_does_not_take_a_concern_up(sampled, moderator, at):
    concern = raised(sampled, moderator, at)

    with pytest.raises(PermissionDenied):
        commands.take_up(concern=concern, by=moderator, at=at)


@pytest.mark.slow
def test_a_claim_is_processed_once_its_concern_is_answered(sampled, moderator, processor, at):
    from results.commands import bank

    concern = raised(sampled, moderator, at)
    claim = commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    with pytest.raises(ClaimNotReady, match="1 malpractice concern about this claim is not"):
        bank(claim=claim, by=processor, at=at)
    commands.answer_concern(concern=concern, answer="Nothing.", by=processor, at=at)
    bank(claim=claim, by=processor, at=at)

    claim.refresh_from_db()
    assert claim.status == "processed"
