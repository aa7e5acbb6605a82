"""How does a moderator choose the work to see? Saved unseen by the centre, sent, and amended."""

import secrets

from django.db import transaction
from django.utils import timezone

from claims import queries, rules, states
from claims.commands.locking import check_may_moderate, lock
from claims.models import Claim, Sample
from claims.states import Proposal, Status
from entries.commands import raise_award_due_of
from interchange import workflow
from interchange.audit import trail
from interchange.catalogue.queries import figures, sample_sizes
from interchange.notifications import outbox


def save_sample(*, claim, lines, by, at) -> Sample:
    """Keep the moderator's choice of lines, not yet seen by the centre; give the Sample.

    After a sample was sent, it is the next version's choice. Raises ClaimNotReady for lines not on
    the claim, MoveRefused once the claim is agreed, recalled or withdrawn.
    """
    return _keep(claim, lines, by, at)


WORKS_OF_EACH = "sample-works"  # the figure: of each unit, assessor and grade together
SEED_BITS = 53  # as many as a number keeps in every language


@transaction.atomic
def _keep(claim, lines, by, at, **drawn):
    """Keep a choice of lines, and how it was `drawn` if it is a proposal; give the Sample."""
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, Status.READY, Status.SAMPLED)
    rules.check_sample(lines, list(claim.lines.filter(live=True)))
    sent, newest = queries.sample_of(claim, sent=True), queries.sample_of(claim)
    lines = {*lines, *_fallen(sent)}
    if not drawn and newest and not newest.sent_at and set(newest.lines.all()) == lines:
        return newest  # saved before: a double click changes nothing
    sample, _ = Sample.objects.update_or_create(
        claim=claim,
        version=sent.version + 1 if sent else 1,
        defaults={"saved_at": at, "saved_by": by, **drawn},
    )
    sample.lines.set(lines)
    trail.record(
        "claim.save_sample", about=claim, by=by, at=at, detail={"lines": len(lines), **drawn}
    )
    return sample


@transaction.atomic
def change_sample(*, claim, ticked, unticked, by, at) -> Sample:
    """Tick and untick lines, by their ids, and let the rest of the choice be; give the Sample.

    So nobody undoes what another chose meanwhile. What is no longer on the claim is let go. Raises
    MoveRefused once the claim is agreed, recalled or withdrawn.
    """
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, Status.READY, Status.SAMPLED)
    newest = queries.sample_of(claim)
    before = {line.pk for line in newest.lines.all()} if newest else set()
    lines = claim.lines.filter(live=True, pk__in=(before - set(unticked)) | set(ticked))
    return save_sample(claim=claim, lines=list(lines), by=by, at=at)


@transaction.atomic
def propose_sample(*, claim, proposed=Proposal.CANDIDATES, seen=None, by, at) -> Sample:
    """Save a sample as `proposed` for the moderator to change; give it.

    The fewest that show what they are to show, ties drawn by a number that nobody knows before and
    the sample keeps. Where it has another number than was `seen` on the page, somebody has pressed
    already: that one stays. Raises what `save_sample` does.
    """
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, Status.READY, Status.SAMPLED)
    newest = queries.sample_of(claim, sent=False)
    if newest and newest.seed != seen:
        return newest
    lines, seed = list(queries.to_choose_from(claim)), secrets.randbits(SEED_BITS)
    chosen = _proposed(lines, proposed, seed)
    return _keep(claim, chosen, by, at, proposed=Proposal(proposed).value, seed=seed)


def _proposed(lines, proposed, seed):
    """Those of the lines that are proposed."""
    if proposed == Proposal.WORKS:
        drawn = set(rules.proposed_works(lines, figures()[WORKS_OF_EACH], seed=seed))
        return [line for line in lines if line.pk in drawn]
    every = proposed == Proposal.COMBINATIONS
    people = set(rules.proposal(lines, sample_sizes(), seed=seed, every_combination=every))
    return [line for line in lines if line.candidate_id in people]


@transaction.atomic
def send_sample(*, claim, by, at) -> Claim:
    """Send the saved sample to the centre, which then sees the ticks; give the claim.

    Raises ClaimNotReady where nothing is chosen, MoveRefused if the claim was recalled, withdrawn
    or sampled meanwhile.
    """
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, Status.READY)
    sample = queries.sample_of(claim, sent=False)
    chosen = _standing(sample)
    rules.check_can_send_sample(chosen)
    workflow.perform(
        states.SAMPLE, claim, by=by, at=at, detail={"lines": len(chosen)}, sampled_at=at
    )
    _mark_sent(sample, at)
    raise_award_due_of(queries.candidates_on(claim), at=at)
    outbox.queue("claims/sampled", to=claim.results_email, at=at, claim=claim, lines=len(chosen))
    return claim


@transaction.atomic
def amend_sample(*, claim, because, by, at) -> Sample:
    """Send the saved choice as a new version of a sample that the centre has already; give it.

    The centre is told what was added and taken off, and why. Raises ClaimNotReady where nothing is
    changed, perhaps since somebody else was quicker, or no reason given; MoveRefused unless the
    claim is sampled.
    """
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, Status.SAMPLED)
    before, sample = (queries.sample_of(claim, sent=sent) for sent in (True, False))
    if sample is None or sample.version <= before.version:
        when = timezone.localtime(before.sent_at)
        raise rules.ClaimNotReady(
            f"Version {before.version} of the sample was sent at {when:%H:%M on %-d %B %Y}, and"
            " nothing has been saved since. Choose again and save."
        )
    chosen, sent = _standing(sample), _standing(before)
    rules.check_can_send_sample(chosen)
    rules.check_can_amend(chosen, sent, because)
    sample.because = because.strip()
    _mark_sent(sample, at)
    detail = {
        "version": sample.version,
        "because": sample.because,
        "added": len(set(chosen) - set(sent)),
        "removed": len(set(sent) - set(chosen)),
    }
    trail.record("claim.amend_sample", about=claim, by=by, at=at, detail=detail)
    told = {"claim": claim, "version": queries.samples_sent(claim)[0]}
    outbox.queue("claims/sample_amended", to=claim.results_email, at=at, **told)
    return sample


def _standing(sample):
    """The lines of a sample that still stand; none of no sample."""
    return [line for line in sample.lines.all() if line.live] if sample else []


def _fallen(sample):
    """The lines the centre was asked for that the moderator withdrew since: they stay asked for.

    What becomes of them the centre learns when the claim is agreed.
    """
    return [line for line in sample.lines.all() if not line.live] if sample else []


def _mark_sent(sample, at):
    """Let the centre see the sample."""
    sample.sent_at = at
    sample.save(update_fields=["sent_at", "because"])
