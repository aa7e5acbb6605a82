"""Submitting and recalling claims."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, rules
from claims.states import Outcome, Status
from interchange.notifications.models import Message
from interchange.workflow import MoveRefused
from tests.factories import claims


@pytest.fixture
def claim(centre, tutor):
    """A claim in progress."""
    return claims.claim_at("draft", centre=centre, by=tutor)


@pytest.mark.slow
def test_a_submitted_claim_has_a_number_and_is_ready(claim, tutor, moderator, at, events, letters):
    done = commands.submit(claim=claim, declared=True, by=tutor, at=at)

    assert (done.status, done.submitted_at, done.submitted_by) == (Status.READY, at, tutor)
    assert done.number >= 100001
    assert done.results_email == tutor.email
    assert events(done)[-1] == "claim.submit"
    assert letters() == [
        ("claims/ready_for_sampling", moderator.email),
        ("claims/receipt", tutor.email),
    ]


@pytest.mark.slow
def test_the_receipt_reminds_to_keep_the_declarations(claim, tutor, at):
    done = commands.submit(claim=claim, declared=True, by=tutor, at=at)

    receipt = Message.objects.get(template="claims/receipt")
    assert str(done.number) in receipt.subject
    assert "Keep the declarations" in receipt.body


@pytest.mark.slow
def test_letters_go_to_another_address_on_request(claim, tutor, at, letters):
    commands.submit(claim=claim, declared=True, results_email="it@x.example", by=tutor, at=at)

    assert ("claims/receipt", "it@x.example") in letters()


@pytest.mark.slow
def test_without_a_moderator_the_board_is_told(claim, tutor, at, letters, settings):
    commands.submit(claim=claim, declared=True, by=tutor, at=at)

    assert ("claims/ready_for_sampling", settings.MODERATION_INBOX) in letters()


@pytest.mark.slow
def test_submit_needs_the_declaration(claim, tutor, at, letters):
    with pytest.raises(rules.ClaimNotReady, match="declaration"):
        commands.submit(claim=claim, declared=False, by=tutor, at=at)

    claim.refresh_from_db()
    assert (claim.status, claim.number, letters()) == (Status.DRAFT, None, [])


@pytest.mark.slow
def test_exams_officers_do_not_submit(claim, exams_officer, at):
    with pytest.raises(PermissionDenied):
        commands.submit(claim=claim, declared=True, by=exams_officer, at=at)


@pytest.mark.slow
def test_a_claim_cannot_be_submitted_twice(claim, tutor, centre_administrator, at):
    first = commands.submit(claim=claim, declared=True, by=tutor, at=at)

    with pytest.raises(MoveRefused, match=f"Toni Tutor submitted .* as claim {first.number}"):
        commands.submit(claim=claim, declared=True, by=centre_administrator, at=at)


@pytest.mark.slow
def test_who_is_no_longer_registered_is_left_out_with_a_note(claim, centre, tutor, at):
    gone = centre.entries.first()
    centre.entries.filter(pk=gone.pk).update(status="withdrawn")

    commands.submit(claim=claim, declared=True, by=tutor, at=at)

    left_out = claim.lines.filter(candidate=gone.candidate)
    assert set(left_out.values_list("outcome", "live", "reason")) == {
        (Outcome.LEFT_OUT, False, "No longer registered when submitted.")
    }
    assert claim.lines.filter(live=True).count() == 2
    assert "Left out: 2 grades" in Message.objects.get(template="claims/receipt").body


@pytest.mark.slow
def test_with_nobody_registered_there_is_nothing_to_submit(claim, centre, tutor, at):
    centre.entries.update(status="withdrawn")

    with pytest.raises(rules.ClaimNotReady, match="nothing to submit"):
        commands.submit(claim=claim, declared=True, by=tutor, at=at)

    assert claim.lines.filter(live=True).count() == 4


@pytest.mark.slow
def test_a_recalled_claim_keeps_its_number(claim, tutor, moderator, at, events, letters):
    number = commands.submit(claim=claim, declared=True, by=tutor, at=at).number

    recalled = commands.recall(claim=claim, by=tutor, at=at)
    again = commands.submit(claim=recalled, declared=True, by=tutor, at=at)

    assert (recalled.status, recalled.number, again.number) == (Status.DRAFT, number, number)
    assert events(claim)[-3:] == ["claim.submit", "claim.recall", "claim.submit"]
    assert ("claims/recalled", moderator.email) in letters()


@pytest.mark.slow
def test_recall_brings_back_what_was_left_out(claim, centre, tutor, at):
    centre.entries.filter(pk=centre.entries.first().pk).update(status="withdrawn")
    commands.submit(claim=claim, declared=True, by=tutor, at=at)
    centre.entries.update(status="registered")

    commands.recall(claim=claim, by=tutor, at=at)

    assert claim.lines.filter(live=True, outcome=Outcome.CLAIMED, reason="").count() == 4


@pytest.mark.slow
def test_a_claim_is_not_recalled_while_another_is_in_progress(claim, centre, tutor, at):
    commands.submit(claim=claim, declared=True, by=tutor, at=at)
    commands.start(centre=centre, qualification=claim.qualification, by=tutor, at=at)

    with pytest.raises(rules.ClaimNotReady, match="is in progress"):
        commands.recall(claim=claim, by=tutor, at=at)


@pytest.mark.slow
def test_a_sampled_claim_is_not_recalled(centre, tutor, at):
    sampled = claims.claim_at("sampled", centre=centre, by=tutor)

    with pytest.raises(MoveRefused, match="its status is Sampled"):
        commands.recall(claim=sampled, by=tutor, at=at)


@pytest.mark.slow
def test_submitting_takes_as_few_queries_for_a_hundred(
    centre, tutor, at, django_assert_num_queries, django_assert_max_num_queries
):
    small = claims.claim_at("draft", centre=centre, candidates=1, by=tutor)
    with django_assert_max_num_queries(33) as few:
        commands.submit(claim=small, declared=True, by=tutor, at=at)
    from tests.factories import catalogue

    large = claims.claim_at(
        "draft",
        centre=centre,
        qualification=catalogue.qualification("05842"),
        candidates=100,
        by=tutor,
    )
    with django_assert_num_queries(len(few)):
        commands.submit(claim=large, declared=True, by=tutor, at=at)
