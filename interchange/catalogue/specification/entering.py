"""Figures that the board enters, put into the file of a qualification: what differs is its own.

What is entered as the file and its scheme and bank have it keeps the source it has there; all else
stands in the qualification's own file, with the source that was given.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from interchange.catalogue.specification.shape import Group, Specification, Unit

Table = dict[str, Any]
OWN = ("unit", "points", "ladder", "group", "pathway")  # tables that stand last, in this order
LATER = ("cited", "sources", "grading", "closed", *OWN)


@dataclass(frozen=True)
class TypedUnit:
    """A unit as it was typed: `size` in GLH or credits, None where it is not known yet."""

    number: str
    title: str
    size: int | None
    examined: bool
    reference: str


@dataclass(frozen=True)
class TypedGroup:
    """A rule of combination as it was typed; `pathway` is empty where it holds for everybody."""

    pathway: str
    title: str
    counts: int
    size: int
    units: tuple[str, ...]
    others: bool


@dataclass(frozen=True)
class Typed:
    """All that was typed of a qualification, and where it stands.

    `boundaries` are (grade, points), highest first; `points` are those of a unit by its size (or of
    one credit, size 1) and grade. `grading` says how units are graded where no scheme does:
    (grades best first, the lowest that achieves). `verified` says that all was read in the source.
    """

    units: tuple[TypedUnit, ...]
    groups: tuple[TypedGroup, ...]
    total: int | None
    boundaries: tuple[tuple[str, int], ...]
    points: Mapping[int, Mapping[str, int]]
    grading: tuple[tuple[str, ...], str] | None
    source: str
    url: str
    verified: bool
    not_offered_because: str


def entered(table: Mapping[str, Any], known: Specification, typed: Typed) -> str:
    """The text of the qualification's file with what was typed.

    `table` is what its file says now, `known` what that comes to with its scheme and bank.
    """
    found: Table = {name: value for name, value in table.items() if name not in OWN}
    found["offered"] = not typed.not_offered_because
    found.pop("not_offered_because", None)
    if typed.not_offered_because:
        found["not_offered_because"] = typed.not_offered_because
    sources = dict(table.get("sources", {}))
    key = f"board_{known.code}_{len(sources) + 1}"
    cites = {"source": key, "verified": typed.verified}
    if typed.grading and not known.points:
        found["grading"] = _grading(typed.grading, known)
    found["unit"] = _units(table, known, typed, key)
    found["points"] = _points(table, known, typed, key)
    found["ladder"] = _ladder(table, known, typed, cites)
    found["group"] = [one for way, one in _groups(known, typed, cites) if not way]
    found["pathway"] = _pathways(table, known, typed, cites)
    if f'"{key}"' in json.dumps(found):
        sources[key] = {"kind": "board", "url": typed.url, "note": typed.source}
    found["sources"] = sources
    return _written(found)


def _grading(typed: tuple[tuple[str, ...], str], known: Specification) -> Table:
    grades, least = typed
    return {
        "measure": known.measure,
        "points_per": "credit" if known.measure == "credits" else "unit",
        "fail": "U",
        "grades": {"moderated": list(grades)},
        "minimum": {"moderated": least},
    }


def _units(table: Mapping[str, Any], known: Specification, typed: Typed, key: str) -> list[Table]:
    """Its own units: those typed otherwise than they are known, and earlier ones."""
    before = {unit.number: unit for unit in known.units}
    own = {row["number"]: row for row in table.get("unit", [])}
    for unit in typed.units:
        if not (unit.number in before and _is_same(unit, before[unit.number])):
            own[unit.number] = _unit(unit, known.measure, typed.verified, key)
    numbers = {unit.number for unit in typed.units}
    return [row for number, row in own.items() if number in numbers]


def _is_same(typed: TypedUnit, unit: Unit) -> bool:
    return typed == TypedUnit(unit.number, unit.title, unit.size, unit.examined, unit.reference)


def _unit(unit: TypedUnit, measure: str, verified: bool, key: str) -> Table:
    row: Table = {"number": unit.number, "title": unit.title, "examined": unit.examined}
    given = ["title"]
    if unit.size is not None:
        row[measure] = unit.size
        given.append(measure)
    if unit.reference:
        row["reference"] = unit.reference
        given.append("reference")
    return {**row, "source": key, "verified": given if verified else []}


def _points(table: Mapping[str, Any], known: Specification, typed: Typed, key: str) -> list[Table]:
    own = {row["size"]: row for row in table.get("points", [])}
    before: dict[int, dict[str, int]] = {}
    for one in known.points:
        before.setdefault(one.size, {})[one.grade] = one.points
    for size, grades in typed.points.items():
        if before.get(size) != dict(grades):
            read = list(grades) if typed.verified else []
            own[size] = {"size": size, "grades": dict(grades), "source": key, "verified": read}
    return [own[size] for size in sorted(own)]


def _ladder(
    table: Mapping[str, Any], known: Specification, typed: Typed, cites: Table
) -> list[Table]:
    before = tuple((one.grade, one.points) for one in known.boundaries)
    if typed.total is None or not typed.boundaries:
        return []
    if (typed.total, typed.boundaries) == (known.total, before):
        return list(table.get("ladder", []))
    points = dict(typed.boundaries)
    return [{"size": known.size, "total": typed.total, "points": points, **cites}]


def _groups(known: Specification, typed: Typed, cites: Table) -> Iterable[tuple[str, Table]]:
    """Each group with the name of its pathway; one that is as before keeps its source."""
    before = {("", one.title): one for one in known.groups}
    before |= {(way.name, one.title): one for way in known.pathways for one in way.groups}
    for group in typed.groups:
        old = before.get((group.pathway, group.title))
        row: Table = {"title": group.title, "units": list(group.units), "others": group.others}
        row |= {"counts": group.counts} if group.counts else {}
        row |= {known.measure: group.size} if group.size else {}
        if old and _typed_group(group.pathway, old) == group:
            row |= {"source": old.source, "verified": old.verified}
            row |= {"note": old.note} if old.note else {}
        else:
            row |= cites
        yield group.pathway, row


def _typed_group(pathway: str, one: Group) -> TypedGroup:
    return TypedGroup(pathway, one.title, one.counts, one.size, one.units, one.others)


def as_typed(known: Specification) -> tuple[tuple[TypedUnit, ...], tuple[TypedGroup, ...]]:
    """The units and groups of a specification as they would be typed."""
    units = tuple(
        TypedUnit(one.number, one.title, one.size, one.examined, one.reference)
        for one in known.units
    )
    ways = [("", known.groups), *((way.name, way.groups) for way in known.pathways)]
    return units, tuple(_typed_group(way, one) for way, groups in ways for one in groups)


def _pathways(
    table: Mapping[str, Any], known: Specification, typed: Typed, cites: Table
) -> list[Table]:
    """The pathways that groups name and those there were, each with its groups."""
    groups = list(_groups(known, typed, cites))
    before = {row["name"]: row for row in table.get("pathway", [])}
    names = dict.fromkeys([*before, *(way for way, _ in groups if way)])
    return [
        {
            **before.get(name, {"name": name, **cites}),
            "group": [one for way, one in groups if way == name],
        }
        for name in names
    ]


def _written(table: Mapping[str, Any]) -> str:
    """The table as the text of a file, in the order in which files are read by people."""
    first = {name: value for name, value in table.items() if name not in LATER}
    lines = [f"{name} = {_value(value)}" for name, value in first.items()]
    for name in LATER:
        lines += _tables(name, table[name]) if table.get(name) else []
    return "\n".join(lines) + "\n"


def _tables(name: str, value: Any) -> Sequence[str]:
    if isinstance(value, Mapping):
        if name == "grading":
            return ["", f"[{name}]", *(f"{key} = {_value(one)}" for key, one in value.items())]
        return ["", f"[{name}]", *(f"{_key(key)} = {_value(one)}" for key, one in value.items())]
    lines: list[str] = []
    for row in value:
        plain = {key: one for key, one in row.items() if key != "group"}
        lines += ["", f"[[{name}]]", *(f"{key} = {_value(one)}" for key, one in plain.items())]
        lines += _tables(f"{name}.group", row["group"]) if row.get("group") else []
    return lines


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key)
