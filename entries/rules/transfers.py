"""When may a candidate be transferred to another centre?

Rules: amendments and withdrawals (never withdraw; the new centre asks, the old one authorises).
That submitted claims are waited for is provisional: the board's figure decides.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from entries.rules import people
from interchange.refusals import RuleBroken

WAITS_FOR_CLAIMS = "transfer-waits-for-claims"  # the figure: 1 yes, 0 no


class TransferRefused(RuleBroken):
    """The transfer cannot be asked for, agreed or processed; the message says why."""


@dataclass(frozen=True)
class TransferAsked:
    """What the new centre types about the candidate."""

    surname: str
    born_on: object
    forenames: str = ""
    ocr_number: str = ""
    uci: str = ""


def is_meant(asked: TransferAsked, said: Iterable[Any], numbers: Collection[str]) -> bool:
    """Whether a person is the candidate asked for: number or UCI, birth date and surname agree.

    `said` is what the person's records say and said before they were merged, `numbers` are their
    OCR candidate numbers and UCIs.
    """
    if not {asked.ocr_number, asked.uci} & {*numbers} - {""}:
        return False
    return any(people.says_same(asked, one) for one in said)


def check_asking(
    *,
    same_centre: bool,
    asked: TransferAsked,
    number_holder: str,
    registered: bool,
    approval: str,
    waiting_since: date | None = None,
) -> None:
    """Raise TransferRefused unless the new centre may ask.

    All of it is known to the new centre itself: whether it names itself, gives a number, uses a
    candidate number of its own that somebody else has, has the candidate registered already or has
    asked before: `waiting_since` is the day. `approval` is why it may register nobody in the
    subject, or "".
    """
    if same_centre:
        raise TransferRefused("That is your own centre. Give the number of the old centre.")
    if approval:
        raise TransferRefused(approval)
    if not (asked.ocr_number or asked.uci):
        raise TransferRefused(
            "Give the OCR candidate number or the UCI: the candidate, or the old centre, knows it."
        )
    if number_holder:
        raise TransferRefused(f"Your candidate number is {number_holder}'s. Choose another one.")
    if registered:
        raise TransferRefused(
            "You have this candidate registered for the qualification already. Nothing needs to be"
            " transferred; ask us if achievements are missing."
        )
    if waiting_since:
        raise TransferRefused(
            f"You asked for this candidate on {waiting_since:%-d %B %Y}, and that transfer is open."
            " Wait for the answer, or cancel it before you ask again."
        )


def check_processing(
    *,
    entry_open: bool,
    free_at_new: bool,
    number_free: bool,
    approved: bool = True,
    claims: Collection[str],
    waits_for_claims: bool,
) -> None:
    """Raise TransferRefused unless the board may process the transfer now.

    `claims` names the old centre's submitted claims with the candidate that are unprocessed,
    `approved` says whether the new centre may register candidates in the subject.
    """
    if not entry_open:
        raise TransferRefused(
            "The old centre's registration is not open: it was withdrawn or changed. Reject the"
            " transfer, or have the registration restored first."
        )
    if claims and waits_for_claims:
        raise TransferRefused(
            f"The old centre has claimed units of this candidate on {', '.join(claims)}, which the"
            " board has not processed yet. Process the claim first, or have the units withdrawn."
        )
    if not approved:
        raise TransferRefused(
            "The new centre is not approved for the subject any more, so nobody can be registered"
            " there. Approve it first, or reject the transfer."
        )
    if not free_at_new:
        raise TransferRefused(
            "The new centre has registered the candidate for this qualification itself meanwhile."
            " It withdraws that registration, or the transfer is rejected."
        )
    if not number_free:
        raise TransferRefused(
            "The candidate number is somebody else's at the new centre meanwhile. Reject the"
            " transfer, so that the new centre asks again with another number."
        )
