"""What becomes of an exam entry that is withdrawn, by the day and the grounds?

Rules: the board's pages on amendments and withdrawals, and on entry rules (absence). That a date
which is not set yet refuses nothing, that units taken by themselves are not paid back, and that an
absence is excused when the letter comes later but in time, is ours.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import TextChoices

from entries.unit_states import EXCUSE, WITHDRAW, WITHDRAW_LATE
from interchange.refusals import RuleBroken
from interchange.workflow import Move

DAYS = "medical-withdrawal-days"  # the figure: days before results for withdrawal on grounds


class Grounds(TextChoices):
    """Why a candidate is withdrawn, where it makes a difference."""

    NONE = "", "None of these"
    MEDICAL = "medical", "The candidate is or was ill"
    BEREAVEMENT = "bereavement", "The candidate has lost somebody"


class ExamWithdrawalRefused(RuleBroken):
    """The exam entry cannot be withdrawn; the message says why and what to do."""


class GroundsNeeded(ExamWithdrawalRefused):
    """The candidate is absent already; only illness or bereavement changes anything."""


@dataclass(frozen=True)
class WithdrawalFacts:
    """What decides: the series (None of a unit by itself), and what has become of the entry.

    `over` says who withdrew it and when, `has_result` that a grade is in, `opened` on which
    day its results came, `absent` that the
    candidate is marked absent. `days` is how long before the results come withdrawals on grounds
    end.
    """

    series: Any = None
    over: str = ""
    has_result: bool = False  # a grade, not an absence
    opened: str = ""
    absent: bool = False
    claimed: bool = False
    days: int = 7


def check_arrival(arrived_on: date | None, on: date) -> None:
    """Raise ExamWithdrawalRefused for a letter that arrives only after the day `on`."""
    if arrived_on and arrived_on > on:
        raise ExamWithdrawalRefused(
            f"The centre's letter cannot have arrived on {arrived_on:%-d %B %Y}: that is still to"
            " come. Give the day on which it arrived, or leave it out for today."
        )


def last_on_grounds(series: Any, days: int) -> date | None:
    """The last day for a withdrawal on medical or bereavement grounds; None where not known."""
    results_on: date | None = series.results_on
    return results_on and results_on - timedelta(days=days)


def move(facts: WithdrawalFacts, on: date, grounds: str = Grounds.NONE) -> Move:
    """The Move that withdrawing on the day `on` is; raises ExamWithdrawalRefused."""
    if facts.over:
        raise ExamWithdrawalRefused(f"It is withdrawn already, {facts.over}. Nothing has changed.")
    if facts.has_result:
        raise ExamWithdrawalRefused(
            "There is a result already. If it is wrong, raise a missing-results request."
        )
    if facts.series is None:
        return _alone(facts, grounds)
    if grounds:
        return _on_grounds(facts, on)
    series = facts.series
    if facts.opened:
        raise ExamWithdrawalRefused(
            f"The results of {series} came on {facts.opened}, so nobody can be"
            " withdrawn any more. If a result is missing, raise a missing-results request."
        )
    if facts.absent:
        _on_grounds(facts, on)
        raise GroundsNeeded(
            "The candidate is marked absent already. Only illness or bereavement"
            " changes anything: what was charged is then paid back."
        )
    if series.refund_until_on is None or on <= series.refund_until_on:
        return WITHDRAW
    return WITHDRAW_LATE


def _alone(facts: WithdrawalFacts, grounds: str) -> Move:
    if facts.claimed:
        raise ExamWithdrawalRefused(
            "The unit is on a claim. Take it off the claim first, or ask the moderator to."
        )
    return EXCUSE if grounds else WITHDRAW


def _on_grounds(facts: WithdrawalFacts, on: date) -> Move:
    last = last_on_grounds(facts.series, facts.days)
    if last and on > last:
        raise ExamWithdrawalRefused(
            f"Withdrawals on medical or bereavement grounds from {facts.series} ended on"
            f" {last:%-d %B %Y}."
        )
    return EXCUSE


def is_paid_back(move: Move, series: Any) -> bool:
    """Whether what was charged for the entry is paid back."""
    return series is not None and move in (WITHDRAW, EXCUSE)


def says(move: Move, series: Any, by_hand: str = "") -> str:
    """What the move means, as a sentence for the centre.

    `by_hand` says why the board must pay back some of it by hand; empty where it need not.
    """
    if move == WITHDRAW_LATE:
        return (
            f"No refund: the last day was {series.refund_until_on:%-d %B %Y}. The candidate is"
            " marked absent, which is no attempt; a later entry for the unit is charged."
        )
    if series is None:
        return "The unit is no longer claimed for the candidate. Its fee is not paid back."
    unset = series.refund_until_on is None and move == WITHDRAW
    said = PAID_BACK + (BY_HAND.format(by_hand) if by_hand else "")
    return said + (NOT_SET if unset else "")


PAID_BACK = "What was charged for this entry is paid back, and it is as if it had never been made."
BY_HAND = " We do that by hand, since {}."
NOT_SET = " The last day for a refund is not set yet, so it counts as not passed."


def check_statement(grounds: str, statement: str) -> None:
    """Raise ExamWithdrawalRefused where grounds are chosen and nothing is said about them."""
    if grounds and not statement.strip():
        raise ExamWithdrawalRefused(
            "Say in a sentence what happened, for example which dates a doctor's letter covers."
        )
