"""Sampling, reviewing, agreeing, withdrawing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, rules
from claims.models import Sample
from claims.rules import Change
from claims.states import Outcome, Status
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.factories import accounts, claims


@pytest.fixture
def ready(centre, tutor):
    """A claim that waits for its sample."""
    return claims.claim_at("ready", centre=centre, by=tutor)


@pytest.mark.slow
def test_a_saved_sample_is_not_yet_sent(ready, moderator, at, letters, events):
    before = letters()

    sample = commands.save_sample(
        claim=ready, lines=list(ready.lines.all()[:2]), by=moderator, at=at
    )

    assert (sample.version, sample.sent_at, sample.lines.count()) == (1, None, 2)
    assert letters() == before
    assert events(ready)[-1] == "claim.save_sample"


@pytest.mark.slow
def test_a_sample_is_changed_until_it_is_sent(ready, moderator, at):
    lines = list(ready.lines.all())
    commands.save_sample(claim=ready, lines=lines[:2], by=moderator, at=at)
    commands.save_sample(claim=ready, lines=lines[1:], by=moderator, at=at)

    assert set(Sample.objects.get().lines.all()) == set(lines[1:])


@pytest.mark.slow
def test_a_sent_sample_makes_the_claim_sampled(ready, moderator, at, letters, events):
    commands.save_sample(claim=ready, lines=list(ready.lines.all()[:1]), by=moderator, at=at)

    done = commands.send_sample(claim=ready, by=moderator, at=at)

    assert (done.status, done.sampled_at) == (Status.SAMPLED, at)
    assert done.samples.get().sent_at == at
    assert events(done)[-1] == "claim.sample"
    assert letters()[-1] == ("claims/sampled", done.results_email)
    assert "must be available at the moderation visit" in Message.objects.first().body


@pytest.mark.slow
def test_an_empty_sample_is_not_sent(ready, moderator, at):
    with pytest.raises(rules.ClaimNotReady):
        commands.send_sample(claim=ready, by=moderator, at=at)


@pytest.mark.slow
def test_a_moderator_of_another_subject_does_not_sample(ready, centre, at):
    other = accounts.with_role(Role.MODERATOR, centre, Subject.objects.exclude(code="IT").first())

    with pytest.raises(PermissionDenied):
        commands.save_sample(claim=ready, lines=[], by=other, at=at)


@pytest.mark.slow
def test_the_centre_does_not_sample(ready, tutor, at):
    with pytest.raises(PermissionDenied):
        commands.save_sample(claim=ready, lines=[], by=tutor, at=at)


@pytest.mark.slow
def test_a_recalled_claim_is_not_sampled(ready, tutor, moderator, at):
    commands.recall(claim=ready, by=tutor, at=at)

    with pytest.raises(MoveRefused, match="recalled"):
        commands.send_sample(claim=ready, by=moderator, at=at)


@pytest.mark.slow
def test_a_grade_is_changed_with_its_reason(sampled, moderator, at, events):
    line = sampled.lines.first()

    done = commands.review(
        claim=sampled, changes=[Change(line.pk, "U", "No evidence.")], by=moderator, at=at
    )

    line.refresh_from_db()
    assert done == 1
    assert (line.claimed, line.grade, line.outcome) == ("P", "U", Outcome.CHANGED)
    assert (line.reason, line.live) == ("No evidence.", True)
    assert events(sampled)[-1] == "claim.review"


@pytest.mark.slow
def test_a_withdrawn_unit_may_be_claimed_again(sampled, centre, tutor, moderator, at):
    line = sampled.lines.first()
    commands.review(claim=sampled, changes=[Change(line.pk, None, "Redo.")], by=moderator, at=at)

    again = commands.start(centre=centre, qualification=sampled.qualification, by=tutor, at=at)
    cell = rules.Cell(line.candidate_id, line.unit_id, "M", line.assessor_id)

    assert commands.save_grades(claim=again, cells=[cell], by=tutor, at=at) == 1
    with pytest.raises(rules.GradeRefused, match="claimed again"):
        commands.review(claim=sampled, changes=[Change(line.pk, "P")], by=moderator, at=at)


@pytest.mark.slow
def test_one_change_drags_no_other_grade_along(sampled, moderator, at):
    first, *others = sampled.lines.all()

    commands.review(claim=sampled, changes=[Change(first.pk, None, "x")], by=moderator, at=at)

    assert {line.outcome for line in sampled.lines.exclude(pk=first.pk)} == {Outcome.CLAIMED}
    assert len(others) == 3


@pytest.mark.slow
def test_changing_back_undoes_a_change(sampled, moderator, at):
    line = sampled.lines.first()
    commands.review(claim=sampled, changes=[Change(line.pk, None, "x")], by=moderator, at=at)

    commands.review(claim=sampled, changes=[Change(line.pk, "P", "x")], by=moderator, at=at)

    line.refresh_from_db()
    assert (line.grade, line.outcome, line.reason, line.live) == ("P", Outcome.CLAIMED, "", True)


@pytest.mark.slow
def test_a_line_of_another_claim_is_not_reviewed(sampled, other_centre, moderator, at):
    theirs = claims.claim_at("ready", centre=other_centre)

    with pytest.raises(rules.GradeRefused, match="no longer on the claim"):
        commands.review(
            claim=sampled, changes=[Change(theirs.lines.first().pk, "P")], by=moderator, at=at
        )


@pytest.mark.slow
def test_an_agreed_claim_has_a_reference_and_is_pending(
    sampled, moderator, at, events, letters, settings
):
    visited_on = date(2026, 11, 20)

    done = commands.agree(claim=sampled, visited_on=visited_on, unbooked=True, by=moderator, at=at)

    assert (done.status, done.agreed_at, done.visited_on) == (Status.PENDING, at, visited_on)
    assert done.reference.isdigit()
    assert {line.outcome for line in done.lines.all()} == {Outcome.AGREED}
    assert events(done)[-1] == "claim.agree"
    assert letters()[-2:] == [
        ("claims/agreed", done.results_email),
        ("claims/to_process", settings.PROCESSING_INBOX),
    ]


@pytest.mark.slow
def test_agreeing_leaves_changes_as_they_are(sampled, moderator, at):
    one, two, *_ = sampled.lines.all()
    changes = [Change(one.pk, "U", "x"), Change(two.pk, None, "y")]
    commands.review(claim=sampled, changes=changes, by=moderator, at=at)

    commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.outcome, two.outcome) == (Outcome.CHANGED, Outcome.WITHDRAWN)
    assert "changed or withdrew 2 grades" in Message.objects.get(template="claims/agreed").body


@pytest.mark.slow
def test_a_visit_still_to_come_is_not_recorded(sampled, moderator, at):
    with pytest.raises(rules.ClaimNotReady, match="future"):
        commands.agree(claim=sampled, visited_on=at.date() + timedelta(days=1), by=moderator, at=at)


@pytest.mark.slow
def test_a_claim_is_agreed_once(sampled, moderator, at):
    commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    with pytest.raises(MoveRefused):
        commands.agree(claim=sampled, visited_on=at.date(), unbooked=True, by=moderator, at=at)


@pytest.mark.slow
@pytest.mark.parametrize("status", ["ready", "sampled"])
def test_a_whole_claim_is_withdrawn(status, centre, tutor, moderator, at, letters, events):
    claim = claims.claim_at(status, centre=centre, by=tutor, moderator=moderator)

    done = commands.withdraw(claim=claim, because="Wrong assessors.", by=moderator, at=at)

    assert (done.status, done.withdrawn_because) == (Status.WITHDRAWN, "Wrong assessors.")
    assert set(done.lines.values_list("live", "outcome")) == {(False, Outcome.WITHDRAWN)}
    assert letters()[-1] == ("claims/withdrawn", done.results_email)
    assert events(done)[-1] == "claim.withdraw"


@pytest.mark.slow
def test_the_units_of_a_withdrawn_claim_are_claimed_anew(centre, tutor, moderator, at):
    claims.claim_at("withdrawn", centre=centre, by=tutor, moderator=moderator)

    again = claims.claim_at("ready", centre=centre, candidates=0, by=tutor)

    assert again.lines.filter(live=True).count() == 4


@pytest.mark.slow
def test_an_agreed_claim_is_not_withdrawn(centre, tutor, moderator, at):
    claim = claims.claim_at("pending", centre=centre, by=tutor, moderator=moderator)

    with pytest.raises(MoveRefused, match="its status is Pending"):
        commands.withdraw(claim=claim, because="x", by=moderator, at=at)
