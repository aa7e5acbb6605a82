"""How is the state of a unit told: in a short sign, in words, and what does it mean?

One table for wherever states are shown: a candidate's page, lists, the heat map, files and paper.
"""

from dataclasses import dataclass

from results.eligibility import UnitState


@dataclass(frozen=True)
class Sign:
    """A state of a unit in a few letters and in words, with what it means for the candidate.

    `code` is its name in addresses. Of one that `grades` the grade is told, too.
    """

    code: str
    short: str
    words: str
    means: str
    grades: bool = False

    def in_a_cell(self, grade: str) -> str:
        """What stands in a narrow cell: the grade where there is one to tell, else the sign."""
        return f"{grade} {self.short}" if self.grades and grade else self.short

    def in_words(self, grade: str) -> str:
        """The same in words, for files and for whoever has it read out."""
        return f"{self.words}: {grade}" if self.grades and grade else self.words


_TOLD = {
    UnitState.ACHIEVED: ("✓", "A grade that counts is held.", True),
    UnitState.CLAIMED: ("Cl", "On a claim that your centre has not submitted yet.", False),
    UnitState.READY: ("Rs", "Submitted: the moderator has not chosen a sample yet.", False),
    UnitState.SAMPLED: ("Sa", "The moderator has chosen a sample and has not agreed yet.", False),
    UnitState.PENDING: ("Pe", "With the board, which gives the result.", False),
    UnitState.ENTERED: ("En", "Entered for the exam, whose result is to come.", False),
    UnitState.ABSENT: ("Ab", "Absent from the exam.", False),
    UnitState.NO_RESULT: ("No", "The board issued no result for the exam.", False),
    UnitState.NOT_ACHIEVED: ("↓", "The grade is below the minimum for the unit.", True),
    UnitState.TO_DO: ("To", "Not claimed or entered yet, and could still be needed.", False),
    UnitState.NOT_TAKEN: ("–", "Not claimed or entered, and not needed.", False),
}
SIGNS = {
    state: Sign(state.name.lower(), short, state.value, means, grades)
    for state, (short, means, grades) in _TOLD.items()
}
BY_CODE = {sign.code: state for state, sign in SIGNS.items()}
