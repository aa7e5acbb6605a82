"""Which grades a unit can have, which is best, how often an exam may be sat, what is issued when.

Published on the board's pages on results, on entry rules and on calculating grades.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Protocol

from interchange.catalogue.specification import Specification, Unit
from interchange.refusals import RuleBroken
from results.awarding.outcome import BEST_FIRST

ABSENT = "absent"
NO_RESULT = "X"  # the board issues none: no work, no script, an invalid combination of units
PENDING = "Q"  # a result is to come: it is not final, or the board looks into it
UNGRADED = (ABSENT, NO_RESULT, PENDING)  # say why an exam has no grade; none of them counts
NO_ATTEMPT = (ABSENT, NO_RESULT)
UNSETTLED = (NO_RESULT, PENDING)  # what comes after them is no correction
PART = "#"  # after a grade: the candidate was absent from part of the exam
LONGEST_REASON = 300  # signs of why the board decided, and of the papers it rests on
UNCLASSIFIED = 1  # where an unclassified result stands; no result is 0, the lowest grade is 2


class Mark(Enum):
    """How an exam was attended."""

    PRESENT = "present"
    ABSENT = "absent"
    PARTIAL = "partial"

    @property
    def label(self) -> str:
        """The mark in words."""
        return LABELS[self]


LABELS = {
    Mark.PRESENT: "Present",
    Mark.ABSENT: "Absent",
    Mark.PARTIAL: "Absent from part",
}


class ResultRefused(RuleBroken):
    """That grade cannot be recorded."""


class Ranked(Protocol):
    """A qualification result as far as it is compared: what it was and its points."""

    @property
    def outcome(self) -> str:
        """Awarded, unclassified, or something that is no result."""

    @property
    def grade(self) -> str:
        """The grade, empty for none."""

    @property
    def points(self) -> int:
        """The points it was issued for."""


class Step(Enum):
    """What a new outcome leads to."""

    NOTHING = "nothing"
    ISSUE = "issue"
    CORRECT = "correct"
    REVOKE = "revoke"


@dataclass(frozen=True)
class Issued:
    """An outcome that could be issued."""

    outcome: str
    grade: str
    points: int


def came_about_at(begun_at: datetime, month: date | None) -> datetime:
    """When a unit result came about: an exam in its month, everything else when it was claimed.

    `begun_at` is when the grade was saved on its claim; of a unit that the board banked by itself,
    when the person came to the centre for the subject; of an exam, when it was banked. Of a
    correction it is that of what was banked first: the achievement is the same. By this a transfer
    brings what was sat and claimed before it (entries.rules.seeing).
    """
    return begun_at if month is None else min(begun_at, datetime.combine(month, time.min, UTC))


def source(exam: object, claim: int | None, decided: str) -> str:
    """Where a unit's grade comes from, in words.

    Takes the exam series (None for no exam), the number of the claim (None for no claim) and what
    the board did by a decision ("" for none).
    """
    comes = f"Exam, {exam}" if exam else f"Claim {claim}" if claim is not None else ""
    if not decided:
        return comes
    return f"{comes}. {decided}" if comes else decided


def best(grades: Iterable[str]) -> str:
    """The best of unit grades (not empty, none of them UNGRADED)."""
    return min(grades, key=BEST_FIRST.index)


def possible_grades(unit: Unit) -> tuple[str, ...]:
    """The grades an exam, or a claim, can give for a unit of a specification, best first.

    Near pass (R) only where the specification has it, at Level 3; a failed unit of Level 2 is Not
    Achieved (1C), of Level 3 unclassified (U). What says why there is none is for exams alone.
    """
    return (*unit.grades, *UNGRADED) if unit.examined else unit.grades


def check_fits(words: str, what: str) -> None:
    """Raise ResultRefused if `what` the board wrote is longer than it may be: nothing is cut."""
    if len(words) > LONGEST_REASON:
        raise ResultRefused(
            f"{what} may have {LONGEST_REASON} signs and has {len(words)}. Shorten it."
        )


def shown(grade: str, partly_absent: bool = False) -> str:
    """A grade as people read and files write it: # beside it says that part was missed."""
    return f"{grade}{PART if partly_absent else ''}"


