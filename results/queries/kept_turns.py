"""Why have very many registrations no result, and from which day on? As it is kept of each.

Most who are still to complete differ in their units alone: these are written of all at once. Of the
others it is asked once of those who stand alike.
"""

import json
from collections.abc import Mapping, Sequence, Set
from datetime import date

import numpy as np
import numpy.typing as npt

from entries.rules.registering import summer_of
from interchange import columns
from results.awarding import deciding
from results.awarding.lacking import lacking
from results.awarding.still_to_do import StillToDo, still_to_do
from results.diagnosis import EntryFacts, Seen
from results.diagnosis.facts import all_units
from results.eligibility import eligibility
from results.queries.fitting import goes_no_further
from results.queries.missing import AWARDED, Work, days_of, turns
from results.queries.worked import Worked

# State, grade issued, days, causes and what is told of them; texts as COPY reads them.
KeptTurns = tuple[str, str, str, str, str]
Issued = tuple[str, str]  # outcome and grade
BY_UNITS = (
    *("absent", "no_result", "attempts_used_up", "exam_below_minimum", "below_minimum"),
    "does_not_combine",
)
ELSEWHERE = len(BY_UNITS) - 1  # where there are pathways, another takes the units
LACKING = (  # what was to come later, too; the last of them is asked about first
    *("units_missing", "exams_and_units_missing", "exam_not_entered", "registered_late"),
)
LACKS_UNITS, LACKS_BOTH, LACKS_EXAMS, IS_LATE = range(len(BY_UNITS), len(BY_UNITS) + len(LACKING))
TELLS_EXAMS = "exams_and_units_missing"


