"""Where do very many registrations stand? What is kept of each, from the arrays that awarded them.

As `worked_out` has it of each alone, to which those are left who are out of the ordinary.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import compress, product

import numpy as np
import numpy.typing as npt

from entries.queries.seeing import seeing
from interchange import columns
from results.awarding import deciding
from results.awarding.outcome import BEST_FIRST
from results.awarding.possible import possible_of_sheet
from results.diagnosis import Seen
from results.eligibility import LETTERS, STATE_OF_STAGE, UNDER_WAY, UnitFacts, UnitState, unit_state
from results.models import QualificationResult
from results.queries.circumstances import circumstances
from results.queries.fitting import with_other_sizes
from results.queries.kept_turns import CohortTurns, Issued
from results.queries.missing import Work, numbered, under_way
from results.queries.registered_late import registered_late
from results.queries.worked import Worked

COLUMNS = (
    *("entry_id", "specification_id", "points", "hours", "achieved", "under_way", "units"),
    *("grades", "grade", "possible", "state", "issued", "days", "causes", "told"),
)
REVOKED = QualificationResult.Outcome.REVOKED
IN_AN_ARRAY = ('""', *BEST_FIRST)  # a grade by its code
# Of work, and whether it is sampled.
STAGES = [("", False), *product(STATE_OF_STAGE, (False, True))]
LETTER = np.array(
    [
        ord(
            LETTERS[
                unit_state(UnitFacts(grade, achieved, absent, no_result, stage, needed, sampled))
            ]
        )
        for achieved, absent, no_result, grade, needed, (stage, sampled) in product(
            (False, True), (False, True), (False, True), ("", "held"), (False, True), STAGES
        )
    ],
    dtype=np.uint8,
).reshape(2, 2, 2, 2, 2, len(STAGES))  # of a unit's state, by what is known of the unit
ACHIEVED = ord(LETTERS[UnitState.ACHIEVED])
EXPECTED = [ord(LETTERS[one]) for one in UNDER_WAY]


@dataclass(frozen=True)
class Gathered:
    """What was asked of all at once: the Work of persons at centres, circumstances of entries.

    And which entries were made too late for claims.
    """

    work: Mapping[tuple[int, int], Mapping[int, Work]]
    circumstances: Mapping[int, Mapping[str, Seen]]
    late: Set[int]


def kept_by_columns(worked: Sequence[Worked], on: date) -> dict[str, list[str]]:
    """What is to be kept of registrations once better results are issued: {column: its values}.

    The columns are COLUMNS, their values text as COPY reads it; in everything else the rows are as
    the model has them. Leaves out whose result is to be lowered, who holds units that the rules do
    not take, whoever has anything from another centre, and who goes no further as registered where
    there are other sizes, which are then asked about. A fixed number of queries.
    """
    centres = defaultdict(set)
    for one in worked:
        known = one.cohort.columns
        for person, centre in zip(known.person, known.centre, strict=True):
            centres[person].add(centre)
    sees = seeing(centres)
    work = under_way(centres, sees=sees)
    entries = [entry for one in worked for entry in one.cohort.columns.entry]
    gathered = Gathered(work, circumstances(entries), registered_late(entries))
    sized = with_other_sizes()
    kept: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for one in worked:
        told = _turns(one, gathered, on)
        plain = _plain(one, sees.moves.keys())
        if one.cohort.version.qualification_id in sized:
            plain &= ~told.stuck
        for name, values in zip(COLUMNS, _columns(one, told), strict=True):
            kept[name] += values if plain.all() else compress(values, plain.tolist())
    return kept


def _plain(worked: Worked, moved) -> npt.NDArray[np.bool_]:
    """Who is in no way out of the ordinary, of the cohort; `moved` are persons."""
    known = worked.cohort.columns
    plain = np.array(known.own, dtype=bool) & ~worked.cohort.outside & ~worked.is_lower
    if moved:
        plain &= [person not in moved for person in known.person]
    return plain


def _turns(worked: Worked, gathered: Gathered, on: date) -> CohortTurns:
    """Why each of the cohort has no result."""
    cohort, known = worked.cohort, worked.cohort.columns
    coming = {
        row: numbered(gathered.work[key], cohort.numbers)
        for row, key in enumerate(zip(known.centre, known.person, strict=True))
        if key in gathered.work
    }
    issued = _issued(worked, worked.grade_of_each)
    return CohortTurns(worked, issued, coming, gathered.circumstances, gathered.late, on)


def _columns(worked: Worked, told: CohortTurns) -> tuple[Sequence[str], ...]:
    """The values of the cohort, column by column."""
    cohort, decided, known = worked.cohort, worked.decided, worked.cohort.columns
    units = cohort.plan.specification.units
    grades = worked.grade_of_each
    letters = _letters(worked, told.coming, told.needed)
    achieved = letters == ACHIEVED
    sizes = np.array([unit.size or 0 for unit in units], dtype=np.int64)
    states, width = letters.tobytes().decode("ascii"), len(units)
    return (
        list(map(str, known.entry)),
        [str(cohort.version.pk)] * len(known.entry),
        columns.numbers(decided.points),
        columns.numbers(achieved @ sizes),
        columns.numbers(achieved.sum(axis=1)),
        columns.numbers(np.isin(letters, EXPECTED).sum(axis=1)),
        [states[at : at + width] for at in range(0, len(states), width)],
        columns.arrays(cohort.codes, IN_AN_ARRAY),
        columns.texts(grades),
        columns.texts(possible_of_sheet(cohort.plan, cohort.codes, cohort.spent, cohort.route)),
        *zip(*told.of_each, strict=True),
    )


def _letters(
    worked: Worked, coming: Mapping[int, Mapping[str, Work]], needed: npt.NDArray[np.bool_]
) -> npt.NDArray[np.uint8]:
    """The letter of each unit's state."""
    cohort, plan = worked.cohort, worked.cohort.plan
    stage = np.zeros(cohort.codes.shape, dtype=np.int64)
    for row, of_row in coming.items():
        for number in of_row.keys() & plan.numbers.keys():
            one = of_row[number]
            stage[row, plan.numbers[number]] = STAGES.index((one.stage, one.sampled))
    achieved = worked.grades.achieved[:, plan.own]
    flags = achieved, cohort.absent, cohort.no_result, cohort.codes > 0, needed
    return LETTER[(*(one.astype(np.int64) for one in flags), stage)]


def _issued(worked: Worked, grades: Sequence[str]) -> list[Issued | None]:
    """Outcome and grade of the result that stands once the better ones are issued."""
    known, kinds = worked.cohort.columns, worked.decided.kind.tolist()
    issued: list[Issued | None] = [
        (outcome, grade) if latest and outcome != REVOKED else None
        for latest, outcome, grade in zip(known.latest, known.outcome, known.grade, strict=True)
    ]
    for row in worked.better:
        issued[row] = deciding.IN_WORDS[kinds[row]], grades[row]
    return issued
