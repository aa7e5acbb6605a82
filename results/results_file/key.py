"""Which two characters stand for a grade? The key, with where each code comes from.

A grade has two characters at most in the files (JCQ formats, version 14, record R5).
"""

from dataclasses import dataclass
from types import MappingProxyType

from interchange.refusals import RuleBroken
from results import rules
from results.results_file.profile import PROFILE

UNITS, QUALIFICATIONS = "units", "qualifications"
WORDS = {"absent": "Absent", "X": "No result", "Q": "Pending"}


class NoCode(RuleBroken):
    """The key has no code for a grade, so that no file can carry it."""


@dataclass(frozen=True)
class KeyRow:
    """A grade as results show it, its code, and whether the board's table is known to say so."""

    of: str
    grade: str
    code: str
    source: str
    confirmed: bool

    @property
    def shown(self) -> str:
        """The grade as people read it."""
        return shown(self.grade)

    @property
    def of_in_words(self) -> str:
        """What it is a grade of."""
        return "Unit" if self.of == UNITS else "Qualification"


def _rows() -> tuple[KeyRow, ...]:
    sources = {code: one for one in PROFILE["sources"] for code in one["codes"]}
    return tuple(
        KeyRow(of, grade, code, sources[code]["source"], sources[code]["confirmed"])
        for of in (UNITS, QUALIFICATIONS)
        for grade, code in PROFILE[of].items()
    )


KEY = _rows()
BY_GRADE = MappingProxyType({(one.of, one.grade): one for one in KEY})
CODES = MappingProxyType(
    {of: frozenset(one.code for one in KEY if one.of == of) for of in (UNITS, QUALIFICATIONS)}
)


def shown(grade: str, partly_absent: bool = False) -> str:
    """A grade as people read it; # beside it says that part of the exam was missed."""
    return rules.shown(WORDS.get(grade, grade), partly_absent)


def code_of(of: str, grade: str) -> str:
    """The code of a grade of a unit or of a qualification (`of`).

    Raises NoCode for a grade that the key lacks.
    """
    row = BY_GRADE.get((of, grade))
    if row is None:
        raise NoCode(
            f"The key of codes has none for the grade {grade}, so the file cannot be made."
            " Tell us the grade: we add its code."
        )
    return row.code


def is_confirmed(of: str, grade: str) -> bool:
    """Whether the code of the grade is known to be the board's."""
    row = BY_GRADE.get((of, grade))
    return bool(row and row.confirmed)
