"""Where do very many registrations stand? What is kept of each, from the arrays that awarded them.

As `worked_out` has it of each alone, to which those are left who are out of the ordinary.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import numpy as np
import numpy.typing as npt

from entries.queries.seeing import seeing
from results.awarding import deciding
from results.awarding.lacking import lacking
from results.awarding.outcome import BEST_FIRST, Shortfall
from results.awarding.possible import possible_of_sheet
from results.diagnosis import EntryFacts
from results.diagnosis.facts import all_units
from results.eligibility import (
    LETTERS,
    STATE_OF_STAGE,
    UnitFacts,
    UnitState,
    eligibility,
    unit_state,
)
from results.models import QualificationResult
from results.queries.missing import AWARDED, Work, course, numbered, under_way
from results.queries.worked import Worked

COLUMNS = (
    *("entry_id", "specification_id", "points", "hours", "achieved", "under_way", "units"),
    *("grades", "grade", "possible", "state", "issued", "days", "causes", "told"),
)
REVOKED = QualificationResult.Outcome.REVOKED
IN_AN_ARRAY = ('""', *BEST_FIRST)  # a grade by its code
STAGES = ("", *STATE_OF_STAGE)
LETTER = np.array(
    [
        ord(LETTERS[unit_state(UnitFacts(grade, achieved, absent, stage, needed))])
        for achieved, absent, grade, needed, stage in product(
            (False, True), (False, True), ("", "held"), (False, True), STAGES
        )
    ],
    dtype=np.uint8,
).reshape(2, 2, 2, 2, len(STAGES))  # of a unit's state, by what is known of the unit
ACHIEVED = ord(LETTERS[UnitState.ACHIEVED])
UNDER_WAY = [ord(LETTERS[one]) for one in (UnitState.CLAIMED, UnitState.PENDING, UnitState.ENTERED)]


def kept_by_columns(worked: Sequence[Worked], on: date) -> dict[int, tuple]:
    """What is to be kept of registrations once better results are issued: {entry id: values}.

    The values are those of COLUMNS; in everything else they are as the model has them. Leaves out
    whose result is to be lowered, who holds units that the rules do not take, and whoever has
    anything from another centre. A fixed number of queries.
    """
    centres = defaultdict(set)
    for one in worked:
        for whose in one.cohort.registrations:
            centres[whose.person].add(whose.centre)
    sees = seeing(centres)
    work = under_way(centres, sees=sees)
    return {
        values[0]: values
        for one in worked
        for values in _Keeping(one, work, sees.moves.keys(), on).rows()
    }


@dataclass
class _Keeping:
    """A cohort that is kept: what it was worked out to be, the Work on its units, who moved."""

    worked: Worked
    work: dict[tuple[int, int], dict[int, Work]]
    moved: frozenset[int]
    on: date

    def __post_init__(self):
        cohort, self.plan = self.worked.cohort, self.worked.cohort.plan
        self.units = self.plan.specification.units
        self.sizes = {unit.number: unit.size or 0 for unit in self.units}
        self.lacking, self.whose = lacking(
            self.plan, self.worked.grades, cohort.codes, cohort.spent, self.worked.decided
        )
        self.coming = [
            numbered(self.work[key], cohort.numbers) if key in self.work else {}
            for key in ((whose.centre, whose.person) for whose in cohort.registrations)
        ]
        self.courses: dict[tuple, tuple] = {}

    def rows(self) -> Iterator[tuple]:
        """The values of those who are in no way out of the ordinary."""
        cohort, decided = self.worked.cohort, self.worked.decided
        letters = self._letters()
        achieved = letters == ACHIEVED
        hours = (achieved * np.array([*self.sizes.values()], dtype=np.int64)).sum(axis=1)
        numbers = zip(
            decided.points.tolist(),
            hours.tolist(),
            achieved.sum(axis=1).tolist(),
            np.isin(letters, UNDER_WAY).sum(axis=1).tolist(),
            strict=True,
        )
        possible = possible_of_sheet(self.plan, cohort.codes, self.worked.grades)
        states, width = letters.tobytes().decode("ascii"), len(self.units)
        lower = set(self.worked.lower)
        grades = self._grades()
        issued = self._issued(grades)
        for row, (whose, of_row) in enumerate(zip(cohort.registrations, numbers, strict=True)):
            is_plain = whose.own and not cohort.outside[row] and whose.person not in self.moved
            if is_plain and whose.entry not in lower:
                yield (
                    *(whose.entry, cohort.version.pk, *of_row),
                    states[row * width : (row + 1) * width],
                    _array(IN_AN_ARRAY[code] for code in cohort.codes[row].tolist()),
                    *(grades[row], possible[row]),
                    *self._course(row, issued[row]),
                )

    def _letters(self) -> npt.NDArray[np.uint8]:
        """The letter of each unit's state."""
        cohort = self.worked.cohort
        stage = np.zeros(cohort.codes.shape, dtype=np.int64)
        for row, coming in enumerate(self.coming):
            for number in coming.keys() & self.plan.numbers.keys():
                stage[row, self.plan.numbers[number]] = STAGES.index(coming[number].stage)
        could_be = [set(all_units(short.could_be for short in found)) for found in self.lacking]
        needed = np.array([[number in units for number in self.sizes] for units in could_be])
        achieved = self.worked.grades.achieved[:, self.plan.own]
        known = achieved, cohort.absent, cohort.codes > 0, needed[self.whose]
        return LETTER[(*(flags.astype(np.int64) for flags in known), stage)]

    def _grades(self) -> list[str]:
        """The grade of each now, in words."""
        specification, decided = self.plan.specification, self.worked.decided
        found = zip(decided.kind.tolist(), decided.boundary.tolist(), strict=True)
        return [
            deciding.grade(specification, deciding.KINDS[kind], boundary) or ""
            for kind, boundary in found
        ]

    def _issued(self, grades) -> list[tuple[str, str] | None]:
        """Outcome and grade of the result that stands once the better ones are issued."""
        kinds = self.worked.decided.kind
        found = [
            (whose.outcome, whose.grade) if whose.latest and whose.outcome != REVOKED else None
            for whose in self.worked.cohort.registrations
        ]
        for row in self.worked.better:
            found[row] = deciding.KINDS[kinds[row]].value, grades[row]
        return found

    def _course(self, row, issued) -> tuple[str, str, str, str, str]:
        """State, grade issued, days, causes and what is told of them; alike for many."""
        cohort, kind = self.worked.cohort, int(self.worked.decided.kind[row])
        absent, coming = cohort.absent[row], self.coming[row]
        summer, place = cohort.registrations[row].completes_in, int(self.whose[row])
        key = kind, issued, summer, place, absent.tobytes(), tuple(coming.items())
        if key not in self.courses:
            missed = frozenset(self.units[one].number for one in np.flatnonzero(absent))
            self.courses[key] = self._course_of(
                deciding.KINDS[kind], issued, summer, self.lacking[place], missed, coming
            )
        return self.courses[key]

    def _course_of(self, kind, issued, summer, short: tuple[Shortfall, ...], absent, coming):
        outcome, grade = issued or ("", "")
        awarded = grade if outcome == AWARDED else ""
        facts = EntryFacts(
            kind=kind,
            issued=awarded,
            completes_in=summer,
            shortfalls=short,
            sizes=self.sizes,
            absent=absent,
        )
        found = course(facts, coming, self.on)
        state = eligibility(withdrawn=False, issued=issued is not None, kind=kind)
        told = [[list(reason.units), list(reason.details)] for _, reason in found]
        days, causes = (day.isoformat() for day, _ in found), (one.code for _, one in found)
        return state.name, grade, _array(days), _array(causes), json.dumps(told)


def _array(values) -> str:
    return "{" + ",".join(values) + "}"
