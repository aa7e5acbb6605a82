"""What a feedback report needs before the centre gets it, and a concern before the board does."""

from collections.abc import Mapping
from typing import Any

from claims.rules.submission import ClaimNotReady
from interchange.refusals import RuleBroken

LONGEST_BOX = 4000  # characters of a box of the report, and of a concern; ours, for a page of print
SAY_WHAT_FOUND = "Say what you found: only then can the claim be processed."
SAY_WHAT_SUSPECTED = "Say what makes you suspect malpractice: the board acts on it."


class ReportRefused(RuleBroken):
    """The feedback report cannot be saved or sent as it is."""


class ReportOvertaken(ReportRefused):
    """Somebody else saved the report meanwhile."""


class ConcernRefused(RuleBroken):
    """The concern does not say enough, or too much, to be taken up."""


def check_report(texts: Mapping[str, str], *, seen: str | None, now: str, by: str = "") -> None:
    """Raise ReportRefused for a box that is too long, ReportOvertaken where another was quicker.

    `seen` and `now` say when the report was saved that the page showed, and that stands; None
    takes the place of whatever stands.
    """
    if seen is not None and seen != now:
        raise ReportOvertaken(
            f"{by or 'Somebody else'} saved this report meanwhile. Their text stands below; yours"
            " is still in the boxes. Press Save report again to replace theirs by yours."
        )
    for name, text in texts.items():
        if len(text) > LONGEST_BOX:
            raise ReportRefused(
                f"{name}: shorten this to {LONGEST_BOX} characters; it has {len(text)}."
            )


def says_something(report: Any) -> bool:
    """Whether there is a report with anything written in it."""
    return bool(report) and any(
        text.strip() for text in (report.went_well, report.to_improve, report.to_do)
    )


def check_can_send_report(report: Any) -> None:
    """Raise ReportRefused where nothing has been written."""
    if not says_something(report):
        raise ReportRefused(
            "There is nothing to send. Write in at least one of the boxes and save; or the report"
            " has been sent already."
        )


def check_answer(answer: str) -> None:
    """Raise ConcernRefused unless the board says what it found, in no more than a page."""
    if not answer.strip():
        raise ConcernRefused(SAY_WHAT_FOUND)
    if len(answer) > LONGEST_BOX:
        raise ConcernRefused(f"Shorten this to {LONGEST_BOX} characters; it has {len(answer)}.")


def check_no_concern_open(number: int) -> None:
    """Raise ClaimNotReady while so many malpractice concerns about the claim are not answered."""
    if number:
        concerns = "1 malpractice concern" if number == 1 else f"{number} malpractice concerns"
        raise ClaimNotReady(
            f"{concerns} about this claim {'is' if number == 1 else 'are'} not answered. Answer"
            f" {'it' if number == 1 else 'each'} under Malpractice concerns, then process."
        )


def check_concern(about: str) -> None:
    """Raise ConcernRefused unless the concern says what it is about, in no more than a page."""
    if not about.strip():
        raise ConcernRefused(SAY_WHAT_SUSPECTED)
    if len(about) > LONGEST_BOX:
        raise ConcernRefused(f"Shorten this to {LONGEST_BOX} characters; it has {len(about)}.")
