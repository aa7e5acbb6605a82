"""What stands on paper: a title, what every page repeats, and tables that hold together."""

from dataclasses import dataclass, field

SHORT = 12  # rows that are never parted


@dataclass(frozen=True)
class Column:
    """A column of a block; `share` is how wide it is beside the others.

    One that `ticks` has an empty box in each row, to be ticked by hand.
    """

    title: str
    share: float = 1
    centred: bool = False
    ticks: bool = False


@dataclass(frozen=True)
class Block:
    """A table under a title; kept on one page wherever it fits on one."""

    title: str
    columns: tuple[Column, ...]
    rows: list[tuple[str, ...]]

    @property
    def is_short(self):
        """Whether it is kept on one page of a printed page, too."""
        return len(self.rows) <= SHORT

    @property
    def cells(self):
        """The rows as (text, column) pairs."""
        return [list(zip(row, self.columns, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class PaperSheet:
    """What is put on paper: `running` stands on top of every page, `facts` once, `notes` last."""

    title: str
    running: str
    facts: list[tuple[str, str]]
    blocks: list[Block]
    notes: list[str] = field(default_factory=list)
