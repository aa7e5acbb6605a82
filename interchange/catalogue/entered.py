"""What has the board entered in the place of specification files, and what is still missing?"""

import tomllib
from dataclasses import dataclass
from typing import Any

from interchange.catalogue import specification as specifications
from interchange.catalogue.models import Qualification
from interchange.catalogue.published import entered_texts, not_loaded, published
from interchange.catalogue.specification import Lack, Specification, SpecificationError


@dataclass(frozen=True)
class Lacking:
    """A qualification nobody can be awarded, and the figures it lacks, as the loader has it."""

    qualification: Qualification
    lacks: tuple[Lack, ...]


@dataclass(frozen=True)
class Source:
    """What the file of a qualification says now: its table, the rules, and which entered it is."""

    table: dict[str, Any]
    rules: Specification
    number: int


def lacking() -> list[Lacking]:
    """What each qualification lacks that is not offered, by entry code; a few queries.

    Raises SpecificationError, naming file and line, when a file is broken.
    """
    found = {one.code: one.specification for one in published()}
    missing = {
        code: lacks
        for code, rules in found.items()
        if not rules.offered and (lacks := tuple(specifications.lacking(rules)))
    }
    known = Qualification.objects.filter(code__in=missing).order_by("code")
    return [Lacking(one, missing[one.code]) for one in known]


def unreadable() -> list[str]:
    """The entry codes whose entered rules no longer load, so that their files count again."""
    return [code for code, text in sorted(entered_texts().items()) if not _loads(code, text)]


def source_of(qualification: Qualification) -> Source:
    """What stands in the qualification's file, or was entered in its place last.

    Raises SpecificationError, naming file and line, when that is broken.
    """
    last = qualification.entered_rules.order_by("number").last()
    text = last.text if last and last.text and _loads(qualification.code, last.text) else None
    number = last.number if last else 0
    rules = specifications.load(qualification.code, folder=specifications.FOLDER, text=text)
    if text is None:
        path = next(specifications.FOLDER.glob(f"20*/{qualification.code}.toml"))
        text = path.read_text(encoding="utf-8")
    return Source(tomllib.loads(text), rules, number)


def differences(rules: Specification) -> list[str]:
    """In which other sizes a unit stands with another size or assessment, as sentences."""
    found = []
    units = {unit.key: unit for unit in rules.units}
    for one in published():
        if one.code == rules.code:
            continue
        for unit in one.specification.units:
            own = units.get(unit.key)
            if own and unit.size and (own.size, own.examined) != (unit.size, unit.examined):
                how = "examined" if unit.examined else "moderated"
                found.append(
                    f"Unit {unit.number} is {how} with {unit.size} {rules.measure} in {one.code}."
                    " A unit is the same in all sizes: enter it there, too."
                )
    return found


def of_the_same_units(rules: Specification) -> list[specifications.Unit]:
    """The units that other sizes of the subject and level have, and this one does not know yet."""
    known = {unit.number for unit in rules.units} | {unit.number for unit in rules.closed}
    found = {
        unit.number: unit
        for one in published()
        for unit in one.specification.units
        if _bank(one.specification) == _bank(rules) and unit.number not in known
    }
    return sorted(found.values(), key=lambda unit: specifications.number_order(unit.number))


def _bank(rules: Specification) -> tuple[str, str, int]:
    return rules.suite, rules.subject, rules.level


def _loads(code: str, text: str) -> bool:
    try:
        specifications.load(code, folder=specifications.FOLDER, text=text)
    except SpecificationError:
        return False
    return True


def not_loaded_codes() -> set[str]:
    """The entry codes of which the files say something else than what was loaded last."""
    return {one.code for one in not_loaded()}
