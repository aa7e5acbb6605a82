"""What withdrawing an exam entry is, by the day and the grounds."""

from datetime import date
from types import SimpleNamespace

import pytest

from entries.rules import withdrawing as rules
from entries.rules.withdrawing import ExamWithdrawalRefused, Grounds, WithdrawalFacts
from entries.unit_states import EXCUSE, WITHDRAW, WITHDRAW_LATE


class Series(SimpleNamespace):
    """A series with its dates."""

    def __str__(self):
        return "June 2027"


JUNE = Series(refund_until_on=date(2027, 3, 21), results_on=date(2027, 8, 12))
OPEN_ENDED = Series(refund_until_on=None, results_on=None)
ILL = Grounds.MEDICAL


@pytest.mark.parametrize(
    ("series", "on", "grounds", "move"),
    [
        (JUNE, date(2027, 3, 20), Grounds.NONE, WITHDRAW),
        (JUNE, date(2027, 3, 21), Grounds.NONE, WITHDRAW),
        (JUNE, date(2027, 3, 22), Grounds.NONE, WITHDRAW_LATE),
        (JUNE, date(2027, 8, 11), Grounds.NONE, WITHDRAW_LATE),
        (JUNE, date(2027, 3, 20), ILL, EXCUSE),
        (JUNE, date(2027, 8, 5), Grounds.BEREAVEMENT, EXCUSE),
        (OPEN_ENDED, date(2027, 12, 1), Grounds.NONE, WITHDRAW),
        (OPEN_ENDED, date(2027, 12, 1), ILL, EXCUSE),
        (None, date(2027, 3, 20), Grounds.NONE, WITHDRAW),
    ],
)
def test_the_day_and_the_grounds_decide(series, on, grounds, move):
    assert rules.move(WithdrawalFacts(series), on, grounds) == move


@pytest.mark.parametrize(
    ("facts", "on", "grounds", "because"),
    [
        (
            WithdrawalFacts(JUNE, has_result=True),
            date(2027, 3, 1),
            Grounds.NONE,
            "a result already",
        ),
        (
            WithdrawalFacts(JUNE, opened="12 August 2027"),
            date(2027, 8, 12),
            Grounds.NONE,
            "came on 12 August 2027",
        ),
        (WithdrawalFacts(JUNE), date(2027, 8, 6), ILL, "ended on 5 August 2027"),
        (WithdrawalFacts(None, claimed=True), date(2027, 3, 1), Grounds.NONE, "on a claim"),
        (
            WithdrawalFacts(JUNE, absent=True),
            date(2027, 3, 22),
            Grounds.NONE,
            "marked absent already",
        ),
        (
            WithdrawalFacts(JUNE, absent=True),
            date(2027, 8, 6),
            Grounds.NONE,
            "ended on 5 August 2027",
        ),
        (
            WithdrawalFacts(JUNE, over="by A on 1 May 2027"),
            date(2027, 3, 1),
            ILL,
            "already, by A on 1 May",
        ),
        (WithdrawalFacts(JUNE, has_result=True), date(2027, 3, 1), ILL, "a result already"),
    ],
)
def test_what_came_too_late_is_refused_with_the_reason(facts, on, grounds, because):
    with pytest.raises(ExamWithdrawalRefused, match=because):
        rules.move(facts, on, grounds)


@pytest.mark.parametrize(
    ("move", "series", "paid_back"),
    [
        (WITHDRAW, JUNE, True),
        (EXCUSE, JUNE, True),
        (WITHDRAW_LATE, JUNE, False),
        (WITHDRAW, None, False),
    ],
)
def test_only_what_was_withdrawn_in_time_or_on_grounds_is_paid_back(move, series, paid_back):
    assert rules.is_paid_back(move, series) == paid_back
    assert ("paid back, and" in rules.says(move, series)) == paid_back


def test_grounds_need_a_statement():
    with pytest.raises(ExamWithdrawalRefused, match="Say in a sentence"):
        rules.check_statement(ILL, " ")
    rules.check_statement(ILL, "In hospital.")
    rules.check_statement(Grounds.NONE, "")
