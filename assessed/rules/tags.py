"""When may the board give a teacher assessed grade (TAG)?

The board's guidance on missing results: only where the assessment was planned from 1 August 2020 to
31 August 2021. The summer in which that year ended is a figure.
"""

from collections.abc import Mapping
from datetime import date

from interchange.catalogue.specification import Unit
from results.rules import UNGRADED, ResultRefused, best

SUMMER = "tag-summer"  # the figure that says which year had TAGs


def planned_days(summer: int) -> tuple[date, date]:
    """The first and the last day on which an assessment had to be planned, by the year's summer."""
    return date(summer - 1, 8, 1), date(summer, 8, 31)


def check_can_give(
    unit: Unit, grade: str, reason: str, *, planned_on: date, summer: int, held: Mapping[str, str]
) -> None:
    """Raise ResultRefused unless the grade may be given for the unit as a TAG.

    Takes the unit as its specification has it, the day on which its assessment was planned, the
    summer of the year that had TAGs, and what is held of the unit: {where it comes from: grade}. A
    TAG counts as a live grade does, so a moderated unit that is held is corrected, and an exam that
    is held as good or better needs none.
    """
    first, last = planned_days(summer)
    if not reason.strip():
        raise ResultRefused("Say why the TAG is given: the centre and the trail read it.")
    if not first <= planned_on <= last:
        raise ResultRefused(
            f"The assessment was planned for {planned_on:%-d %B %Y}. A TAG is given only for one"
            f" planned from {first:%-d %B %Y} to {last:%-d %B %Y}: correct the day, or decide"
            " otherwise."
        )
    if grade not in unit.grades:
        raise ResultRefused(
            f"Unit {unit.number} cannot be {grade}. It can be {', '.join(unit.grades)}."
        )
    for source, grade_held in held.items():
        is_better = grade_held not in UNGRADED and best([grade_held, grade]) == grade_held
        if is_better or not unit.examined:
            raise ResultRefused(
                f"Unit {unit.number} has the result {grade_held} already ({source}). If that is"
                " wrong, correct it among the unit results."
            )
