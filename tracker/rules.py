"""When may an entry be withdrawn? Rules: the board's page on amendments and withdrawals."""

from collections.abc import Collection
from datetime import date

from entries.rules.registering import summer_of
from interchange.refusals import RuleBroken


class WithdrawalRefused(RuleBroken):
    """The entry may not be marked Withdrawn."""


def check_can_withdraw(
    *, left: bool, pending: Collection[str], completes_in: int, on: date
) -> None:
    """Raise WithdrawalRefused unless the entry may be marked Withdrawn on the day `on`.

    Takes whether the centre ticked that the candidate has left, the numbers of units with pending
    results, and the summer the candidate is to complete in (amendments and withdrawals).
    """
    if pending:
        units = ", ".join(pending)
        raise WithdrawalRefused(
            f"This entry has pending results for unit {units}. Wait until they are processed, or"
            " have them withdrawn first: the moderator takes units off a claim, and you withdraw"
            " exam entries under “Exam and unit entries”."
        )
    if completes_in > summer_of(on):
        raise WithdrawalRefused(
            f"This candidate is to complete in summer {completes_in}, a later year. Only if the"
            f" estimated completion date is wrong, set it to summer {summer_of(on)} first."
        )
    if not left:
        raise WithdrawalRefused(
            "Tick that the candidate has left the programme and will claim no more units,"
            " or leave the entry as it is.",
            field="left",
        )
