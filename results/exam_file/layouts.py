"""How does a line of a file look: which fields has it, and what may each of them say?"""

from collections.abc import Mapping
from dataclasses import dataclass

from results import rules

HEADER = ["series", "ocr_candidate_number", "entry_code", "unit", "grade"]
HEADER_LINE = ",".join(HEADER)
MARK = "mark"
MARKED_LINE = f"{HEADER_LINE},{MARK}"
MOST_LINES = 200_000
MOST_NOTED = 20_000  # are noted while a page waits, and hold their persons as long
GRADES = {grade.lower(): grade for grade in ("P", "M", "D", "R", "U", "1C", *rules.UNGRADED)}
PARTLY = {grade for grade in GRADES.values() if grade not in rules.UNGRADED}
NO_PART = (
    f"“{rules.PART}” says that part of the exam was missed, and goes with a grade alone.",
    f"Write the grade of the rest with “{rules.PART}”, or leave it out.",
)
NO_MARK = (
    "Who has no grade of an exam has no mark of it.",
    "Leave the mark empty, or the word in the place of the grade.",
)
NO_NUMBER = ("That is no number of marks.", "Write whole marks, such as 43.")
NO_SIGN = (
    f"“{rules.PART}” goes with a grade alone.",
    f"Write {rules.Mark.PARTIAL.value} of whoever missed part of the exam.",
)


@dataclass(frozen=True)
class Layout:
    """What the last field of a file says: what it is called, its values, and how one is named.

    And how many lines it may have, and what a line of it `says` of a candidate.
    """

    field: str
    values: Mapping[str, str]
    named: str
    most_lines: int = MOST_LINES
    says: str = "gives a grade for"

    @property
    def header(self) -> list[str]:
        """The fields of its first line."""
        return [*HEADER[:-1], self.field]

    @property
    def header_line(self) -> str:
        """Its first line."""
        return ",".join(self.header)

    @property
    def headers(self) -> tuple[list[str], ...]:
        """All that its first line may be: of results a mark stands beside the grade, or instead."""
        if self.field != HEADER[-1]:
            return (self.header,)
        return self.header, [*self.header, MARK], [*self.header[:-1], MARK]

    @property
    def no_part(self) -> tuple[str, str]:
        """What is wrong with the sign of a missed part beside another value, and what to do."""
        return NO_PART if self.field == HEADER[-1] else NO_SIGN

    @property
    def wrong(self) -> tuple[str, str]:
        """What is wrong with another value, and what to do."""
        return f"That is no {self.named}.", f"It is one of {', '.join(self.values.values())}."


RESULTS = Layout("grade", GRADES, "grade")
ATTENDED = {one.value: one.value for one in rules.Mark}
ATTENDANCE = Layout("attendance", ATTENDED, "attendance", MOST_NOTED, "notes the attendance of")
About = tuple[tuple[int, int], str, str]  # series, candidate, unit


@dataclass(frozen=True)
class ExamRow:
    """A line in shape; `series` is (year, month), and `unit` begins with no zero.

    `grade` may be one of rules.UNGRADED; `partly_absent`: part of the exam was missed. Where there
    is a `mark`, the grade follows from it, and is empty until it does.
    """

    line: int
    series: tuple[int, int]
    ocr_number: str
    entry_code: str
    unit: str
    grade: str
    partly_absent: bool = False
    mark: int | None = None

    @property
    def shown(self) -> str:
        """The grade as the file gives it."""
        return rules.shown(self.grade, self.partly_absent)

    @property
    def about(self) -> About:
        """What the line gives a grade for."""
        return self.series, self.ocr_number, self.unit