class CohortTurns:
    """A cohort, what was issued to each, and the Work on its units: `of_each` are their KeptTurns.

    `known_of` are the circumstances of registrations by their ids, and `late` those of them that
    were made too late for claims. `needed` says which units could fill what is lacking, a row a
    registration; `stuck` who goes no further as registered.
    """

    def __init__(
        self,
        worked: Worked,
        issued: Sequence[Issued | None],
        coming: Mapping[int, Mapping[str, Work]],
        known_of: Mapping[int, Mapping[str, Seen]],
        late: Set[int],
        on: date,
    ):
        self.worked, self.issued, self.coming, self.on = worked, issued, coming, on
        places = {entry: row for row, entry in enumerate(worked.cohort.columns.entry)}
        self.circumstances = {
            places[entry]: known for entry, known in known_of.items() if entry in places
        }
        self.late = np.array([pk in late for pk in worked.cohort.columns.entry], dtype=bool)
        self.stuck = np.zeros(len(issued), dtype=bool)
        self.plan, self.known = worked.cohort.plan, {}
        units = self.plan.specification.units
        self.sizes = {unit.number: unit.size or 0 for unit in units}
        self.examined = frozenset(unit.number for unit in units if unit.examined)
        self.needed = np.zeros(worked.cohort.codes.shape, dtype=bool)
        self.of_each: list[KeptTurns | None] = [None] * len(issued)
        nothing = np.array([one is None for one in issued], dtype=bool)
        nothing[[*coming, *self.circumstances]] = False
        if not worked.cohort.certified_until:  # else the day on which it ends matters, too
            for found in still_to_do(self.plan, worked.grades, worked.cohort.codes, worked.decided):
                self._to_do(found, nothing[found.rows])
        self._others()

    def _to_do(self, found: StillToDo, these: npt.NDArray[np.bool_]) -> None:
        """Of whom has no result, nothing under way, and units to do: in the order of the triage."""
        rows, units = found.rows[these], found.units
        told, exams = found.could_be[these], self.plan.examined[units]
        short_of_exams = np.where(found.exams_needed[these], LACKS_BOTH, LACKS_UNITS)
        which = np.where((told & ~exams).any(axis=1), short_of_exams, LACKS_EXAMS)
        which[self.late[rows]] = IS_LATE
        self.needed[rows] = found.needed[these]
        every, cohort = np.ix_(rows, units), self.worked.cohort
        ungraded = (told & flags[every] for flags in (cohort.absent, cohort.no_result))
        below = found.below[these]
        below_each = below & exams, below & ~exams
        because = *ungraded, found.used_up[these], *below_each, found.elsewhere[these]
        self.stuck[rows] = (found.used_up[these] | found.elsewhere[these]).any(axis=1)
        for place in reversed(range(len(BY_UNITS))):
            is_so = because[place].any(axis=1)
            told[is_so], which[is_so] = because[place][is_so], place
        state = eligibility(withdrawn=False, issued=False, kind="not_yet").name
        summers = cohort.columns.completes_in
        both = which == LACKS_BOTH
        examined = iter(self._written(told[both] & exams, units))
        written = zip(rows.tolist(), which.tolist(), self._written(told, units), strict=True)
        for row, place, text in written:
            days, causes, codes = self._causes(place, summers[row])
            which_exams = next(examined) if place == LACKS_BOTH else ""
            self.of_each[row] = state, "", days, causes, _told(codes, text, which_exams)

    def _written(self, flags, units) -> list[str]:
        """The numbers of the units that are flagged, row by row, as COPY reads a list of them."""
        numbers = [json.dumps(unit.number) for unit in self.plan.specification.units]
        return columns.texts(columns.lists(flags, [numbers[unit] for unit in units]))

    def _causes(self, place: int, summer: int) -> tuple[str, str, tuple[str, ...]]:
        """The days, their causes as COPY reads them, and these one by one."""
        if (place, summer) not in self.known:
            found = self._found(place, summer)
            days, causes = zip(*found, strict=True)
            written = _array(day.isoformat() for day in days), _array(causes), causes
            self.known[place, summer] = written
        return self.known[place, summer]

    def _found(self, place: int, summer: int) -> list[tuple[date, str]]:
        """The cause, and from which day on units are missing that were to come in a later year."""
        if place < len(BY_UNITS):
            elsewhere = place == ELSEWHERE and self.plan.specification.pathways
            return [(self.on, "wrong_pathway" if elsewhere else BY_UNITS[place])]
        found: dict[str, date] = {}
        lacking = LACKING[place - len(BY_UNITS)]
        for day in days_of(summer, {}, self.on):
            cause = "not_expected_yet" if summer > summer_of(day) else lacking
            found.setdefault(cause, day)
        return [(day, cause) for cause, day in found.items()]

    def _others(self) -> None:
        """Of everybody else; asked once of those who stand alike."""
        cohort, decided = self.worked.cohort, self.worked.decided
        left = [row for row, one in enumerate(self.of_each) if one is None]
        asked = np.zeros(len(self.of_each), dtype=bool)
        asked[left] = True
        lacks, whose = lacking(
            self.plan, self.worked.grades, cohort.codes, cohort.spent, decided, asked
        )
        could_be = [set(all_units(short.could_be for short in found)) for found in lacks]
        needed = np.array([[number in units for number in self.sizes] for units in could_be])
        self.needed[asked] = needed[whose[asked]]
        kinds, places = decided.kind.tolist(), whose.tolist()
        no_further = self._stuck(lacks)
        ungraded = np.hstack([cohort.absent, cohort.no_result])
        is_ungraded = ungraded.any(axis=1).tolist()
        for row in left:
            key = kinds[row], self.issued[row], cohort.registrations[row].completes_in, places[row]
            if is_ungraded[row]:
                key = *key, ungraded[row].tobytes()
            if row in self.coming:
                key = *key, tuple(self.coming[row].items())
            if row in self.circumstances:
                key = *key, tuple(self.circumstances[row].items())
            if self.late[row]:
                key = *key, "late"
            if self.issued[row]:
                key = *key, cohort.registrations[row].has_uci
            else:
                self.stuck[row] = no_further[kinds[row], places[row]]
            if key not in self.known:
                self.known[key] = self._turns_of(row, lacks[places[row]])
            self.of_each[row] = self.known[key]

    def _stuck(self, lacks) -> Mapping[tuple[int, int], bool]:
        """Who goes no further, by the kind of what was decided and the place in `lacks`."""
        return {
            (kind, place): goes_no_further(deciding.KINDS[kind], shortfalls)
            for kind in range(len(deciding.KINDS))
            for place, shortfalls in enumerate(lacks)
        }

    def _turns_of(self, row: int, short) -> KeptTurns:
        cohort, issued = self.worked.cohort, self.issued[row]
        outcome, grade = issued or ("", "")
        kind = deciding.KINDS[self.worked.decided.kind[row]]
        absent, no_result = map(self._numbers, (cohort.absent[row], cohort.no_result[row]))
        facts = EntryFacts(
            kind=kind,
            issued=grade if outcome == AWARDED else "",
            certified_until=cohort.certified_until,
            completes_in=cohort.registrations[row].completes_in,
            shortfalls=short,
            sizes=self.sizes,
            examined=self.examined,
            has_pathways=bool(self.plan.specification.pathways),
            has_uci=cohort.registrations[row].has_uci,
            registered_late=bool(self.late[row]),
            absent=absent,
            no_result=no_result,
            circumstances=self.circumstances.get(row, {}),
        )
        found = turns(facts, self.coming.get(row, {}), self.on)
        state = eligibility(withdrawn=False, issued=issued is not None, kind=kind)
        told = json.dumps([reason.as_kept for _, reason in found])
        days, causes = (day.isoformat() for day, _ in found), (one.code for _, one in found)
        grade, told = columns.texts([grade, told])
        return state.name, grade, _array(days), _array(causes), told

    def _numbers(self, flags) -> frozenset[str]:
        units = self.plan.specification.units
        return frozenset(units[one].number for one in np.flatnonzero(flags))


def _told(codes: Sequence[str], units: str, exams: str) -> str:
    """What is told of each of the causes: the units, and those of them that are exams."""
    if len(codes) == 1:
        return f"[[[{units}],[{exams}]]]"
    each = (f"[[{units}],[{exams if code == TELLS_EXAMS else ''}]]" for code in codes)
    return f"[{','.join(each)}]"


def _array(values) -> str:
    return "{" + ",".join(values) + "}"
