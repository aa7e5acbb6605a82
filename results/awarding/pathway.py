"""Which rules of combination a candidate must meet: the common ones and those of a pathway."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from interchange.catalogue.specification import Group, Specification


class UnknownPathway(ValueError):
    """The qualification has no pathway of that name."""


@dataclass(frozen=True)
class Route:
    """One way to the award: the pathways (if any) with these rules, and every group that holds."""

    pathways: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def only_pathway(self) -> str | None:
        """The pathway, where the rules tell which one it is."""
        return self.pathways[0] if len(self.pathways) == 1 else None

    @cached_property
    def mandatory(self) -> frozenset[str]:
        """The units that every award on this route must count."""
        return frozenset(n for group in self.groups if group.mandatory for n in group.units)

    def takes(self, number: str) -> bool:
        """Whether the unit can count on this route."""
        return number in self.taken

    @cached_property
    def taken(self) -> frozenset[str]:
        """The units that can count on this route."""
        return frozenset(number for group in self.groups for number in group.units)


def routes(specification: Specification) -> tuple[Route, ...]:
    """All ways to the award, in the specification's order; pathways with equal rules are one."""
    names: dict[tuple[Group, ...], list[str]] = {}
    for pathway in specification.pathways:
        names.setdefault(specification.groups + pathway.groups, []).append(pathway.name)
    if not names:
        return (Route((), specification.groups),)
    return tuple(Route(tuple(name), groups) for groups, name in names.items())


def position(routes: Sequence[Route], code: str, pathway: str | None) -> int:
    """Where the route of the pathway stands; -1 for none: the best one is taken.

    Raises UnknownPathway where the qualification does not have it.
    """
    if not pathway:
        return -1
    for place, route in enumerate(routes):
        if pathway in route.pathways:
            return place
    names = ", ".join(name for route in routes for name in route.pathways)
    has = f"its pathways are {names}" if names else "it has no pathways"
    raise UnknownPathway(f"{code} has no pathway {pathway!r}: {has}")
