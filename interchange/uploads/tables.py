"""What stands in an uploaded table? Rows of texts with their numbers, of CSV and XLSX alike."""

from dataclasses import dataclass, field

from interchange.reader.kinds import BY_TITLE, TABLES, UploadRefused, not_a_table
from interchange.uploads import apart
from interchange.uploads.checking import check_kind, check_start


@dataclass(frozen=True)
class TableRow:
    """A row that holds something: its number in the file, and its cells from column A on."""

    number: int
    cells: tuple[str, ...]

    def __getitem__(self, column: int) -> str:
        """The text in a column, counted from 0; "" to the right of the last."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """A table: the name of its sheet (none in CSV) and its rows without the empty ones."""

    name: str
    rows: list[TableRow]


@dataclass(frozen=True)
class Tables:
    """What an uploaded file holds, and what to say of how it was read."""

    name: str
    sheets: list[Table]
    remarks: list[str] = field(default_factory=list)


def read_tables(upload):
    """Give the Tables of an uploaded CSV or XLSX file.

    Raises UploadRefused for everything that `check` refuses, for files of other kinds, and for
    tables too large or too damaged to read.
    """
    name, kind = check_start(upload, TABLES)
    if kind is not None:
        raise UploadRefused(not_a_table(name))
    said = apart.ask("tables", name, upload)
    check_kind(name, BY_TITLE[said["kind"]], TABLES)
    return Tables(name, [table(*sheet) for sheet in said["sheets"]], said["remarks"])


def table(name, rows):
    """A sheet as the reader tells it, as a Table."""
    return Table(name, [TableRow(number, tuple(cells)) for number, cells in rows])
