"""What a moderator may make of a claim's grades after the visit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.rules.cells import CLAIMED_BY_CENTRES
from interchange.refusals import RuleBroken

LONGEST_REASON = 500
FAILED = {("2016", 2): "1C"}  # what only a moderator gives where it is not U, by suite and level


def judged(grade: str | None, reason: str = "") -> str:
    """A grade and its reason as pages remember what they showed; without a grade, withdrawn."""
    return f"{grade or ''}:{reason}"


@dataclass(frozen=True)
class Change:
    """What the moderator makes of a line: another grade, or none, which withdraws it.

    `seen` is what the page showed when it was typed, as `judged` has it; None takes the place of
    whatever is there.
    """

    line_id: int
    grade: str | None
    reason: str = ""
    seen: str | None = None


@dataclass(frozen=True)
class Reviewer:
    """Who changed a line last, and when."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Objection:
    """Why a change cannot be saved; `now` is what the line says, where somebody was quicker."""

    sentence: str
    now: str | None = None


class GradeRefused(RuleBroken):
    """Such grades cannot be given here; `objections` says why, by line id."""

    def __init__(self, objections: Mapping[int, Objection]) -> None:
        """Take the objections."""
        super().__init__(" ".join(one.sentence for one in objections.values()))
        self.objections = objections


def check_changes(
    changes: Collection[Change],
    lines: Mapping[int, Any],
    *,
    gradable: Collection[str],
    taken: Collection[int] = (),
    reviewers: Mapping[int, Reviewer] | None = None,
) -> None:
    """Raise GradeRefused unless the moderator may make all this of the lines.

    `lines` are those of the claim by id, `taken` the ids of those claimed again elsewhere,
    `reviewers` who changed those that somebody changed since they were seen.
    """
    found = objections(changes, lines, gradable=gradable, taken=taken, reviewers=reviewers)
    if found:
        raise GradeRefused(found)


def objections(
    changes: Collection[Change],
    lines: Mapping[int, Any],
    *,
    gradable: Collection[str],
    taken: Collection[int] = (),
    reviewers: Mapping[int, Reviewer] | None = None,
) -> dict[int, Objection]:
    """What keeps changes from being saved, by line id; those that may be saved are not in it."""
    return {
        change.line_id: objection
        for change in changes
        if (objection := _objection_to(change, lines, gradable, taken, reviewers or {}))
    }


def _objection_to(
    change: Change,
    lines: Mapping[int, Any],
    gradable: Collection[str],
    taken: Collection[int],
    reviewers: Mapping[int, Reviewer],
) -> Objection | None:
    """Give what keeps a change from being saved; None where nothing does."""
    line = lines.get(change.line_id)
    if line is None:
        return Objection("One of the lines is no longer on the claim. Open the page again.")
    if overtaken(change, line):
        return Objection(_asks(change, line, reviewers.get(line.pk)), now=_stands(line))
    sentence = _wrong_with(change, line, gradable, change.line_id in taken)
    return Objection(f"{line}: {sentence}") if sentence else None


def _wrong_with(change: Change, line: Any, gradable: Collection[str], taken: bool) -> str | None:
    """Give what is wrong with a change; None where nothing is.

    Moderators confirm, change, give U (1C in the 2016 suite's Level 2), or withdraw; each change
    says why, so that centres can learn from it.
    """
    if change.grade is not None and change.grade not in gradable:
        return f"{change.grade} is not a grade of this qualification's units."
    if change.grade is not None and taken:
        return (
            "the unit has been claimed again since it was withdrawn, so it stays withdrawn on this"
            " claim."
        )
    if change.grade != line.claimed and not change.reason.strip():
        return "give the reason for the change."
    if len(change.reason) > LONGEST_REASON:
        return f"shorten the reason to {LONGEST_REASON} characters; it has {len(change.reason)}."
    return None


def overtaken(change: Change, line: Any) -> bool:
    """Whether somebody has made something else of the line since the change was typed."""
    if change.seen is None or change.seen == _stands(line):
        return False
    return _wanted(change, line) != _stands(line)


def _stands(line: Any) -> str:
    """What a line says now, as pages remember it."""
    return judged(line.grade if line.live else None, line.reason)


def _wanted(change: Change, line: Any) -> str:
    """What the line is to say; the grade claimed needs no reason."""
    return judged(change.grade, "" if change.grade == line.claimed else change.reason.strip())


def _asks(change: Change, line: Any, reviewer: Reviewer | None) -> str:
    """Give the sentence that shows both values of a line that two people changed."""
    who = f"{reviewer.name} at {reviewer.at:%H:%M on %-d %B}" if reviewer else "somebody"
    why = f" (“{line.reason}”)" if line.reason else ""
    now = f"{line.grade if line.live else 'Withdraw'}{why}"
    return f"{line}: saved meanwhile by {who}: {now}; yours is {change.grade or 'Withdraw'}."


def gradable(qualification: Any) -> tuple[str, ...]:
    """The grades a moderator may give in a qualification, the failed one last."""
    return (*CLAIMED_BY_CENTRES, _failed(qualification))


def _failed(qualification: Any) -> str:
    """The grade of a unit that is not achieved: U, or 1C in the 2016 suite's Level 2."""
    return FAILED.get((qualification.suite, qualification.level), "U")
