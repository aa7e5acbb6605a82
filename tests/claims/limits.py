"""The board's figures for visits as the tests of rules have them, and a day to count from."""

from datetime import date, timedelta

from claims.rules.visits import Limits

TODAY = date(2027, 3, 1)
LIMITS = Limits(
    free=2,
    claim_days=14,
    type_days=28,
    august_days=14,
    book_by=date(2027, 5, 15),
    claims_by=date(2027, 6, 15),
    last_on=date(2027, 6, 30),
)
UNKNOWN = Limits()


def later(days):
    """The day so many days after TODAY."""
    return TODAY + timedelta(days=days)
