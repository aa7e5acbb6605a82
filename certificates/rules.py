"""When may a certificate be issued again, at whose cost, and which originals come back?

Published: an award is certificated once it is issued, and an original is returned when its grade
was lowered; of other vocational qualifications, that a change of details afterwards means paying
for the replacement. Which other reasons are paid, and for which an original comes back, was not
found: ours, provisional.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from interchange.refusals import RuleBroken


class Reason(Enum):
    """Why a certificate is issued again."""

    LOST = "lost"
    DAMAGED = "damaged"
    DETAILS = "details"
    OURS = "ours"

    @property
    def label(self) -> str:
        """The reason in words."""
        return LABELS[self]


LABELS = {
    Reason.LOST: "Lost",
    Reason.DAMAGED: "Damaged",
    Reason.DETAILS: "The candidate's details changed",
    Reason.OURS: "A mistake of the board",
}
PAID = {Reason.LOST, Reason.DAMAGED, Reason.DETAILS}
ORIGINAL_RETURNS = {Reason.DAMAGED, Reason.DETAILS, Reason.OURS}
NOT_STANDING = (
    "The award of this certificate does not stand any more, so none is issued again. If there is"
    " another award, its certificate is on the next print run by itself."
)
NOT_LAST = "Another certificate was issued in the place of this one. Issue that one again."
WAITS = "It is to be issued again already, and is on the next print run."
SAY = "Write what the centre is told: it reads it in a letter."
NOTHING_NEW = "There is nothing to print: every award that stands has its certificate."
NOT_AS_SHOWN = (
    "This is not what the page showed you: an award or a reissue has come or gone since. Look at"
    " the numbers again, then make the run."
)
SENT = (
    "The run of this certificate was sent to the centres, so it cannot be taken out any more. Note"
    " the day on which it comes back instead."
)
TAKEN_OUT = "This certificate was taken out already, and that is noted."
SAY_WHY = "Write why it is taken out: the trail and the next certificate's reissue say so."
BACK_ALREADY = "The original came back already, and that is noted."
MOST_NAMED = 10  # certificates that a sentence lists
NEED_NOT_RETURN = "This original need not come back: its award stands, and nothing took its place."


class CertificateRefused(RuleBroken):
    """The certificate cannot be issued, or its return not be noted."""


@dataclass(frozen=True)
class ToPrint:
    """What the next run would hold: new certificates, and such that are issued again."""

    new: int
    again: int

    @property
    def total(self) -> int:
        """How many certificates."""
        return self.new + self.again


def check_can_reissue(*, stands: bool, is_last: bool, waits: bool) -> None:
    """Raise CertificateRefused unless the certificate may be issued again.

    `stands` says whether its award does, `is_last` that nothing was issued in its place yet, and
    `waits` that it is to be issued again already.
    """
    for wrong, sentence in ((waits, WAITS), (not is_last, NOT_LAST), (not stands, NOT_STANDING)):
        if wrong:
            raise CertificateRefused(sentence)


def check_can_take_out(*, sent: bool, taken_out: bool, words: str) -> None:
    """Raise CertificateRefused unless a certificate may be taken out of its run, with the words.

    That is between the run's list and its dispatch, once.
    """
    for wrong, sentence in ((taken_out, TAKEN_OUT), (sent, SENT)):
        if wrong:
            raise CertificateRefused(sentence)
    if not words.strip():
        raise CertificateRefused(SAY_WHY, field="words")


def check_can_send(numbers: Sequence[int]) -> None:
    """Raise CertificateRefused where certificates of a run are to come back before they are sent.

    Takes their numbers: their awards fell since the list was made, or they are issued again.
    """
    if not numbers:
        return
    listed = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    raise CertificateRefused(
        f"Since the list was made the award fell, or another is issued instead, of certificate"
        f"{'' if len(numbers) == 1 else 's'} {listed}{more}. Take them out of the envelopes, press"
        " “Take out” for them among the certificates, then note that the run is sent."
    )


def check_can_make(shown: ToPrint, now: ToPrint) -> None:
    """Raise CertificateRefused where there is nothing to print `now`, or other than was `shown`."""
    if not now.total:
        raise CertificateRefused(NOTHING_NEW)
    if shown != now:
        raise CertificateRefused(NOT_AS_SHOWN)
