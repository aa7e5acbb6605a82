"""How is a claim cut for paper? Whole, per candidate, per unit, or only its sample."""

from collections.abc import Container
from itertools import groupby
from typing import Any

from claims.states import FALLEN
from interchange.paper import Block, Column, PaperSheet

UNITS_ACROSS = 12  # as many as stand beside a name on a sheet of A4
NONE = "–"
TICK = "✓"
NAME = Column("Candidate name", 5)
NUMBER = Column("OCR candidate number", 2)
UNIT = Column("Unit", 5)
ASSESSOR = Column("Centre assessor", 3)
CLAIMED = Column("Claimed", 1.3, centred=True)
SAMPLE = Column("Sample", 1.3, centred=True)
NOW = Column("Now", 1, centred=True)
OUTCOME = Column("Outcome", 3)
AGAIN = Column("Held already, and why claimed again", 6)
READY = Column("Ready", 1, centred=True, ticks=True)
JUDGED = (ASSESSOR, CLAIMED, SAMPLE, NOW, OUTCOME)


def sheet_of(way: str, claim: Any, lines: list[Any], sampled: Container[int]) -> PaperSheet:
    """The claim's Sheet in a way of WAYS: `sampled` are the ids of the lines in the sent sample."""
    title, cut, notes, none = WAYS[way]
    blocks = cut(lines, sampled)
    named = f"Claim {claim.number}" if claim.number else "Claim in progress"
    code = "" if claim.number else f" for {claim.qualification.code}"
    return PaperSheet(
        title=f"{named}{code}: {title.lower()}",
        running=_running(claim, named),
        facts=_facts(claim, lines),
        blocks=blocks,
        notes=notes if blocks else [none],
    )


def _running(claim: Any, named: str) -> str:
    """What support asks for and where the claim stands, in one line."""
    where = f"Centre {claim.centre.number}", f"Entry code {claim.qualification.code}"
    return " · ".join((*where, named, claim.get_status_display()))


def _facts(claim: Any, lines: list[Any]) -> list[tuple[str, str]]:
    """What is said once: names, and how much is claimed."""
    people = len({line.candidate_id for line in lines})
    told = [
        ("Centre", str(claim.centre)),
        ("Qualification", str(claim.qualification)),
        ("Status", claim.get_status_display()),
        ("Grades", f"{len(lines)}, of {people} candidate{'' if people == 1 else 's'}"),
    ]
    return told + ([("Reference", claim.reference)] if claim.reference else [])


def _whole(lines: list[Any], sampled: Container[int]) -> list[Block]:
    """Candidates down, units across; a wide claim in parts, each with all the names."""
    units = sorted({line.unit_id: line.unit for line in lines}.values(), key=_by_number)
    at = {(line.candidate_id, line.unit_id): line for line in lines}
    people = {line.candidate_id: line.candidate for line in sorted(lines, key=_by_candidate)}
    parts = [units[start : start + UNITS_ACROSS] for start in range(0, len(units), UNITS_ACROSS)]
    blocks = []
    for part in parts:
        columns = (NAME, NUMBER, *(Column(unit.number, 0.9, centred=True) for unit in part))
        rows = [
            (
                *(one.name, one.ocr_number),
                *(_short(at.get((pk, unit.pk)), sampled) for unit in part),
            )
            for pk, one in people.items()
        ]
        blocks.append(Block(f"Units {part[0].number} to {part[-1].number}", columns, rows))
    again = [line for line in sorted(lines, key=_by_candidate) if line.claimed_again]
    if again:
        rows = [
            (line.candidate.name, line.candidate.ocr_number, line.unit.number, line.claimed_again)
            for line in again
        ]
        blocks.append(Block("Claimed again", (NAME, NUMBER, Column("Unit"), AGAIN), rows))
    if units:
        named: list[tuple[str, ...]] = [(unit.number, unit.title) for unit in units]
        blocks.append(Block("The units", (Column("Unit"), Column("Title", 8)), named))
    return blocks


def _short(line: Any, sampled: Container[int]) -> str:
    """A cell of the whole claim: the grade, beside the one claimed where it is another."""
    if line is None:
        return ""
    now = _grade_now(line)
    grade = line.claimed if now == line.claimed else f"{line.claimed}/{now}"
    return f"{grade} {TICK}" if line.pk in sampled else grade


