"""The parts of a specification, each made from its table in a file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from interchange.catalogue.specification.check_digits import reference_is_sound
from interchange.catalogue.specification.files import Entry, holding
from interchange.catalogue.specification.shape import (
    Boundary,
    Citation,
    ClosedUnit,
    Exam,
    Group,
    Pathway,
    Source,
    Tariff,
    Unit,
    UnitPoints,
)


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
    total: int | None
    boundaries: tuple[Boundary, ...]


def scheme(file: Entry, size: str, series: str | None) -> Scheme:
    """Read a scheme file, with the boundaries of that size as they hold in the series."""
    ladders = holding(file.entries("ladder"), "size", series)
    boundaries, total = _ladder(ladders, size)
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
        points=_points(holding(file.entries("points"), "size", series)),
        total=total,
        boundaries=boundaries,
    )
    for entry in (file, grades, minimum):
        entry.finish()
    for kind, least in found.minimum.items():
        if found.grades[kind] and least not in found.grades[kind]:
            raise minimum.broken(f"{least!r} is not one of the grades of such a unit")
    return found


def cited(table: Entry) -> tuple[Citation, ...]:
    """Read the sources of the figures that have no table of their own."""
    found = []
    for figure in table.table:
        entry = table.entry(figure)
        found.append(Citation(figure, entry.text("source"), entry.flag("verified")))
        entry.finish()
    return tuple(found)


def _points(entries: Sequence[Entry]) -> tuple[UnitPoints, ...]:
    found = []
    for entry in entries:
        size, source, read = entry.number("size"), entry.text("source"), entry.words("verified")
        grades = entry.entry("grades")
        for grade in grades.table:
            found.append(UnitPoints(size, grade, grades.number(grade), source, grade in read))
        entry.text("note", "")
        entry.finish()
    return tuple(found)


def _ladder(entries: Sequence[Entry], size: str) -> tuple[tuple[Boundary, ...], int | None]:
    boundaries: tuple[Boundary, ...] = ()
    total = None
    for entry in entries:
        source, verified = entry.text("source"), entry.flag("verified")
        grades = entry.entry("points")
        rungs = tuple(
            Boundary(grade, grades.number(grade), source, verified) for grade in grades.table
        )
        falling = sorted({rung.points for rung in rungs}, reverse=True)
        if [rung.points for rung in rungs] != falling:
            raise entry.broken("the boundaries must stand highest first", "points")
        if entry.text("size") == size:
            boundaries, total = rungs, entry.number("total")
        entry.number("total")
        entry.text("note", "")
        entry.finish()
    return boundaries, total


def tariff(file: Entry, size: str, series: str | None) -> tuple[Tariff, ...]:
    """Read the UCAS Tariff points of a size as they hold in the series."""
    found: tuple[Tariff, ...] = ()
    for entry in holding(file.entries("tariff"), "size", series):
        source, verified = entry.text("source"), entry.flag("verified")
        grades = entry.entry("points")
        rows = tuple(
            Tariff(grade, grades.number(grade), source, verified) for grade in grades.table
        )
        if entry.text("size") == size:
            found = rows
        entry.text("note", "")
        entry.finish()
    file.finish()
    return found


def units(file: Entry, bank: str, shared: Scheme, series: str | None) -> tuple[Unit, ...]:
    """Read a bank of units, in number order."""
    entries = holding(file.entries("unit"), "number", series)
    file.finish()
    found = [_unit(entry, bank, shared) for entry in entries]
    return tuple(sorted(found, key=lambda unit: number_order(unit.number)))


def _unit(entry: Entry, bank: str, shared: Scheme) -> Unit:
    number, examined = entry.text("number"), entry.flag("examined")
    reference, same_as = entry.text("reference", ""), entry.text("same_as", "")
    if reference and not reference_is_sound(reference):
        raise entry.broken(f"unit reference {reference} has the wrong check letter", "reference")
    if not shared.grades[examined]:
        raise entry.broken("this scheme has no examined units", "examined")
    read = ["size" if word == shared.measure else word for word in entry.words("verified")]
    unit = Unit(
        number=number,
        title=entry.text("title"),
        size=entry.value(shared.measure, int, None),
        examined=examined,
        reference=reference,
        grades=shared.grades[examined],
        minimum=shared.minimum[examined],
        key=same_as or f"{bank}/{number}",
        same_as=same_as or None,
        exam=_exam(entry.entry("exam")),
        source=entry.text("source"),
        verified=tuple(read),
        note=entry.text("note", ""),
    )
    entry.finish()
    return unit


def _exam(entry: Entry) -> Exam | None:
    if not entry.table:
        return None
    exam = Exam(
        paper=entry.text("paper", ""),
        marks=entry.value("marks", int, None),
        minutes=entry.value("minutes", int, None),
        source=entry.text("source"),
    )
    entry.finish()
    return exam


def groups(entries: Sequence[Entry], measure: str, series: str | None) -> tuple[Group, ...]:
    """Read rules of combination, in the specification's order."""
    found = []
    for entry in holding(entries, "title", series):
        group = Group(
            title=entry.text("title"),
            units=entry.words("units"),
            counts=entry.number("counts", 0),
            size=entry.number(measure, 0),
            others=entry.flag("others", False),
            source=entry.text("source"),
            verified=entry.flag("verified"),
            note=entry.text("note", ""),
        )
        entry.finish()
        if group.counts > len(group.units):
            raise entry.broken(f"it counts {group.counts} of {len(group.units)} units", "counts")
        if not (group.counts or group.size):
            raise entry.broken(f"group {group.title!r} asks for nothing: give counts or {measure}")
        found.append(group)
    return tuple(found)


def pathways(entries: Sequence[Entry], measure: str, series: str | None) -> tuple[Pathway, ...]:
    """Read the pathways with the groups each adds."""
    found = []
    for entry in holding(entries, "name", series):
        deeper = entry.entries("group", header="pathway.group")
        found.append(
            Pathway(
                name=entry.text("name"),
                groups=groups(deeper, measure, series),
                source=entry.text("source"),
                verified=entry.flag("verified"),
                note=entry.text("note", ""),
            )
        )
        entry.finish()
    return tuple(found)


def closed(entries: Sequence[Entry], bank: Sequence[Unit]) -> tuple[ClosedUnit, ...]:
    """Read which units of the bank are closed to this size, and why."""
    titles = {unit.number: unit.title for unit in bank}
    found = []
    for entry in entries:
        number = entry.text("unit")
        if number not in titles:
            raise entry.broken(f"there is no unit {number} in the bank", "unit")
        because, source = entry.text("because"), entry.text("source")
        found.append(ClosedUnit(number, titles[number], because, source, entry.flag("verified")))
        entry.finish()
    return tuple(found)


def sources(file: Entry) -> dict[str, Source]:
    """Read the list of sources, by key."""
    found = {}
    for key in file.table:
        entry = file.entry(key)
        found[key] = Source(key, entry.text("kind"), entry.text("url", ""), entry.text("note", ""))
        entry.finish()
    return found


def number_order(number: str) -> tuple[int, str]:
    """What to sort unit numbers by: 2 before 10, 10 before 10a."""
    digits = re.match(r"\d*", number)
    return (int(digits[0]) if digits and digits[0] else 0, number)


def _one_of(entry: Entry, key: str, choices: Sequence[str]) -> str:
    found = entry.text(key)
    if found not in choices:
        raise entry.broken(f"{key} must be {' or '.join(choices)}, not {found!r}", key)
    return found
