"""A sample proposed, and one amended after it was sent."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.template.loader import render_to_string

from claims import commands, queries, rules
from claims.states import Proposal
from entries.models import Candidate
from interchange.notifications.models import Message
from interchange.shown import ShownOtherwise
from interchange.workflow import MoveRefused
from tests.factories import claims, entries


@pytest.fixture
def ready(centre, tutor):
    """A claim of eight candidates that waits for its sample."""
    return claims.claim_at("ready", centre=centre, by=tutor, candidates=8)


def choose(claim, count, moderator, at):
    """Save the first lines of the claim as its next sample."""
    lines = list(claim.lines.all()[:count])
    return commands.save_sample(claim=claim, lines=lines, by=moderator, at=at)


@pytest.mark.parametrize(
    ("count", "more"), [(40, ""), (41, "- and 1 more candidate"), (42, "- and 2 more candidates")]
)
def test_a_letter_names_forty_candidates_and_counts_the_others(count, more):
    work = [{"candidate": Candidate(ocr_number=str(one)), "units": [1]} for one in range(count)]

    letter = render_to_string("emails/claims/_work.txt", {"work": work})

    assert letter.splitlines()[40:] == [more] * bool(more)


@pytest.mark.slow
def test_a_proposal_is_saved_for_the_moderator_and_not_sent(ready, moderator, at, letters):
    before = letters()

    sample = commands.propose_sample(claim=ready, by=moderator, at=at)

    people = {line.candidate_id for line in sample.lines.all()}
    assert (sample.sent_at, len(people)) == (None, 6)
    assert sample.lines.count() == 12
    assert queries.sampled_ids(ready) == set()
    assert letters() == before


@pytest.mark.slow
def test_a_proposal_by_work_keeps_the_number_by_which_it_is_drawn_again(
    ready, moderator, at, events
):
    sample = commands.propose_sample(claim=ready, proposed=Proposal.WORKS, by=moderator, at=at)

    lines = list(queries.to_choose_from(ready))
    again = rules.proposed_works(lines, 1, seed=sample.seed)
    assert {line.pk for line in sample.lines.all()} == set(again)
    assert queries.happened(ready, moderator=True)[0].detail["seed"] == sample.seed
    commands.change_sample(claim=ready, ticked=[], unticked=again[:1], by=moderator, at=at)
    assert (sample.lines.count(), queries.sample_of(ready).seed) == (len(again) - 1, sample.seed)


@pytest.mark.slow
def test_a_proposal_asked_for_twice_on_one_page_is_drawn_once(ready, moderator, at):
    first = commands.propose_sample(claim=ready, by=moderator, at=at)

    second = commands.propose_sample(claim=ready, by=moderator, at=at)
    third = commands.propose_sample(claim=ready, seen=first.seed, by=moderator, at=at)

    assert second.seed == first.seed != third.seed


@pytest.mark.slow
def test_the_centre_cannot_have_one_proposed(ready, tutor, at):
    with pytest.raises(PermissionDenied):
        commands.propose_sample(claim=ready, by=tutor, at=at)


@pytest.mark.slow
def test_a_sent_sample_is_amended_with_a_reason(sampled, moderator, at, letters, events):
    choose(sampled, 3, moderator, at)
    assert len(queries.sampled_ids(sampled)) == 1  # as long as it is not sent

    sample = commands.amend_sample(claim=sampled, because="One more.", by=moderator, at=at)

    assert (sample.version, sample.because) == (2, "One more.")
    assert len(queries.sampled_ids(sampled)) == 3
    assert [one.sample.version for one in queries.samples_sent(sampled)] == [2, 1]
    assert events(sampled)[-1] == "claim.amend_sample"
    assert letters()[-1] == ("claims/sample_amended", sampled.results_email)


@pytest.mark.slow
def test_an_amendment_changes_something(sampled, moderator, at):
    choose(sampled, 1, moderator, at)

    with pytest.raises(rules.ClaimNotReady, match="as the centre has it"):
        commands.amend_sample(claim=sampled, because="Nothing.", by=moderator, at=at)


@pytest.mark.slow
def test_without_a_saved_choice_nothing_is_amended(sampled, moderator, at):
    with pytest.raises(rules.ClaimNotReady, match="Version 1 of the sample was sent at 10:00"):
        commands.amend_sample(claim=sampled, because="More.", by=moderator, at=at)


@pytest.mark.slow
def test_an_agreed_claims_sample_is_not_amended(centre, tutor, moderator, at):
    claim = claims.claim_at("pending", centre=centre, by=tutor, moderator=moderator)

    with pytest.raises(MoveRefused, match="its status is Pending"):
        choose(claim, 2, moderator, at)


@pytest.mark.slow
def test_a_candidate_withdrawn_after_submission_stays_on_the_claim_and_is_marked(
    sampled, centre, moderator, at
):
    gone = sampled.lines.first().candidate
    centre.entries.filter(candidate=gone).update(status="withdrawn")

    assert queries.gone(sampled) == {gone.pk}
    assert choose(sampled, 4, moderator, at).lines.count() == 4


def drawn(claim, moderator, at):
    """The samples proposed when somebody presses again and again: who is taken is by lot."""
    seed = None
    for _ in range(60):
        sample = commands.propose_sample(claim=claim, seen=seed, by=moderator, at=at)
        seed = sample.seed
        yield sample


@pytest.mark.slow
@pytest.mark.parametrize("merged", [False, True])
def test_who_was_moved_or_merged_after_submission_is_proposed_like_anybody(
    ready, other_centre, moderator, at, merged
):
    one, other = [line.candidate for line in ready.lines.order_by("candidate")[:4:2]]
    if merged:
        entries.merged(one, into=other)
    else:
        ready.centre.entries.filter(candidate=one).update(centre=other_centre)

    assert any(
        sample.lines.filter(candidate=one).exists() for sample in drawn(ready, moderator, at)
    )
    assert queries.gone(ready) == (set() if merged else {one.pk})


@pytest.mark.slow
def test_ticks_leave_what_another_chose(ready, moderator, at):
    one, two, three, *_ = ready.lines.all()
    commands.save_sample(claim=ready, lines=[one, two], by=moderator, at=at)

    sample = commands.change_sample(
        claim=ready, ticked={three.pk}, unticked={one.pk}, by=moderator, at=at
    )

    assert set(sample.lines.all()) == {two, three}


@pytest.mark.slow
def test_a_tick_of_what_left_the_claim_is_let_go(ready, moderator, at):
    one, two, *_ = ready.lines.all()
    commands.save_sample(claim=ready, lines=[one], by=moderator, at=at)
    ready.lines.filter(pk=one.pk).delete()

    sample = commands.change_sample(
        claim=ready, ticked={one.pk, two.pk}, unticked=set(), by=moderator, at=at
    )

    assert set(sample.lines.all()) == {two}


@pytest.mark.slow
def test_saving_the_same_choice_again_changes_nothing(ready, moderator, at, events):
    first = choose(ready, 3, moderator, at)
    again = choose(ready, 3, moderator, at + timedelta(hours=1))

    assert (first, again.saved_at) == (again, at)
    assert events(ready).count("claim.save_sample") == 1


@pytest.mark.slow
def test_an_amendment_says_whose_work_it_added_and_took_off(sampled, moderator, at):
    (before,) = sampled.samples.get().lines.all()
    new = sampled.lines.exclude(candidate=before.candidate)
    commands.save_sample(claim=sampled, lines=list(new), by=moderator, at=at)

    commands.amend_sample(claim=sampled, because="Two more.", by=moderator, at=at)

    version, first = queries.samples_sent(sampled)
    assert [(work.candidate, work.units) for work in version.added] == [
        (new[0].candidate, [line.unit.number for line in new])
    ]
    assert [work.candidate for work in version.removed] == [before.candidate]
    assert (first.chosen, first.added, first.removed) == (1, [], [])
    letter = Message.objects.get(template="claims/sample_amended").body
    assert "Two more." in letter
    assert f"- candidate {before.candidate.ocr_number}, unit {before.unit.number}" in letter
    assert f"- candidate {new[0].candidate.ocr_number}, units " in letter


@pytest.mark.slow
def test_work_withdrawn_in_the_review_is_still_asked_for(sampled, moderator, at):
    (before,) = sampled.samples.get().lines.all()
    withdrawn = rules.Change(before.pk, None, "Not finished.")
    commands.review(claim=sampled, changes=[withdrawn], by=moderator, at=at)
    more = sampled.lines.filter(live=True)[:1]
    commands.save_sample(claim=sampled, lines=list(more), by=moderator, at=at)

    commands.amend_sample(claim=sampled, because="One more.", by=moderator, at=at)

    assert queries.sampled_ids(sampled) == {before.pk, more[0].pk}
    assert queries.samples_sent(sampled)[0].removed == []


@pytest.mark.slow
def test_whoever_agrees_has_seen_the_sample_as_it_was_amended(sampled, moderator, at):
    seen = queries.shown_to_agree(sampled)
    choose(sampled, 3, moderator, at)
    commands.amend_sample(claim=sampled, because="One more.", by=moderator, at=at)

    with pytest.raises(ShownOtherwise) as refused:
        commands.agree(
            claim=sampled, visited_on=at.date(), unbooked=True, seen=seen, by=moderator, at=at
        )
    assert "The sample, version: 1 → 2" in map(str, refused.value.differences)
