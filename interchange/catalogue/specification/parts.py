"""The parts of a specification: units, groups, pathways, each made from its table in a file."""

import re
from collections.abc import Sequence
from dataclasses import replace

from interchange.catalogue.specification.check_digits import reference_is_sound
from interchange.catalogue.specification.files import Entry, holding
from interchange.catalogue.specification.schemes import Scheme
from interchange.catalogue.specification.shape import ClosedUnit, Exam, Group, Pathway, Unit


def units(file: Entry, bank: str, shared: Scheme, series: str | None) -> tuple[Unit, ...]:
    """Read a bank of units, in number order."""
    found = holding(
        file.entries("unit"), "number", series, lambda entry: _unit(entry, bank, shared)
    )
    file.finish()
    return tuple(sorted(found, key=lambda unit: number_order(unit.number)))


def with_own(
    bank: Sequence[Unit], file: Entry, name: str, shared: Scheme, series: str | None
) -> tuple[Unit, ...]:
    """The units of the bank of that name, and those of a qualification's own file in their place.

    A unit of its own stays what the bank says of whom it is shared with.
    """
    own = holding(file.entries("unit"), "number", series, lambda one: _unit(one, name, shared))
    known = {unit.number: unit for unit in bank}
    for unit in own:
        before = known.get(unit.number)
        same_as = before.same_as if before else None
        exam = unit.exam or (before.exam if before and unit.examined else None)
        known[unit.number] = replace(
            unit, same_as=same_as, key=same_as or f"{name}/{unit.number}", exam=exam
        )
    return tuple(sorted(known.values(), key=lambda unit: number_order(unit.number)))


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
    return tuple(holding(entries, "title", series, lambda entry: _group(entry, measure)))


def _group(entry: Entry, measure: str) -> Group:
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
    return group


def pathways(entries: Sequence[Entry], measure: str, series: str | None) -> tuple[Pathway, ...]:
    """Read the pathways with the groups each adds."""
    return tuple(holding(entries, "name", series, lambda entry: _pathway(entry, measure, series)))


def _pathway(entry: Entry, measure: str, series: str | None) -> Pathway:
    pathway = Pathway(
        name=entry.text("name"),
        groups=groups(entry.entries("group", header="pathway.group"), measure, series),
        source=entry.text("source"),
        verified=entry.flag("verified"),
        note=entry.text("note", ""),
    )
    entry.finish()
    return pathway


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


def number_order(number: str) -> tuple[int, str]:
    """What to sort unit numbers by: 2 before 10, 10 before 10a."""
    digits = re.match(r"\d*", number)
    return (int(digits[0]) if digits and digits[0] else 0, number)
