"""A sample proposed, and one amended after it was sent."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, queries, rules
from claims.models import Claim
from interchange.accounts.models import User
from interchange.workflow import MoveRefused
from tests.factories import claims
from tests.racing import at_once


@pytest.fixture
def ready(centre, tutor):
    """A claim of eight candidates that waits for its sample."""
    return claims.claim_at("ready", centre=centre, by=tutor, candidates=8)


@pytest.fixture
def sampled(centre, tutor, moderator):
    """A claim of two candidates and two units with one line in the sample."""
    return claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)


def choose(claim, count, moderator, at):
    """Save the first lines of the claim as its next sample."""
    lines = list(claim.lines.all()[:count])
    return commands.save_sample(claim=claim, lines=lines, by=moderator, at=at)


def test_a_proposal_is_saved_for_the_moderator_and_not_sent(ready, moderator, at, letters):
    before = letters()

    sample = commands.propose_sample(claim=ready, by=moderator, at=at)

    people = {line.candidate_id for line in sample.lines.all()}
    assert (sample.sent_at, len(people)) == (None, 6)
    assert sample.lines.count() == 12
    assert queries.sampled_ids(ready) == set()
    assert letters() == before


def test_the_centre_cannot_have_one_proposed(ready, tutor, at):
    with pytest.raises(PermissionDenied):
        commands.propose_sample(claim=ready, by=tutor, at=at)


def test_a_sent_sample_is_amended_with_a_reason(sampled, moderator, at, letters, events):
    choose(sampled, 3, moderator, at)
    assert len(queries.sampled_ids(sampled)) == 1  # as long as it is not sent

    sample = commands.amend_sample(claim=sampled, because="One more.", by=moderator, at=at)

    assert (sample.version, sample.because) == (2, "One more.")
    assert len(queries.sampled_ids(sampled)) == 3
    assert [one.version for one in queries.samples_sent(sampled)] == [2, 1]
    assert events(sampled)[-1] == "claim.amend_sample"
    assert letters()[-1] == ("claims/sample_amended", sampled.results_email)


def test_an_amendment_changes_something(sampled, moderator, at):
    choose(sampled, 1, moderator, at)

    with pytest.raises(rules.ClaimNotReady, match="as the centre has it"):
        commands.amend_sample(claim=sampled, because="Nothing.", by=moderator, at=at)


def test_without_a_saved_choice_nothing_is_amended(sampled, moderator, at):
    with pytest.raises(rules.ClaimNotReady, match="Version 1 of the sample was sent at 10:00"):
        commands.amend_sample(claim=sampled, because="More.", by=moderator, at=at)


def test_an_agreed_claims_sample_is_not_amended(centre, tutor, moderator, at):
    claim = claims.claim_at("pending", centre=centre, by=tutor, moderator=moderator)

    with pytest.raises(MoveRefused, match="its status is Pending"):
        choose(claim, 2, moderator, at)


def test_a_candidate_withdrawn_after_submission_stays_on_the_claim_and_is_marked(
    sampled, centre, moderator, at
):
    gone = sampled.lines.first().candidate
    centre.entries.filter(candidate=gone).update(status="withdrawn")

    assert queries.gone(sampled) == {gone.pk}
    assert choose(sampled, 4, moderator, at).lines.count() == 4


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_amend_at_once_one_is_told_of_the_other(sampled, moderator, at):
    choose(sampled, 2, moderator, at)

    outcomes = at_once(*(amending(sampled, moderator, at) for _ in range(2)))

    refused = [one for one in outcomes if isinstance(one, rules.ClaimNotReady)]
    assert len(refused) == 1
    assert "Version 2 of the sample was sent" in str(refused[0])
    assert sampled.samples.count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_sample_is_sent_or_the_claim_withdrawn_never_both(ready, moderator, at):
    choose(ready, 2, moderator, at)

    outcomes = at_once(
        lambda: commands.send_sample(claim=ready, by=fresh(moderator), at=at),
        lambda: commands.withdraw(claim=ready, because="Wrong.", by=fresh(moderator), at=at),
    )

    ready.refresh_from_db()
    assert ready.status == "withdrawn"
    sent = isinstance(outcomes[0], Claim)
    assert bool(ready.samples.get().sent_at) == sent
    assert sent or "its status is Withdrawn" in str(outcomes[0])


def amending(claim, moderator, at):
    """Send the saved choice as another request would."""
    return lambda: commands.amend_sample(
        claim=Claim.objects.get(pk=claim.pk), because="More.", by=fresh(moderator), at=at
    )


def fresh(person):
    """The person as another request would load them."""
    return User.objects.get(pk=person.pk)
