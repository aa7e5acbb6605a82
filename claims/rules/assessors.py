"""Who may be a centre assessor: the centre's own staff, each known by initials of their own."""

from collections.abc import Iterable, Mapping
from typing import Any

from interchange.refusals import RuleBroken


class AssessorRefused(RuleBroken):
    """That person or those initials cannot be set up as a centre assessor."""


def check_initials(name: str, initials: str, holder: str | None) -> None:
    """Raise AssessorRefused where the initials are another person's at the centre (`holder`)."""
    if holder and not same_name(holder, name):
        raise AssessorRefused(
            f"{holder} already has the initials {initials} at your centre. Choose others for"
            f" {name}, such as a teacher code of up to four letters or digits."
        )


def check_named_once(name: str, others: Mapping[str, str]) -> None:
    """Raise AssessorRefused for somebody the centre has already, under other initials.

    `others` are the initials of the centre's other assessors, by name.
    """
    there = [initials for other, initials in others.items() if same_name(other, name)]
    if there:
        raise AssessorRefused(
            f"{name} is an assessor of your centre already, with the initials {there[0]}. Add that"
            " one; if somebody else has the same name, write what tells them apart, such as a"
            " middle name."
        )


def check_not_moderator(name: str, moderators: Iterable[str]) -> None:
    """Raise AssessorRefused for a moderator: assessors are the centre's own staff."""
    if any(same_name(name, one) for one in moderators):
        raise AssessorRefused(
            f"{name} is a moderator for your centre. Give the member of your own staff who marked"
            " the work."
        )


def check_can_stop(assessor: object, lines: int) -> None:
    """Raise AssessorRefused while an assessor is named on lines of the claim in progress."""
    if lines:
        raise AssessorRefused(
            f"{assessor} marked {lines} of the grades on the claim in progress. Choose another"
            " assessor for them first."
        )


def preset_assessor(assessors: Iterable[Any], teacher: str) -> Any:
    """The assessor who is chosen beforehand; None for nobody.

    The only one there is, or the one who has the name of the `teacher` who types.
    """
    found = [one for one in assessors if same_name(one.name, teacher)] or list(assessors)
    return found[0] if len(found) == 1 else None


def same_name(one: str, other: str) -> bool:
    """Whether two names are one, whatever their spaces and capitals."""
    return one.casefold().split() == other.casefold().split()
