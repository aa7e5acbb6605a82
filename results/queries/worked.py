"""What do very many registrations come to now, beside what was issued? Worked out by columns."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from results.awarding import deciding, working
from results.awarding.deciding import Decided
from results.awarding.grades import Codes, Grades, of_sheet
from results.awarding.plan import Flags
from results.queries.cohorts import Cohort, cohorts


@dataclass(frozen=True)
class Worked:
    """A cohort, its grades laid out, and what each of it comes to.

    `packed` is the working, a row of bytes. Once the qualification has `ended`, nothing improves.
    """

    cohort: Cohort
    grades: Grades
    decided: Decided
    packed: Codes
    ended: bool

    @cached_property
    def better(self) -> list[int]:
        """The rows whose grade improves."""
        improves = self._rank > self.cohort.rank
        return [] if self.ended else np.flatnonzero(improves).tolist()

    @cached_property
    def is_lower(self) -> Flags:
        """Whose result would be lower, or none any more: a flag a row."""
        return np.asarray(self._rank < self.cohort.rank)

    @property
    def lower(self) -> list[int]:
        """The ids of the registrations whose result would be lower."""
        rows = np.flatnonzero(self.is_lower).tolist()
        return [self.cohort.registrations[row].entry for row in rows]

    @cached_property
    def grade_of_each(self) -> list[str]:
        """The grade of each row in words; empty where there is none yet."""
        return deciding.grade_of_each(self.cohort.plan.specification, self.decided)

    @cached_property
    def _rank(self):
        return deciding.ranks(self.cohort.plan.specification, self.decided)


def work_out(entries, on) -> tuple[list[Worked], list[int]]:
    """What the registrations (ids) come to on the day, and the ids of those looked at one by one.

    Issues nothing. Raises what the engine raises of a grade that cannot be.
    """
    found, apart = cohorts(entries)
    return [_worked(cohort, on) for cohort in found], apart


def _worked(cohort, on) -> Worked:
    laid_out = of_sheet(cohort.plan, cohort.codes, cohort.spent, cohort.route)
    decided = deciding.decide(cohort.plan, laid_out)
    ended = cohort.version.qualification.life.has_ended(on)
    return Worked(cohort, laid_out, decided, working.packed(decided, cohort.codes), ended)
