"""How long letters wait, when they are given up, and what staff read of it."""

from datetime import timedelta
from smtplib import (
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest

from interchange.notifications import rules


def test_each_wait_is_twice_the_last_up_to_six_hours():
    waits = [rules.wait_after(tries) for tries in range(1, rules.MOST_TRIES)]

    assert waits[:3] == [timedelta(seconds=20), timedelta(seconds=40), timedelta(seconds=80)]
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(hours=6)


def test_a_letter_is_tried_for_about_five_days():
    tried_for = sum((rules.wait_after(n) for n in range(1, rules.MOST_TRIES)), timedelta())

    assert timedelta(days=4.5) < tried_for < timedelta(days=5.5)
    assert not rules.is_given_up(rules.MOST_TRIES - 1)
    assert rules.is_given_up(rules.MOST_TRIES)


@pytest.mark.parametrize(
    "problem, said",
    [
        (
            SMTPRecipientsRefused({"a@b.example": (550, b"no such\r\n user")}),
            "The mail server refuses the address: 550 no such user",
        ),
        (
            SMTPSenderRefused(553, b"not you", "us@b.example"),
            "The mail server refuses the portal as sender: 553 not you",
        ),
        (SMTPDataError(554, b"\xffspam"), "The mail server refuses the letter: 554 �spam"),
        (
            SMTPServerDisconnected("gone"),
            "The connection to the mail server broke off: SMTPServerDisconnected",
        ),
        (TimeoutError("late"), "The connection to the mail server broke off: TimeoutError"),
        (
            UnicodeError("label too long"),
            "The letter cannot be written as an e-mail: check the address for odd characters",
        ),
        (KeyError("x"), "An error of the portal's own, told in its log: KeyError"),
    ],
)
def test_staff_read_a_plain_reason(problem, said):
    assert rules.reason(problem, holds_link=False) == said


def test_no_reason_holds_what_no_column_takes():
    assert rules.reason(SMTPDataError(554, b"no\0pe"), holds_link=False).endswith("554 nope")


def test_a_reason_is_never_longer_than_its_column():
    long = SMTPDataError(554, b"no " * 500)

    assert len(rules.reason(long, holds_link=False)) == rules.MOST_WORDS


def test_of_a_letter_with_a_link_the_servers_words_about_it_are_left_out():
    quoting = SMTPDataError(554, b"blocked: /password/1/token/")

    assert rules.reason(quoting, holds_link=True) == (
        "The mail server refuses the letter: 554 its words may quote the link"
    )
