"""What stands in a file, and what of it is new or changed since the last one?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from results import rules
from results.results_file.key import code_of, shown

A_GRADE = "1"  # the result type of what carries a grade and nothing else
GRADE_ONLY = {"result_type": A_GRADE}


class Change(StrEnum):
    """What a line is beside the last file of the same kind, year and series."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class FileLine:
    """A result that a file tells, or would tell: whose, of what, and the grade as results show it.

    `person` is whose the record is, `candidate` the record; `of` units or qualifications. Of a line
    that was told before, `told_as` is the code it was told by.
    """

    of: str
    person: int
    candidate: int
    candidate_number: str
    ocr_number: str
    name: str
    uci: str
    uln: str
    option: str
    entry_code: str
    unit: str
    grade: str
    partly_absent: bool = False
    change: Change = Change.NEW
    before: str = ""
    told_as: str = ""

    @property
    def key(self) -> tuple[int, str]:
        """What a file has once: the person and the option."""
        return self.person, self.option

    @property
    def shown(self) -> str:
        """The grade as people read it."""
        return shown(self.grade, self.partly_absent)

    @property
    def code(self) -> str:
        """The code of the grade; raises NoCode where the key has none."""
        return code_of(self.of, self.grade)

    @property
    def missing(self) -> str:
        """What keeps the result out of a file, as a sentence; empty where nothing does."""
        if not self.uci:
            return "No UCI. Give it by Correct details, and make the file again."
        if not self.candidate_number:
            return "No candidate number at this centre. Tell us, and we look into it."
        return ""

    def detail(self, centre: str) -> dict[str, Any]:
        """The values of its record."""
        return {
            **GRADE_ONLY,
            "centre": centre,
            "candidate_number": self.candidate_number,
            "uci": self.uci,
            "uln": self.uln or None,
            "option": self.option,
            "grade": self.code,
            "partial": rules.PART if self.partly_absent else None,
        }


@dataclass(frozen=True)
class Compared:
    """The lines of a file in their order, those that are left out, and those no longer there."""

    lines: tuple[FileLine, ...]
    left_out: tuple[FileLine, ...]
    gone: tuple[FileLine, ...]

    @property
    def differs(self) -> bool:
        """Whether anything in the file is new, changed or gone."""
        return bool(self.gone) or any(one.change != Change.SAME for one in self.lines)


def compared(
    lines: Iterable[FileLine], last: Mapping[tuple[int, str], FileLine] | None = None
) -> Compared:
    """The lines beside those of the last file, by key: what is new, changed, gone or left out.

    A change is one of the grade, of its code or of what the record says of the candidate.
    """
    last = last or {}
    kept, left_out = [], []
    for one in sorted(lines, key=lambda one: (one.candidate_number, one.uci, one.option)):
        if one.missing:
            left_out.append(replace(one, change=Change.LEFT_OUT))
        else:
            kept.append(_beside(one, last.get(one.key)))
    there = {one.key for one in kept}
    gone = [
        replace(one, change=Change.GONE, before=one.shown)
        for key, one in last.items()
        if key not in there
    ]
    return Compared(tuple(kept), tuple(left_out), tuple(gone))


def _beside(line: FileLine, last: FileLine | None) -> FileLine:
    """The line as what it is beside that of the last file."""
    if last is None:
        return line
    same = all(
        getattr(line, name) == getattr(last, name)
        for name in ("shown", "uci", "uln", "candidate_number")
    )
    same = same and last.told_as in ("", line.code)
    return replace(line, change=Change.SAME if same else Change.CHANGED, before=last.shown)


def is_of_unit(option: str) -> bool:
    """Whether an option is a unit's: six figures; a qualification's has five and a letter."""
    return len(option) == 6 and option.isdigit()
