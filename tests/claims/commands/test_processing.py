"""The claim's own part of processing."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, queries
from claims.rules import Change
from claims.states import Status
from interchange.workflow import MoveRefused
from tests.factories import claims


@pytest.fixture
def pending(centre, moderator):
    """A claim the moderator has agreed."""
    return claims.claim_at("pending", centre=centre, moderator=moderator)


@pytest.mark.slow
def test_a_processed_claims_lines_live_no_more(pending, processor, at, events, letters):
    done = commands.process(claim=pending, by=processor, at=at)

    assert (done.status, done.processed_at) == (Status.PROCESSED, at)
    assert not done.lines.filter(live=True).exists()
    assert events(done)[-1] == "claim.process"
    assert letters()[-1] == ("claims/processed", done.results_email)


@pytest.mark.slow
def test_a_claim_is_processed_once(pending, processor, at):
    commands.process(claim=pending, by=processor, at=at)

    with pytest.raises(MoveRefused):
        commands.process(claim=pending, by=processor, at=at)


@pytest.mark.slow
def test_moderators_do_not_process(pending, moderator, at):
    with pytest.raises(PermissionDenied):
        commands.process(claim=pending, by=moderator, at=at)


@pytest.mark.slow
def test_withdrawn_lines_are_not_banked(centre, moderator, at):
    claim = claims.claim_at("sampled", centre=centre, moderator=moderator)
    gone = claim.lines.first()
    commands.review(claim=claim, changes=[Change(gone.pk, None, "x")], by=moderator, at=at)
    commands.agree(claim=claim, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    assert gone not in queries.to_bank(claim)
    assert len(queries.to_bank(claim)) == 3


@pytest.mark.slow
def test_the_factory_goes_all_the_way(centre):
    assert claims.claim_at("processed", centre=centre).status == Status.PROCESSED
