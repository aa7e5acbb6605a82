"""From the files of a qualification to its specification.

`specifications/<suite>/<code>.toml` names a bank of units and a scheme; several sizes share both.
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from interchange.catalogue.specification import parts, schemes, sources
from interchange.catalogue.specification.check_digits import qan_is_sound
from interchange.catalogue.specification.checks import check
from interchange.catalogue.specification.files import Entry, is_series, read
from interchange.catalogue.specification.schemes import Scheme
from interchange.catalogue.specification.shape import (
    EARNS_NOTHING,
    Cited,
    ClosedUnit,
    Source,
    Specification,
    Unit,
)

FOLDER = Path(__file__).parent.parent / "specifications"
UNNAMED = "it is not in the rules of combination of this size"
NO_SCHEME = Scheme(
    cited=(),
    measure="credits",
    exam_series=(),
    attempts=None,
    fail="U",
    grades={True: (), False: ("U",)},
    minimum={True: "", False: "U"},
    points_per="credit",
    points=(),
    surplus=EARNS_NOTHING,
    total=None,
    boundaries=(),
)


class UnknownQualification(LookupError):
    """There is no specification of that entry code."""


def codes(folder: Path = FOLDER) -> tuple[str, ...]:
    """The entry codes of all qualifications, in order."""
    return tuple(sorted(path.stem for path in folder.glob("20*/*.toml")))


def load(
    code: str, series: str | None = None, *, folder: Path = FOLDER, text: str | None = None
) -> Specification:
    """Give the specification of an entry code, with the figures that hold in the series.

    A series is written 2017-06; none means the latest figures. `text` is read in the place of the
    qualification's own file, where it is given. Raises UnknownQualification, or SpecificationError
    naming file and line when a file is broken.
    """
    if series is not None and not is_series(series):
        raise ValueError(f"{series!r} is not a series such as 2017-06")
    found = list(folder.glob(f"20*/{code}.toml")) if re.fullmatch(r"\d{5}", code) else []
    if len(found) != 1:
        raise UnknownQualification(f"there is no qualification with the entry code {code}")
    file = read(found[0], text)
    specification = _assemble(file, code, series, folder)
    file.finish()
    check(specification, file)
    return specification


def _assemble(file: Entry, code: str, series: str | None, folder: Path) -> Specification:
    suite, size, level = file.path.parent.name, file.text("size"), file.number("level")
    subject = file.text("subject")
    shared = NO_SCHEME
    bank: tuple[Unit, ...] = ()
    if name := file.text("scheme", ""):
        shared = schemes.scheme(read(folder / "schemes" / f"{name}.toml"), size, series, file)
    elif (grading := file.entry("grading")).table:
        shared = schemes.scheme(grading, size, series, file)
    if name := file.text("bank", ""):
        bank = _bank(folder, f"{suite}/{name}", shared, series)
    bank = parts.with_own(bank, file, f"{suite}/{name or f'{subject}-L{level}'}", shared, series)
    specification = Specification(
        code=code,
        version=None,
        suite=suite,
        size=size,
        level=level,
        ucas=schemes.tariff(read(folder / "ucas.toml"), size, series) if level == 3 else (),
        sources=(),
        **_own_words(file),
        **_combination(file, bank, shared.measure, series),
        **_shared_rules(file, shared, series),
    )
    known = sources.sources(read(folder / "sources.toml"))
    return _with_sources(specification, {**known, **sources.sources(file.entry("sources"))}, file)


def _own_words(file: Entry) -> dict[str, Any]:
    qan, offered = file.text("qan", ""), file.flag("offered")
    if qan and not qan_is_sound(qan):
        raise file.broken(f"qualification number {qan} has the wrong check digit", "qan")
    return {
        "title": file.text("title"),
        "former_title": file.text("former_title", ""),
        "qan": qan,
        "subject": file.text("subject"),
        "subject_title": file.text("subject_title"),
        "size_title": file.text("size_title"),
        "offered": offered,
        "not_offered_because": "" if offered else file.text("not_offered_because"),
        "notes": file.words("notes", []),
    }


def _combination(
    file: Entry, bank: tuple[Unit, ...], measure: str, series: str | None
) -> dict[str, Any]:
    groups = parts.groups(file.entries("group"), measure, series)
    pathways = parts.pathways(file.entries("pathway"), measure, series)
    shut = parts.closed(file.entries("closed"), bank)
    named = {number for group in groups for number in group.units}
    named |= {number for way in pathways for group in way.groups for number in group.units}
    told = {unit.number for unit in shut}
    unnamed = [unit for unit in bank if unit.number not in named | told]
    if not file.flag("offered"):  # its rules are not known in full
        unnamed = []
    shut += tuple(ClosedUnit(unit.number, unit.title, UNNAMED, "none", False) for unit in unnamed)
    closed = {unit.number for unit in shut}
    return {
        "units": tuple(unit for unit in bank if unit.number not in closed),
        "closed": tuple(sorted(shut, key=lambda unit: parts.number_order(unit.number))),
        "groups": groups,
        "pathways": pathways,
        "other_awarding_bodies": any(group.others for group in groups),
    }


def _shared_rules(file: Entry, shared: Scheme, series: str | None) -> dict[str, Any]:
    """What the scheme says; of surplus hours a qualification may say something else itself."""
    in_credits = shared.measure == "credits"
    own = sources.cited(file.entry("cited"))
    figures = {citation.figure for citation in own}
    return {
        "cited": (*own, *(one for one in shared.cited if one.figure not in figures)),
        "measure": shared.measure,
        "total": shared.total,
        "guided_hours": file.value("guided_hours", int, None) if in_credits else shared.total,
        "exam_series": shared.exam_series,
        "attempts": shared.attempts,
        "points_per": shared.points_per,
        "points": shared.points,
        "surplus": schemes.surplus(file, series, otherwise=shared.surplus),
        "boundaries": shared.boundaries,
        "fail": shared.fail,
    }


def _bank(folder: Path, name: str, shared: Scheme, series: str | None) -> tuple[Unit, ...]:
    file = read(folder / _path_of(name))
    found = parts.units(file, name, shared, series)
    for unit in found:
        other, _, number = (unit.same_as or f"{name}/{unit.number}").rpartition("/")
        numbers = [table["number"] for table in read(folder / _path_of(other)).table["unit"]]
        if number not in numbers:
            raise file.broken_at(f'"{unit.same_as}"', f"there is no unit {unit.same_as}")
    return found


def _path_of(bank: str) -> str:
    suite, name = bank.split("/")
    return f"{suite}/units/{name}.toml"


def _with_sources(
    specification: Specification, known: dict[str, Source], file: Entry
) -> Specification:
    """Add every source that a figure names."""
    ways = specification.pathways
    figures: list[Cited] = [
        *specification.cited,
        *specification.units,
        *(unit.exam for unit in specification.units if unit.exam),
        *specification.closed,
        *specification.groups,
        *ways,
        *(group for way in ways for group in way.groups),
        *specification.points,
        *specification.boundaries,
        *specification.ucas,
    ]
    used = {figure.source for figure in figures}
    for key in sorted(used - known.keys()):
        raise file.broken_at(f'"{key}"', f"source {key!r} is not listed in sources.toml")
    return replace(specification, sources=tuple(known[key] for key in sorted(used)))