def check_can_correct(
    unit: Unit,
    held: str,
    grade: str,
    cause: str,
    *,
    was_partly: bool = False,
    partly: bool = False,
) -> None:
    """Raise ResultRefused unless the grade `held` for the unit may be corrected to `grade`.

    Takes the unit as its specification has it. `was_partly` and `partly` say whether part of the
    exam was missed, of the one and of the other: what differs in that alone is corrected too.
    """
    if not cause.strip():
        raise ResultRefused("Say why the result is corrected: the centre and the trail read it.")
    if (grade, partly) == (held, was_partly):
        raise ResultRefused(
            f"The result is {shown(held, was_partly)} already. Choose the grade it should have"
            " been."
        )
    if grade not in possible_grades(unit):
        can_be = ", ".join(possible_grades(unit))
        raise ResultRefused(f"Unit {unit.number} cannot be {grade}. It can be {can_be}.")
    if partly and not unit.examined:
        raise ResultRefused(
            f"Unit {unit.number} has no exam, so no part of it was missed: leave out the {PART}."
        )
    if partly and grade in UNGRADED:
        raise ResultRefused(
            f"“{PART}” says that part of the exam was missed, and goes with a grade alone: choose"
            " the grade of the rest, or leave it out."
        )


def check_can_bank(
    unit: Unit,
    grade: str,
    reason: str,
    *,
    series: str | None,
    is_ahead: bool = False,
    held: Mapping[str, str],
) -> None:
    """Raise ResultRefused unless the board may bank the grade for the unit by a decision.

    Takes the unit as its specification has it, the exam series that is named and whether it is
    still to come, and what is held of the unit: {where it comes from: grade}. An exam that was sat
    counts as an attempt, so its series is needed; a moderated unit that is held is corrected, since
    of two results the better would count.
    """
    if not reason.strip():
        raise ResultRefused("Say why the unit is banked: the centre and the trail read it.")
    if grade not in unit.grades:
        raise ResultRefused(
            f"Unit {unit.number} cannot be {grade}. It can be {', '.join(unit.grades)}."
        )
    if unit.examined and not series:
        raise ResultRefused(f"Unit {unit.number} is examined: name the series it was sat in.")
    if series and not unit.examined:
        raise ResultRefused(f"Unit {unit.number} has no exam: leave the series empty.")
    if series and is_ahead:
        raise ResultRefused(
            f"Nobody has sat an exam of {series} yet. Choose the series in which it was sat."
        )
    for source, grade_held in held.items():
        is_better = grade_held not in UNGRADED and best([grade_held, grade]) == grade_held
        if not unit.examined or is_better or (series and series in source):
            raise ResultRefused(
                f"Unit {unit.number} has the result {grade_held} already ({source}). If that is"
                " wrong, correct it among the unit results."
            )


def results_day_stands(series: str, out_on: date, told: int) -> str:
    """Why the results day of a series whose results are out is not moved to a later one."""
    return (
        f"The results of {series} are out since {out_on:%-d %B %Y}: what was told, {told:,} in all,"
        " is not held again. On the day hang post-results services, which are open, and until when"
        " an absence shows. Leave it as it is."
    )


def has_no_attempts_left(allowed: int | None, sat: int) -> bool:
    """Whether an exam that was sat so often may not be sat again; `allowed` None: no limit."""
    return allowed is not None and sat >= allowed


def rank(specification: Specification, issued: Ranked | None) -> int:
    """Where a result stands in the specification's own order of grades; the higher the better.

    A grade the specification no longer has stands where its points would.
    """
    if issued is None or issued.outcome not in ("award", "unclassified"):
        return 0
    if issued.outcome == "unclassified":
        return UNCLASSIFIED
    upwards = specification.boundaries[::-1]
    grades = [boundary.grade for boundary in upwards]
    if issued.grade in grades:
        return UNCLASSIFIED + 1 + grades.index(issued.grade)
    return UNCLASSIFIED + sum(boundary.points <= issued.points for boundary in upwards)


def step(now: int, own: int, best_held: int) -> Step:
    """What to do about an outcome of rank `now`.

    `own` is the rank of the entry's standing result, `best_held` that of the best the person holds
    for the entry code. A new result is issued only if the grade improves. A lower one cannot come
    from new achievements, so it corrects the entry's own result, or revokes it.
    """
    if now > best_held:
        return Step.ISSUE
    if now < own:
        return Step.CORRECT if now else Step.REVOKE
    return Step.NOTHING
