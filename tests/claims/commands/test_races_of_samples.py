"""Two people at once about one sample, on two connections of the real database."""

import pytest

from claims import commands, queries, rules
from claims.models import Claim
from claims.states import Status
from interchange.accounts.models import User
from interchange.accounts.roles import Role
from interchange.catalogue.models import Subject
from interchange.notifications.models import Message
from interchange.shown import ShownOtherwise
from interchange.workflow import MoveRefused
from tests.factories import accounts, claims
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.fixture
def two(centre, moderator):
    """Two moderators of the centre's IT."""
    other = accounts.with_role(
        Role.MODERATOR, centre, Subject.objects.get(code="IT"), name="Max Moderator"
    )
    return moderator, other


@pytest.fixture
def ready(centre, tutor):
    """A claim of two candidates and two units that waits for its sample."""
    return claims.claim_at("ready", centre=centre, by=tutor)


def fresh(person):
    """The person as another request would load them."""
    return User.objects.get(pk=person.pk)


def anew(claim):
    """The claim as another request would load it."""
    return Claim.objects.get(pk=claim.pk)


def choose(claim, count, moderator, at):
    """Save the first lines of the claim as its next sample."""
    lines = list(claim.lines.all()[:count])
    return commands.save_sample(claim=claim, lines=lines, by=moderator, at=at)


def amending(claim, by, at):
    """Send the saved choice as another request would."""
    return lambda: commands.amend_sample(claim=anew(claim), because="More.", by=fresh(by), at=at)


@pytest.mark.slow
def test_a_sample_is_sent_or_the_claim_withdrawn_never_both(ready, moderator, at):
    choose(ready, 2, moderator, at)

    sent, withdrawn = at_once(
        lambda: commands.send_sample(claim=anew(ready), by=fresh(moderator), at=at),
        lambda: commands.withdraw(claim=anew(ready), because="Wrong.", by=fresh(moderator), at=at),
    )

    assert withdrawn.status == anew(ready).status == Status.WITHDRAWN
    refused = isinstance(sent, MoveRefused)
    assert bool(ready.samples.get().sent_at) != refused
    assert not refused or "its status is Withdrawn" in str(sent)


@pytest.mark.slow
def test_of_two_who_send_a_sample_at_once_one_is_told(ready, two, at):
    choose(ready, 2, two[0], at)

    outcomes = at_once(
        *(lambda by=by: commands.send_sample(claim=anew(ready), by=fresh(by), at=at) for by in two)
    )

    (refused,) = [each for each in outcomes if isinstance(each, MoveRefused)]
    assert "its status is Sampled" in str(refused)
    assert Message.objects.filter(template="claims/sampled").count() == 1


@pytest.mark.slow
def test_a_choice_is_saved_before_the_claim_is_recalled_or_not_at_all(ready, tutor, moderator, at):
    saved, recalled = at_once(
        lambda: choose(anew(ready), 2, fresh(moderator), at),
        lambda: commands.recall(claim=anew(ready), by=fresh(tutor), at=at),
    )

    refused = isinstance(saved, MoveRefused)
    assert recalled.status == anew(ready).status == Status.DRAFT
    assert ready.samples.exists() != refused
    assert not refused or "The centre has recalled claim" in str(saved)


@pytest.mark.slow
def test_what_two_tick_at_once_is_both_chosen(ready, two, at):
    lines = list(ready.lines.all()[:2])

    at_once(
        *(
            lambda by=by, line=line: commands.change_sample(
                claim=anew(ready), ticked={line.pk}, unticked=set(), by=fresh(by), at=at
            )
            for by, line in zip(two, lines, strict=True)
        )
    )

    assert set(ready.samples.get().lines.all()) == set(lines)


@pytest.mark.slow
def test_a_proposal_asked_for_twice_is_saved_once(ready, moderator, at, events):
    one_proposed, other = at_once(
        *[
            lambda: commands.propose_sample(claim=anew(ready), by=fresh(moderator), at=at),
        ]
        * 2
    )

    assert one_proposed == other
    assert events(ready).count("claim.save_sample") == 1


@pytest.mark.slow
def test_of_two_who_amend_at_once_one_is_told_of_the_other(sampled, two, at):
    choose(sampled, 2, two[0], at)

    outcomes = at_once(*(amending(sampled, by, at) for by in two))

    (refused,) = [each for each in outcomes if isinstance(each, rules.ClaimNotReady)]
    assert "Version 2 of the sample was sent" in str(refused)
    assert sampled.samples.count() == 2
    assert Message.objects.filter(template="claims/sample_amended").count() == 1


@pytest.mark.slow
def test_a_sample_is_amended_or_the_claim_agreed_as_its_page_showed_it(sampled, two, at):
    choose(sampled, 2, two[0], at)
    seen = queries.shown_to_agree(sampled)

    amended, agreed = at_once(
        amending(sampled, two[0], at),
        lambda: commands.agree(
            claim=anew(sampled),
            visited_on=at.date(),
            unbooked=True,
            seen=seen,
            by=fresh(two[1]),
            at=at,
        ),
    )

    if isinstance(agreed, Claim):
        assert isinstance(amended, MoveRefused)
        assert "its status is Pending" in str(amended)
    else:
        assert isinstance(agreed, ShownOtherwise)
        assert any(f"by {two[0].name}" in str(one) for one in agreed.differences)
        assert anew(sampled).status == Status.SAMPLED
    assert len(queries.sampled_ids(sampled)) == (1 if isinstance(agreed, Claim) else 2)


@pytest.mark.slow
def test_an_amendment_and_a_withdrawal_leave_the_claim_withdrawn(sampled, two, at):
    choose(sampled, 2, two[0], at)

    amended, withdrawn = at_once(
        amending(sampled, two[0], at),
        lambda: commands.withdraw(claim=anew(sampled), because="Wrong.", by=fresh(two[1]), at=at),
    )

    assert withdrawn.status == anew(sampled).status == Status.WITHDRAWN
    refused = isinstance(amended, MoveRefused)
    assert len(queries.samples_sent(sampled)) == (1 if refused else 2)
    assert not refused or "its status is Withdrawn" in str(amended)
