"""What was a form of entries sent for? The same form for other people or exams is another one."""

from collections.abc import Iterable
from uuid import UUID

from entries.rules.details import Details
from entries.rules.people import Person
from interchange.tokens import named


def name_of_people(
    token: str | UUID | None,
    centre: int,
    qualification: int,
    people: Iterable[Person],
    *,
    pathway: str = "",
    units: Iterable[int] = (),
) -> UUID:
    """The name of a form that registers people, or enters them for units alone; by ids."""
    return named(token, "people", centre, qualification, pathway, sorted(units), list(people))


def name_of_exams(
    token: str | UUID | None,
    centre: int,
    qualification: int,
    series: int,
    chosen: Iterable[tuple[int, int]],
) -> UUID:
    """The name of a form that enters for exams: (candidate, unit) pairs of ids."""
    return named(token, "exams", centre, qualification, series, sorted(chosen))


def name_of_change(
    token: str | UUID | None,
    candidate: int,
    centre: int | None,
    new: Details,
    reason: str,
    proofs: Iterable[str] = (),
) -> UUID:
    """The name of a form that changes details: `proofs` are the digests of its papers."""
    return named(token, "details", candidate, centre, new, reason.strip(), sorted(proofs))
