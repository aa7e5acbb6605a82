"""How does a claim go to the moderator, and come back while nobody has sampled it?"""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from claims import queries, rules, states
from claims.commands.locking import lock
from claims.models import Claim
from claims.states import STANDING, Outcome, Status
from entries.commands import hold_people, raise_award_due_of
from interchange import numbers, shown, workflow
from interchange.catalogue.models import RegistrationRule
from interchange.catalogue.queries import registration_days
from interchange.notifications import outbox


@transaction.atomic
def submit(*, claim, declared, by, at, results_email="", seen=None) -> Claim:
    """Send a finished claim to the moderator; the centre can no longer edit it. Gives the claim.

    Its number is given the first time and kept if it is recalled. Lines of candidates who are no
    longer registered, or of units that were dropped, are left out, with a note. Letters about it
    go to `results_email`, or to whoever submits. Raises ClaimNotReady without declaration or
    grades and after the last certification, MoveRefused if somebody was quicker, ShownOtherwise
    where the claim is not what was `seen` on the page (queries.shown_to_submit). Pages submit by
    the command of results, which asks about units that are held already.
    """
    claim = lock(claim, Status.DRAFT)
    rules.check_certificated(claim.qualification.life.certification_refusal(localdate(at)))
    lines = claim.lines.filter(outcome__in=STANDING).order_by()
    standing = list(lines.only("claim", "candidate", "unit", "assessor"))
    hold_people({one.candidate_id for one in standing})  # against a withdrawal meanwhile
    open_now = queries.still_registered(claim)
    staying = [one for one in standing if (one.candidate_id, one.unit_id) in open_now]
    left_out = {one.pk for one in standing} - {one.pk for one in staying}
    rules.check_can_submit(staying, declared=declared)
    days = registration_days(RegistrationRule.Before.CLAIM, localdate(at))
    new = queries.registered_since(claim, staying, localdate(at) - timedelta(days=days))
    rules.check_registered_long(new, days)
    if seen is not None:
        shown.check_same(seen, queries.shown_to_submit(claim))
    if left_out:
        _leave_out(claim, left_out)
    workflow.perform(
        states.SUBMIT,
        claim,
        by=by,
        at=at,
        detail={"grades": len(staying), "left_out": len(left_out)},
        number=claim.number or numbers.following("claim_number"),
        submitted_at=at,
        submitted_by=by,
        results_email=results_email or by.email,
    )
    raise_award_due_of({one.candidate_id for one in standing}, at=at)
    _tell_of_submission(claim, at, grades=len(staying), left_out=len(left_out))
    return claim


def _leave_out(claim, ids):
    """Take the lines out of the submission, each saying why."""
    gone = [unit.pk for unit in queries.dropped(claim)]
    lines = claim.lines.filter(pk__in=ids)
    out = {"outcome": Outcome.LEFT_OUT, "live": False}
    dropped = lines.filter(unit__in=gone)
    dropped.update(reason="The unit was no longer in the qualification when submitted.", **out)
    lines.filter(live=True).update(reason="No longer registered when submitted.", **out)


def _tell_of_submission(claim, at, **counted):
    """Queue the letters: to the moderators, or the board where none is allocated; a receipt."""
    allocated = queries.moderators(claim.centre, claim.qualification.subject)
    standing = claim.lines.filter(outcome__in=STANDING)
    elsewhere = standing.exclude(other_awarding_body="").count()
    for address in [one.email for one in allocated] or [settings.MODERATION_INBOX]:
        told = {**counted, "other_bodies": elsewhere}
        outbox.queue("claims/ready_for_sampling", to=address, at=at, claim=claim, **told)
    outbox.queue("claims/receipt", to=claim.results_email, at=at, claim=claim, **counted)


@transaction.atomic
def recall(*, claim, by, at) -> Claim:
    """Take a submitted claim back to change it, as long as no sample was sent. Gives the claim.

    It keeps its number. What was left out at submission stands on it again where nothing else
    took its place. Raises ClaimNotReady while another claim for the qualification is in progress,
    MoveRefused once it is sampled.
    """
    claim = lock(claim, Status.READY)
    other = Claim.objects.filter(
        centre=claim.centre, qualification=claim.qualification, status=Status.DRAFT
    )
    rules.check_can_recall(claim, other.exists())
    workflow.perform(states.RECALL, claim, by=by, at=at)
    _put_back(claim)
    raise_award_due_of(queries.candidates_on(claim), at=at)
    for one in queries.moderators(claim.centre, claim.qualification.subject):
        outbox.queue("claims/recalled", to=one.email, at=at, claim=claim, by=by)
    return claim


def _put_back(claim):
    """Let the lines that were left out stand again, unless the unit is claimed elsewhere now."""
    left_out = list(
        claim.lines.filter(outcome=Outcome.LEFT_OUT).select_related("candidate", "unit")
    )
    hold_people({line.candidate_id for line in left_out})
    again = queries.taken_again(claim, left_out)
    claim.lines.filter(pk__in=[line.pk for line in left_out if line.pk not in again]).update(
        outcome=Outcome.CLAIMED, live=True, reason=""
    )