def _per_candidate(lines: list[Any], sampled: Container[int]) -> list[Block]:
    """A block a candidate, with all the units."""
    found = groupby(sorted(lines, key=_by_candidate), key=lambda line: line.candidate)
    return [
        Block(
            f"{one.name} · {one.ocr_number}",
            (UNIT, *JUDGED),
            [(_unit_of(line), *_judged(line, sampled)) for line in of],
        )
        for one, of in found
    ]


def _per_unit(lines: list[Any], sampled: Container[int]) -> list[Block]:
    """A block a unit, with all the candidates."""
    return [
        Block(
            f"Unit {unit.number}: {unit.title}",
            (NAME, NUMBER, *JUDGED),
            [
                (_named(line), line.candidate.ocr_number, *_judged(line, sampled))
                for line in sorted(of, key=_by_candidate)
            ],
        )
        for unit, of in _by_units(lines)
    ]


def _sample_list(lines: list[Any], sampled: Container[int]) -> list[Block]:
    """The work the moderator wants to see, with a box to tick once it is laid out."""
    wanted = [line for line in lines if line.pk in sampled and line.outcome not in FALLEN]
    again = any(line.claimed_again for line in wanted)
    columns = (READY, NAME, NUMBER, ASSESSOR, CLAIMED, *([AGAIN] if again else []))
    return [
        Block(
            f"Unit {unit.number}: {unit.title}",
            columns,
            [
                (
                    *("", _named(line), line.candidate.ocr_number, str(line.assessor)),
                    *(line.claimed, *([line.claimed_again] if again else [])),
                )
                for line in sorted(of, key=_by_candidate)
            ],
        )
        for unit, of in _by_units(wanted)
    ]


def _by_units(lines: list[Any]) -> list[tuple[Any, list[Any]]]:
    """The lines of each unit, in the units' order."""
    in_order = sorted(lines, key=lambda line: _by_number(line.unit))
    return [(unit, list(of)) for unit, of in groupby(in_order, key=lambda line: line.unit)]


def _judged(line: Any, sampled: Container[int]) -> tuple[str, ...]:
    """Who marked the line, what was claimed, and what became of it."""
    reason = f": {line.reason}" if line.reason else ""
    tick = TICK if line.pk in sampled else ""
    again = f" ({line.claimed_again})" if line.claimed_again else ""
    outcome = f"{line.get_outcome_display()}{reason}{again}"
    return (str(line.assessor), line.claimed, tick, _grade_now(line), outcome)


def _grade_now(line: Any) -> str:
    """The grade that stands, or a dash where none does."""
    return NONE if line.outcome in FALLEN else line.grade


def _unit_of(line: Any) -> str:
    """The unit, and where it was achieved if that was elsewhere."""
    return f"{line.unit.number} {line.unit.title}{_elsewhere(line)}"


def _named(line: Any) -> str:
    """The candidate, and where the unit was achieved if that was elsewhere."""
    return f"{line.candidate.name}{_elsewhere(line)}"


def _elsewhere(line: Any) -> str:
    """The other awarding body, in brackets."""
    return f" (from {line.other_awarding_body})" if line.other_awarding_body else ""


def _by_candidate(line: Any) -> tuple[Any, ...]:
    """Sort by name, and a candidate's units by number."""
    one = line.candidate
    names = (one.surname.casefold(), one.forenames.casefold(), one.ocr_number)
    return (*names, *_by_number(line.unit))


def _by_number(unit: Any) -> tuple[int, str, int]:
    """Sort units as people count: 2 before 10."""
    digits = "".join(filter(str.isdigit, unit.number))
    return (int(digits or 0), unit.number, unit.pk)


TICKED = f"{TICK} the moderator wants to see this work: have it available at the visit."
SHORT = [
    f"P/M: P claimed, M now. P/{NONE}: claimed, and withdrawn or left out since.",
    TICKED,
]
TO_LAY_OUT = ["Have this work available at the moderation visit, and tick what is laid out."]
EMPTY = "Nothing is claimed yet."
NO_SAMPLE = "The moderator has not sent a sample of this claim."
WAYS = {  # in the address: (what it is called, how it is cut, what stands below, what if empty)
    "whole": ("Whole claim", _whole, SHORT, EMPTY),
    "candidate": ("Per candidate", _per_candidate, [TICKED], EMPTY),
    "unit": ("Per unit", _per_unit, [TICKED], EMPTY),
    "sample": ("Sample list", _sample_list, TO_LAY_OUT, NO_SAMPLE),
}
