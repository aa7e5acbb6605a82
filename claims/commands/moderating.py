"""What does the moderator make of a claim? Changes, agreement, or its withdrawal."""

from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import queries, rules, states
from claims.commands.locking import check_may_moderate, lock
from claims.commands.reporting import send_written
from claims.commands.visits import visited
from claims.models import Claim, Line
from claims.states import STANDING, Outcome, Status
from entries.commands import hold_people, raise_award_due_of
from interchange import numbers, shown, workflow
from interchange.audit import trail
from interchange.notifications import outbox


@dataclass(frozen=True)
class Reviewed:
    """What came of changes saved where they could be: how many, and what keeps the others."""

    changed: int
    objections: dict[int, rules.Objection] = field(default_factory=dict)


@transaction.atomic
def review(*, claim, changes, by, at) -> int:
    """Change or withdraw lines of a sampled claim, each with its reason; give how many changed.

    A change back to the grade claimed undoes one made before, and no change touches another line.
    All are saved or none. Raises GradeRefused, which says of each line what is wrong: a grade the
    level does not know, no reason, or that somebody made something else of it since it was seen;
    MoveRefused unless the claim is sampled.
    """
    claim, lines, facts = _made_ready(claim, changes, by, at)
    rules.check_changes(changes, lines, **facts)
    return _save(claim, changes, lines, by, at)


@transaction.atomic
def review_what_can_be(*, claim, changes, by, at) -> Reviewed:
    """Save the changes that can be saved, as `review` does, and say of the others why not.

    Raises MoveRefused unless the claim is sampled.
    """
    claim, lines, facts = _made_ready(claim, changes, by, at)
    found = rules.objections(changes, lines, **facts)
    good = [change for change in changes if change.line_id not in found]
    return Reviewed(_save(claim, good, lines, by, at), found)


def _made_ready(claim, changes, by, at):
    """Hold the sampled claim and the people of the changes; give it, its lines, what judges."""
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, Status.SAMPLED)
    lines = claim.lines.exclude(outcome=Outcome.LEFT_OUT).select_related("candidate", "unit")
    found = lines.in_bulk([change.line_id for change in changes])
    hold_people({line.candidate_id for line in found.values()})
    late = [one.line_id for one in changes if rules.overtaken(one, found.get(one.line_id))]
    facts = {
        "gradable": rules.gradable(claim.qualification),
        "taken": queries.taken_again(claim, [one for one in found.values() if not one.live]),
        "reviewers": queries.reviewers(claim, late),
    }
    return claim, found, facts


def _save(claim, changes, found, by, at):
    """Write what the changes make of the lines, with its trail; give how many changed."""
    changed = [found[change.line_id] for change in changes if _apply(change, found[change.line_id])]
    Line.objects.bulk_update(changed, ["grade", "outcome", "reason", "live"], batch_size=1000)
    if changed:
        detail = {"lines": [[line.pk, line.outcome, line.grade, line.reason] for line in changed]}
        trail.record("claim.review", about=claim, by=by, at=at, detail=detail)
        raise_award_due_of({line.candidate_id for line in changed}, at=at)
    return len(changed)


def _apply(change, line):
    """Make of the line what the moderator says; give whether that is anything new."""
    before = (line.grade, line.outcome, line.reason)
    agreed = change.grade == line.claimed
    line.reason = "" if agreed else change.reason.strip()
    line.live = change.grade is not None
    line.grade = change.grade or line.claimed
    line.outcome = Outcome.CLAIMED if agreed else Outcome.CHANGED
    if change.grade is None:
        line.outcome = Outcome.WITHDRAWN
    return (line.grade, line.outcome, line.reason) != before


@transaction.atomic
def agree(*, claim, visited_on, seen_then=False, unbooked=False, seen=None, by, at) -> Claim:
    """Submit the claim to the board as agreed at the visit, under a reference; give the claim.

    What was neither changed nor withdrawn is agreed as claimed, a visit booked for the day took
    place, and the feedback report goes to the centre if one is written. Raises ClaimNotReady with
    nothing left to agree or a visit still to come, ShownOtherwise where the claim is not what was
    `seen` on the page (queries.shown_to_agree), VisitUnknown for a day without a visit in the
    portal unless the moderator says that there was one, `unbooked`; VisitedBefore for a visit
    before the submission unless the work was `seen_then`; MoveRefused unless the claim is sampled.
    """
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, Status.SAMPLED)
    if seen is not None:
        shown.check_same(seen, queries.shown_to_agree(claim))
    standing = claim.lines.filter(outcome__in=STANDING)
    today = timezone.localdate(at)
    submitted_on = timezone.localdate(claim.submitted_at)
    before = {"submitted_on": submitted_on, "seen_then": seen_then}
    rules.check_can_agree(standing.count(), visited_on, today, **before)
    days = queries.days_of_visits(claim)
    rules.check_visited(visited_on, days, claim.qualification.subject, unbooked=unbooked)
    standing.filter(outcome=Outcome.CLAIMED).update(outcome=Outcome.AGREED)
    workflow.perform(
        states.AGREE,
        claim,
        by=by,
        at=at,
        detail={"visited_on": visited_on.isoformat(), "unbooked": visited_on not in days},
        agreed_at=at,
        visited_on=visited_on,
        reference=str(numbers.following("claim_reference")),
    )
    visited(claim=claim, on=visited_on, by=by, at=at)  # before what is due, as who acts on a visit
    raise_award_due_of(queries.candidates_on(claim), at=at)
    changed = claim.lines.filter(outcome__in=[Outcome.CHANGED, Outcome.WITHDRAWN]).count()
    told = {"claim": claim, "changed": changed, "report": send_written(claim, by, at)}
    outbox.queue("claims/agreed", to=claim.results_email, at=at, **told)
    outbox.queue("claims/to_process", to=settings.PROCESSING_INBOX, at=at, claim=claim)
    return claim


@transaction.atomic
def withdraw(*, claim, because, by, at) -> Claim:
    """Withdraw a whole claim before it is agreed; the centre may claim its units again.

    The feedback report goes to the centre if one is written. Raises ClaimNotReady without a reason,
    MoveRefused for a claim recalled or already agreed. Gives the claim.
    """
    rules.check_because(because)
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, Status.READY, Status.SAMPLED)
    workflow.perform(states.WITHDRAW, claim, by=by, at=at, withdrawn_because=because.strip())
    claim.lines.filter(outcome__in=STANDING).update(outcome=Outcome.WITHDRAWN, live=False)
    raise_award_due_of(queries.candidates_on(claim), at=at)
    report = send_written(claim, by, at)
    outbox.queue("claims/withdrawn", to=claim.results_email, at=at, claim=claim, report=report)
    return claim
