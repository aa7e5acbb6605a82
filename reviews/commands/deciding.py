"""How does the board bring a review to its outcome, and what follows from it?"""

from django.db import transaction
from django.utils.timezone import localdate

from entries import commands as entries_commands
from entries.queries import owed_for
from interchange import shown, workflow
from interchange.notifications import outbox
from interchange.refusals import check_says_something
from results import commands as results_commands
from results import queries as results_queries
from reviews import queries, rules, states
from reviews.rules import Problem, ReviewRefused
from reviews.states import Service

NO_MARKING = "Access to scripts has no outcome for the grade: send the script instead."
ONLY_SCRIPTS = "Only access to scripts ends with a script: give the outcome instead."
SAY = "Write what was found: the centre reads it."
FREE = "Nothing is charged."
CHARGED = "The fee is on an invoice of its own."
PAID_BACK = "The fee is paid back by a credit note of its own."
PAID_BACK_BEFORE = "The fee was paid back already."
BY_HAND = "The board pays the fee back by hand."


@transaction.atomic
def take(*, review, by, at) -> None:
    """Begin with a review; the centre cannot withdraw it any more."""
    workflow.perform(states.TAKE, review, by=by, at=at)


@transaction.atomic
def refuse(*, review, reason, by, at) -> None:
    """Say that a review is not done, and why; nothing is charged."""
    check_says_something(reason, "Write why it is refused: the centre reads it.")
    _decided(states.REFUSE, review, reason, by, at)
    outbox.queue("reviews/refused", to=review.email, at=at, review=review, reason=reason)


@transaction.atomic
def decide(*, review, words, grade="", seen=None, by, at) -> None:
    """Give the outcome: the grade stays, or is `grade` from now on, which may be lower.

    A new grade corrects the result by a decision of the board that names the review, and awards
    follow; a grade that stays is charged at the fees of the day it was asked for, and one that
    changes costs nothing. `seen` is what the page showed of the result. A grade that is not what it
    was when the review was asked for does not stay. Raises MoveRefused, ReviewRefused,
    ResultRefused and ShownOtherwise.
    """
    check_says_something(words, SAY)
    move = states.CHANGE if grade else states.KEEP
    _decided(move, review, words, by, at)
    if review.service == Service.SCRIPT:
        raise ReviewRefused([Problem("", NO_MARKING)])
    stood = _standing(review, seen, at)
    if grade:
        made, costs = _correct(review, stood, grade, words, by=by, at=at), FREE
    else:
        rules.check_stays(review.result.shown, stood.shown)
        made, costs = None, CHARGED if _charge(review, by=by, at=at) else ""
    _tell(review, stood, made, costs, at)


@transaction.atomic
def shown_of_outcome(*, review, on) -> dict[str, str]:
    """What the page of an outcome shows of the result, and which awards a lower grade would lower.

    It is tried on the day, while the person is held, and nothing of it is kept.
    """
    return _shown(_held(review), on)


@transaction.atomic
def send_script(*, review, words, by, at) -> None:
    """Note that the script was sent, and how; charged at the fees of the day it was asked for."""
    check_says_something(words, "Write how the script was sent: the centre reads it.")
    _decided(states.SEND, review, words, by, at)
    if review.service != Service.SCRIPT:
        raise ReviewRefused([Problem("", ONLY_SCRIPTS)])
    _charge(review, by=by, at=at)
    outbox.queue("reviews/script_sent", to=review.email, at=at, review=review, words=words)


@transaction.atomic
def note_appeal(*, review, received_on, by, at) -> None:
    """Note that the centre appealed against the outcome, in time, on the day it was received."""
    detail = {"words": f"Received on {received_on:%-d %B %Y}."}
    workflow.perform(states.APPEAL, review, by=by, at=at, detail=detail, appealed_on=received_on)
    entries_commands.raise_award_due_of([review.candidate_id], at=at)
    until = queries.review_days(review).appeal_until
    rules.check_can_appeal(localdate(review.decided_at), received_on, until, localdate(at))
    outbox.queue("reviews/appeal_noted", to=review.email, at=at, review=review)


