"""What a moderator may ask to see, change, agree and withdraw."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from claims.rules.cells import CLAIMED_BY_CENTRES
from claims.rules.submission import ClaimNotReady
from interchange.refusals import RuleBroken

LONGEST_REASON = 500
FAILED = {("2016", 2): "1C"}  # what only a moderator gives where it is not U, by suite and level


class GradeRefused(RuleBroken):
    """Such a grade cannot be given here."""


class VisitedBefore(ClaimNotReady):
    """The visit named was before the claim was submitted."""


@dataclass(frozen=True)
class Change:
    """What the moderator makes of a line: another grade, or none, which withdraws it."""

    line_id: int
    grade: str | None
    reason: str = ""


def check_sample(lines: Collection, claimed: Collection):
    """Raise ClaimNotReady unless the sample names lines of the claim."""
    if not set(lines) <= set(claimed):
        raise ClaimNotReady(
            "Part of the sample is no longer on the claim. Look at the claim again and choose."
        )


def check_can_send_sample(lines: Collection):
    """Raise ClaimNotReady where nothing was chosen."""
    if not lines:
        raise ClaimNotReady("Choose at least one unit of one candidate, and save the sample.")


def uncovered(lines: Iterable, chosen: Collection):
    """What a sample leaves unseen: {kind: names} of units, assessors and grades claimed.

    Published is only that the moderator chooses; this advises and refuses nothing.
    """
    kinds = {
        "Units": lambda line: f"Unit {line.unit.number}",
        "Centre assessors": lambda line: str(line.assessor),
        "Grades": lambda line: line.claimed,
    }
    lines = list(lines)
    missing = {}
    for kind, name in kinds.items():
        seen = {name(line) for line in lines if line.pk in chosen}
        unseen = dict.fromkeys(name(line) for line in lines if name(line) not in seen)
        if unseen:
            missing[kind] = list(unseen)
    return missing


def line_of(change: Change, lines: Mapping):
    """Give the line a change is about; raises GradeRefused for one that is not on the claim."""
    if change.line_id not in lines:
        raise GradeRefused("One of the lines is no longer on the claim. Open the page again.")
    return lines[change.line_id]


def check_change(change: Change, line, *, gradable: Collection[str], taken: bool):
    """Raise GradeRefused unless the moderator may make this of the line.

    Moderators confirm, change, give U (1C in the 2016 suite's Level 2), or withdraw; each change
    says why, so that centres can learn from it.
    """
    if change.grade is not None and change.grade not in gradable:
        raise GradeRefused(f"{line}: {change.grade} is not a grade of this qualification's units.")
    if change.grade is not None and taken:
        raise GradeRefused(
            f"{line}: the unit has been claimed again since it was withdrawn, so it stays withdrawn"
            " on this claim."
        )
    if change.grade != line.claimed and not change.reason.strip():
        raise GradeRefused(f"{line}: give the reason for the change.")
    if len(change.reason) > LONGEST_REASON:
        raise GradeRefused(
            f"{line}: shorten the reason to {LONGEST_REASON} characters; it has"
            f" {len(change.reason)}."
        )


def gradable(qualification):
    """The grades a moderator may give in a qualification, the failed one last."""
    return (*CLAIMED_BY_CENTRES, failed(qualification))


def failed(qualification):
    """The grade of a unit that is not achieved: U, or 1C in the 2016 suite's Level 2."""
    return FAILED.get((qualification.suite, qualification.level), "U")


def check_can_agree(standing: int, visited_on, today, *, submitted_on, seen_then: bool):
    """Raise ClaimNotReady unless something is left to agree and the visit has been.

    A visit before the claim was submitted counts where its work was `seen_then`: what is withdrawn
    during a visit may be claimed again and agreed without a second one. Else VisitedBefore.
    """
    if not standing:
        raise ClaimNotReady("Every unit has been withdrawn. Withdraw the whole claim instead.")
    if visited_on > today:
        raise ClaimNotReady("The date of the visit is in the future. Submit after the visit.")
    if visited_on < submitted_on and not seen_then:
        raise VisitedBefore(
            f"This claim was submitted on {submitted_on:%-d %B %Y}, after that visit. Correct the"
            " date, or tick that the work was seen then."
        )


def check_because(because: str):
    """Raise ClaimNotReady where the moderator does not say why the claim is withdrawn."""
    if not because.strip():
        raise ClaimNotReady("Say why you withdraw the claim: the centre is told.")
