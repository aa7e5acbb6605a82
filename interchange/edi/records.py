"""What does a file that was read consist of? Its records, and the frame they stand in."""

from dataclasses import dataclass, field
from typing import Any

from interchange.edi import layouts
from interchange.edi.problems import Problem


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its line, record type and values by field name.

    `head` is the text of its fields where several follow (see `details`), else empty.
    """

    line: int
    record: str
    values: dict[str, Any]
    head: str = ""

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)


@dataclass(frozen=True)
class Frame:
    """A file's records around its details, and where its details are.

    `head` and `tail` are by record type; a record that is missing or cannot be read is not there.
    """

    data_type: str = ""
    lines: tuple[str, ...] = ()
    first: int = 0  # the details are lines[first:last]
    last: int = 0
    head: dict[str, Record] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def count(self) -> int:
        """How many detail records there are."""
        return self.last - self.first

    @property
    def header(self) -> Record | None:
        """The file header; None where it could not be read."""
        return self.head.get(layouts.HEADER)