@transaction.atomic
def decide_appeal(*, review, words, grade="", seen=None, by, at) -> None:
    """Decide the appeal: the grade stays, or is `grade` from now on, which may be lower.

    As `decide`, but that nothing more is charged. Where the grade changes, what was charged for the
    review is paid back once, or waits for the board's hand; the letter says which.
    """
    check_says_something(words, SAY)
    move = states.CHANGE_ON_APPEAL if grade else states.KEEP_ON_APPEAL
    workflow.perform(move, review, by=by, at=at, detail={"words": words}, appeal=words)
    entries_commands.raise_award_due_of([review.candidate_id], at=at)
    stood = _standing(review, seen, at)
    made, costs = None, ""
    if grade:
        made = _correct(review, stood, grade, words, by=by, at=at)
        costs = _pay_back(review, by=by, at=at)
    _tell(review, stood, made, costs, at)


def _decided(move, review, words, by, at):
    """Carry out a move of the board that gives the outcome."""
    workflow.perform(
        move,
        review,
        by=by,
        at=at,
        detail={"words": words},
        decision=words,
        decided_at=at,
        decided_by=by,
    )
    entries_commands.raise_award_due_of([review.candidate_id], at=at)


def _held(review):
    """The result that stands, held with its person."""
    entries_commands.hold_people([review.candidate_id])
    return queries.standing_of(review)


def _standing(review, seen, at):
    """The result that stands, held with its person. Raises ShownOtherwise if it is not as shown."""
    stood = _held(review)
    if seen is not None:
        shown.check_same(seen, {str(review): _shown(stood, localdate(at))})
    return stood


def _shown(stood, on):
    """The result that stands, with the awards that each lower grade would lower or take back."""
    awards = {
        f"{whose}, with {grade}": words
        for grade, lowers in results_commands.lowered_by_each(stood, on).items()
        for whose, words in results_queries.awards_lowered(lowers).items()
    }
    return {**queries.shown_of_result(stood), **awards}


def _correct(review, stood, grade, words, *, by, at):
    """Correct the result that stands, naming the review; give the new one."""
    review.corrected = results_commands.correct(
        result=stood,
        grade=grade,
        cause=rules.cause(review.get_service_display(), review.number, words),
        by=by,
        at=at,
    )
    review.save(update_fields=["corrected"])
    return review.corrected


def _charge(review, *, by, at):
    """Charge the service at the fees of the day it was asked for; give the charge, if any."""
    on = localdate(review.asked_at)
    review.charge = entries_commands.charge_service(review.service, review, on=on, by=by, at=at)
    review.save(update_fields=["charge"])
    return review.charge


def _pay_back(review, *, by, at):
    """Pay back what the review was charged; give the sentence that says how."""
    charge = review.charge
    if charge is None:
        return FREE
    if charge.is_paid_back:
        return PAID_BACK_BEFORE
    because = f"{review.get_service_display()} {review.number}: the appeal changed the grade"
    if review.entry:
        owed = owed_for([review.entry])[review.entry_id].for_reason(review.service)
        done = entries_commands.pay_back([(review.entry, owed)], because=because, by=by, at=at)
        return BY_HAND if done.due else PAID_BACK if done.notes else FREE
    if not charge.line.pence:
        return FREE
    entries_commands.credit(charges=[charge], because=because, by=by, at=at)
    return PAID_BACK


def _tell(review, stood, made, costs, at):
    """Queue the letter of the outcome: what stood, what was made of it, what it costs."""
    days = queries.review_days(review)
    outbox.queue(
        "reviews/outcome",
        to=review.email,
        at=at,
        review=review,
        words=review.appeal or review.decision,
        was=stood.shown,
        now=made.shown if made else "",
        costs=costs,
        appeal_until=None if review.appeal else days.appeal_until,
    )
