"""Which kinds of file do we take?"""

from dataclasses import dataclass

from interchange.refusals import RuleBroken

PIECE = 64 * 1024  # bytes read at a time


class UploadRefused(RuleBroken):
    """The file cannot be kept; the message names it and says what to do."""


@dataclass(frozen=True)
class Kind:
    """A kind of file we take: how people know it and how its name may end."""

    title: str
    content_type: str
    endings: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument"
PDF = Kind("PDF document", "application/pdf", (".pdf",))
PNG = Kind("PNG picture", "image/png", (".png",))
JPEG = Kind("JPEG picture", "image/jpeg", (".jpg", ".jpeg"))
XLSX = Kind("Excel spreadsheet", f"{OFFICE}.spreadsheetml.sheet", (".xlsx",))
DOCX = Kind("Word document", f"{OFFICE}.wordprocessingml.document", (".docx",))
CSV = Kind("CSV file", "text/csv", (".csv",))

KINDS = (PDF, PNG, JPEG, XLSX, DOCX, CSV)
ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings)
TAKEN = "PDF, PNG, JPEG, XLSX, DOCX or CSV"
