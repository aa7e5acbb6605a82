"""What does the moderator write about a claim? Feedback for the centre, concerns for the board."""

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce

from claims import queries, rules
from claims.commands.locking import check_may_moderate, lock
from claims.models import FeedbackReport, MalpracticeConcern
from claims.states import FINISHED, WITH_THE_BOARD, Status
from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.notifications import outbox

SUBMITTED = WITH_THE_BOARD | FINISHED


@transaction.atomic
def save_report(
    *, claim, went_well="", to_improve="", to_do="", seen=None, by, at
) -> FeedbackReport:
    """Keep the feedback report as far as it is written, not yet seen by the centre; give it.

    A claim has one report being written at a time. Raises ReportOvertaken where it was saved by
    somebody else since it was `seen` (when that was, as `queries.saved_when` has it), ReportRefused
    for a text too long, MoveRefused while the centre has recalled the claim.
    """
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, *SUBMITTED)
    report = queries.report_being_written(claim)
    texts = {"went_well": went_well, "to_improve": to_improve, "to_do": to_do}
    named = {FeedbackReport._meta.get_field(key).verbose_name: one for key, one in texts.items()}
    last = report.saved_by.name if report else ""
    rules.reports.check_report(named, seen=seen, now=queries.saved_when(report), by=last)
    report = report or FeedbackReport(claim=claim)
    for key, text in texts.items():
        setattr(report, key, text.strip())
    report.saved_at, report.saved_by = at, by
    report.save()
    trail.record("claim.save_report", about=claim, by=by, at=at, detail={"report": report.pk})
    return report


@transaction.atomic
def send_report(*, claim, by, at) -> FeedbackReport:
    """Send the centre the report as it was saved last, to be kept for ever; give it.

    Raises ReportRefused where nothing is written, MoveRefused while the centre has recalled the
    claim.
    """
    check_may_moderate(claim, by=by, at=at)
    claim = lock(claim, *SUBMITTED)
    rules.reports.check_can_send_report(queries.report_being_written(claim))
    report = send_written(claim, by, at)
    outbox.queue("claims/report", to=claim.results_email, at=at, claim=claim, report=report)
    return report


def send_written(claim, by, at) -> FeedbackReport | None:
    """Send the report that is being written, if anything is; the caller writes the letter.

    Gives the report, or None.
    """
    report = queries.report_being_written(claim)
    if not rules.reports.says_something(report):
        return None
    report.sent_at = at
    report.save(update_fields=["sent_at"])
    trail.record("claim.send_report", about=claim, by=by, at=at, detail={"report": report.pk})
    return report


@transaction.atomic
def raise_concern(*, claim, about, by, at) -> MalpracticeConcern:
    """Tell the board, and nobody of the centre, what makes the moderator suspect malpractice.

    Told twice in the same words, it is one concern. Gives it; raises ConcernRefused where it says
    nothing or too much.
    """
    permissions.check(by, Permission.MODERATE_CLAIMS, centre=claim.centre, subject=claim.subject)
    rules.reports.check_concern(about)
    claim = lock(claim, *Status)
    concern, new = MalpracticeConcern.objects.get_or_create(
        claim=claim, about=about.strip(), raised_by=by, taken_at=None, defaults={"raised_at": at}
    )
    if not new:
        return concern
    trail.record("malpracticeconcern.raise", about=concern, by=by, at=at, centre=claim.centre)
    outbox.queue("claims/concern", to=settings.PROCESSING_INBOX, at=at, concern=concern)
    return concern


@transaction.atomic
def answer_concern(*, concern, answer, by, at) -> MalpracticeConcern:
    """Write down what the board found about the concern, and give it; its claim may go on.

    Whoever answers has taken it up. Raises ConcernRefused where the answer says nothing or too
    much, MoveRefused where it is answered already.
    """
    permissions.check(by, Permission.PROCESS_CLAIMS)
    rules.reports.check_answer(answer)
    waiting = MalpracticeConcern.objects.filter(pk=concern.pk, answered_at=None)
    answered = waiting.update(
        answer=answer.strip(),
        answered_at=at,
        answered_by=by,
        taken_at=Coalesce("taken_at", at),
        taken_by=Coalesce("taken_by", by.pk),
    )
    concern.refresh_from_db()
    if not answered:
        raise workflow.MoveRefused(f"{concern.answered_by.name} has answered this concern already.")
    at_centre = concern.claim.centre
    trail.record("malpracticeconcern.answer", about=concern, by=by, at=at, centre=at_centre)
    return concern


@transaction.atomic
def take_up(*, concern, by, at) -> MalpracticeConcern:
    """Note that somebody of the board sees to the concern; give it.

    Raises MoveRefused where somebody does already.
    """
    permissions.check(by, Permission.PROCESS_CLAIMS)
    waiting = MalpracticeConcern.objects.filter(pk=concern.pk, taken_at=None)
    taken = waiting.update(taken_at=at, taken_by=by)
    concern.refresh_from_db()
    if not taken:
        raise workflow.MoveRefused(f"{concern.taken_by.name} has taken up this concern already.")
    at_centre = concern.claim.centre
    trail.record("malpracticeconcern.take_up", about=concern, by=by, at=at, centre=at_centre)
    return concern
