"""Which kinds of file do we take, and how is the rest refused?"""

from collections.abc import Iterable
from typing import NamedTuple

from interchange.refusals import RuleBroken

PIECE = 64 * 1024  # bytes read at a time


class UploadRefused(RuleBroken):
    """The file cannot be kept or read; the message names it and says what to do."""


class Kind(NamedTuple):
    """A kind of file we take: how people know it and how its name may end."""

    title: str
    content_type: str
    endings: tuple[str, ...]

    @property
    def ending(self) -> str:
        """How people call it by the end of its name: XLSX."""
        return self.endings[-1].removeprefix(".").upper()


OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = Kind("PDF document", "application/pdf", (".pdf",))
PNG = Kind("PNG picture", "image/png", (".png",))
JPEG = Kind("JPEG picture", "image/jpeg", (".jpg", ".jpeg"))
XLSX = Kind("Excel spreadsheet", f"{OFFICE}.spreadsheetml.sheet", (".xlsx",))
DOCX = Kind("Word document", f"{OFFICE}.wordprocessingml.document", (".docx",))
CSV = Kind("CSV file", "text/csv", (".csv",))

KINDS = (PDF, PNG, JPEG, XLSX, DOCX, CSV)
TABLES = (XLSX, CSV)
BY_TITLE = {kind.title: kind for kind in KINDS}


def endings(kinds: Iterable[Kind] = KINDS) -> str:
    """How names of those kinds may end, as a form's control takes it: .xlsx,.csv."""
    return ",".join(ending for kind in kinds for ending in kind.endings)


def named(kinds: Iterable[Kind]) -> str:
    """The kinds in a sentence: PDF, PNG or JPEG."""
    *first, last = [kind.ending for kind in kinds]
    return f"{', '.join(first)} or {last}" if first else last


def not_a_table(name: str) -> str:
    """The refusal of a file that holds no table, as a sentence."""
    return f"“{name}” is not a table. Send it as {named(TABLES)}."
