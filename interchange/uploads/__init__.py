"""May this uploaded file be kept? Decided by what is in it, and said in a sentence naming it."""

from interchange.uploads.archives import LARGEST_UNPACKED
from interchange.uploads.checking import LARGEST, MOST, Checked, check, check_count, tidy_name
from interchange.uploads.kinds import (
    CSV,
    DOCX,
    ENDINGS,
    JPEG,
    PDF,
    PNG,
    TAKEN,
    XLSX,
    Kind,
    UploadRefused,
)
from interchange.uploads.tables import MOST_COLUMNS, MOST_ROWS, Row, Sheet, Tables, read_tables

__all__ = [
    "CSV",
    "DOCX",
    "ENDINGS",
    "JPEG",
    "LARGEST",
    "LARGEST_UNPACKED",
    "MOST",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "PDF",
    "PNG",
    "Row",
    "Sheet",
    "TAKEN",
    "Tables",
    "XLSX",
    "Checked",
    "Kind",
    "UploadRefused",
    "check",
    "check_count",
    "read_tables",
    "tidy_name",
]
