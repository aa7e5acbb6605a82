"""What all qualifications of a suite and level share: measure, points, ladders, UCAS Tariff."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interchange.catalogue.specification.files import Entry, holding
from interchange.catalogue.specification.shape import (
    EARNS,
    EARNS_NOTHING,
    Boundary,
    Citation,
    Tariff,
    UnitPoints,
)
from interchange.catalogue.specification.sources import cited

WORTH = {"P": 1, "M": 2, "D": 3, "D*": 4}  # MP is less than MM, and more than PP


@dataclass(frozen=True)
class Scheme:
    """What all qualifications of a suite and level share, and the ladder of one size."""

    cited: tuple[Citation, ...]
    measure: str
    exam_series: tuple[str, ...]
    attempts: int | None
    fail: str
    grades: dict[bool, tuple[str, ...]]
    minimum: dict[bool, str]
    points_per: str
    points: tuple[UnitPoints, ...]
    surplus: str
    total: int | None
    boundaries: tuple[Boundary, ...]


@dataclass(frozen=True)
class Ladder:
    """The total and the boundaries of one size."""

    size: str
    total: int
    boundaries: tuple[Boundary, ...]


def scheme(file: Entry, size: str, series: str | None, own: Entry) -> Scheme:
    """Read a scheme file, with the boundaries of that size as they hold in the series.

    Points and ladders of a qualification's `own` file take the place of those of the scheme.
    """
    ladders = holding(file.entries("ladder"), "size", series, _ladder)
    listed = next((_grades(one) for one in ladders if one.size == size), ())
    ladders += holding(own.entries("ladder"), "size", series, lambda one: _ladder(one, listed))
    rows = _points_of(own, series) or {}
    rows = {**_points_of(file, series), **rows}
    ladder = next((ladder for ladder in reversed(ladders) if ladder.size == size), None)
    grades, minimum = file.entry("grades"), file.entry("minimum")
    found = Scheme(
        cited=cited(file.entry("cited")),
        measure=_one_of(file, "measure", ("glh", "credits")),
        exam_series=file.words("exam_series", []),
        attempts=file.value("attempts", int, None),
        fail=file.text("fail"),
        grades={True: grades.words("examined", []), False: grades.words("moderated")},
        minimum={True: minimum.text("examined", ""), False: minimum.text("moderated")},
        points_per=_one_of(file, "points_per", ("unit", "credit")),
        points=tuple(point for size in sorted(rows) for point in rows[size]),
        surplus=surplus(file, series, EARNS_NOTHING),
        total=ladder.total if ladder else None,
        boundaries=ladder.boundaries if ladder else (),
    )
    for entry in (file, grades, minimum):
        entry.finish()
    for kind, least in found.minimum.items():
        if found.grades[kind] and least not in found.grades[kind]:
            raise minimum.broken(f"{least!r} is not one of the grades of such a unit")
        if least == found.fail:
            raise minimum.broken(f"{least!r} is a fail, and cannot be the lowest that achieves")
    return found


def _points_of(file: Entry, series: str | None) -> dict[int, tuple[UnitPoints, ...]]:
    """The points of units in a file, by the size of a unit."""
    rows = holding(file.entries("points"), "size", series, _points)
    return {row[0].size: row for row in rows if row}


def surplus(file: Entry, series: str | None, otherwise: str) -> str:
    """Read what GLH or credits beyond the size do in the series; `otherwise` where it is absent.

    The file says it in one text, or by series: `surplus = [{ is = "earns" }, { from = "2027-06",
    is = "earns nothing" }]`.
    """
    if not isinstance(file.table.get("surplus"), list):
        return _one_of(file, "surplus", (EARNS_NOTHING, EARNS), otherwise)
    dated = holding(file.entries("surplus"), "surplus", series, _surplus)
    return dated[0] if dated else otherwise


def _surplus(entry: Entry) -> str:
    found = _one_of(entry, "is", (EARNS_NOTHING, EARNS))
    entry.finish()
    return found


def _points(entry: Entry) -> tuple[UnitPoints, ...]:
    size, source, read = entry.number("size"), entry.text("source"), entry.words("verified")
    grades = entry.entry("grades")
    entry.text("note", "")
    entry.finish()
    return tuple(
        UnitPoints(size, grade, grades.number(grade), source, grade in read)
        for grade in grades.table
    )


def _ladder(entry: Entry, listed: tuple[str, ...] = ()) -> Ladder:
    source, verified, grades = entry.text("source"), entry.flag("verified"), entry.entry("points")
    rungs = tuple(Boundary(grade, grades.number(grade), source, verified) for grade in grades.table)
    if [rung.points for rung in rungs] != sorted({rung.points for rung in rungs}, reverse=True):
        raise entry.broken("the boundaries must stand highest first", "points")
    if wrong := _disorder(tuple(grades.table), listed):
        raise entry.broken(wrong, "points")
    ladder = Ladder(entry.text("size"), entry.number("total"), rungs)
    entry.text("note", "")
    entry.finish()
    return ladder


def _grades(ladder: Ladder) -> tuple[str, ...]:
    return tuple(rung.grade for rung in ladder.boundaries)


def _disorder(grades: tuple[str, ...], listed: tuple[str, ...]) -> str:
    """What is wrong with grades that should stand best first; `listed` are those of the scheme."""
    if unknown := [grade for grade in grades if listed and grade not in listed]:
        return f"{unknown[0]} is no grade of this size: its grades are {', '.join(listed)}"
    worth = [
        sum(WORTH[step] for step in re.findall(r"D\*|[PMD]", grade))
        for grade in grades
        if re.fullmatch(r"(D\*|[PMD])+", grade)
    ]
    places = [listed.index(grade) for grade in grades] if listed else []
    if worth != sorted(worth, reverse=True) or places != sorted(places):
        order = f": {', '.join(listed)}" if listed else ""
        return f"a better grade must begin at more points, so the best stands first{order}"
    between = listed[places[0] : places[-1]] if places else ()
    if missing := [grade for grade in between if grade not in grades]:
        return f"no boundary is given for {' and '.join(missing)}, which other grades stand around"
    return ""


def tariff(file: Entry, size: str, series: str | None) -> tuple[Tariff, ...]:
    """Read the UCAS Tariff points of a size as they hold in the series."""
    tables = dict(holding(file.entries("tariff"), "size", series, _tariff))
    file.finish()
    return tables.get(size, ())


def _tariff(entry: Entry) -> tuple[str, tuple[Tariff, ...]]:
    source, verified, grades = entry.text("source"), entry.flag("verified"), entry.entry("points")
    size = entry.text("size")
    entry.text("note", "")
    entry.finish()
    return size, tuple(
        Tariff(grade, grades.number(grade), source, verified) for grade in grades.table
    )


def _one_of(entry: Entry, key: str, choices: Sequence[str], otherwise: str = "") -> str:
    found = entry.text(key, otherwise) if otherwise else entry.text(key)
    if found not in choices:
        raise entry.broken(f"{key} must be {' or '.join(choices)}, not {found!r}", key)
    return found
