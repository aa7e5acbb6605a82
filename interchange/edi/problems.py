"""What is wrong in a file, and where?"""

import re
from dataclasses import dataclass

UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # signs that nobody can see
LONGEST_SHOWN = 60
EXPORT = "Export the file again and send it as your system writes it."


@dataclass(frozen=True)
class Problem:
    """One thing wrong: the line and column (from 1; 0 for the file as a whole), field, value.

    `wrong` says what is the matter and `remedy` what to do.
    """

    line: int
    column: int
    field: str
    value: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return " ".join(filter(None, [self.where, self.wrong, self.remedy]))

    @property
    def where(self) -> str:
        """The place in words."""
        if not self.line:
            return ""
        column = f", column {self.column}" if self.column else ""
        return f"Line {self.line}{column}{f' ({self.field})' if self.field else ''}:"


def whole_file(wrong: str, remedy: str, value: str = "") -> Problem:
    """Something wrong with the file as a whole."""
    return Problem(0, 0, "", value, wrong, remedy)


def shown(text: str) -> str:
    """A value as messages quote it: what can be seen of it, and not too much."""
    return UNSEEN.sub("�", text[:LONGEST_SHOWN])
