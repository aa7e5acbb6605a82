"""What do very many registrations come to now, beside what was issued? Worked out by columns."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from results.awarding import deciding, working
from results.awarding.deciding import Decided
from results.awarding.grades import Codes, Grades, of_sheet
from results.queries.cohorts import Cohort, cohorts


@dataclass(frozen=True)
class Worked:
    """A cohort, its grades laid out, and what each of it comes to.

    `packed` is the working, a row of bytes.
    """

    cohort: Cohort
    grades: Grades
    decided: Decided
    packed: Codes

    @cached_property
    def better(self) -> list[int]:
        """The rows whose grade improves."""
        return np.flatnonzero(self._rank > self.cohort.rank).tolist()

    @cached_property
    def lower(self) -> list[int]:
        """The ids of the registrations whose result would be lower, or none any more."""
        rows = np.flatnonzero(self._rank < self.cohort.rank).tolist()
        return [self.cohort.registrations[row].entry for row in rows]

    @cached_property
    def _rank(self):
        return deciding.ranks(self.cohort.plan.specification, self.decided)


def work_out(entries) -> tuple[list[Worked], list[int]]:
    """What the registrations of these ids come to, and the ids of those to be looked at one by one.

    Issues nothing. Raises what the engine raises of a grade that cannot be.
    """
    found, apart = cohorts(entries)
    return [_worked(cohort) for cohort in found], apart


def _worked(cohort) -> Worked:
    laid_out = of_sheet(cohort.plan, cohort.codes, cohort.spent, cohort.route)
    decided = deciding.decide(cohort.plan, laid_out)
    return Worked(cohort, laid_out, decided, working.packed(decided, cohort.codes))
