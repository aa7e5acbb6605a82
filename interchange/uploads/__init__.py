"""May this uploaded file be kept, and what is in it? Said in a sentence naming the file.

Archives, spreadsheets and texts are read by `interchange.reader`, a process of its own.
"""

from interchange.reader.archives import LARGEST_UNPACKED
from interchange.reader.extents import letters_of
from interchange.reader.kinds import (
    CSV,
    DOCX,
    JPEG,
    KINDS,
    PDF,
    PNG,
    TABLES,
    XLSX,
    Kind,
    UploadRefused,
    endings,
    named,
)
from interchange.reader.limits import MOST_COLUMNS, MOST_ROWS
from interchange.reader.texts import NotText, decoded
from interchange.uploads.checking import (
    LARGEST,
    MOST,
    Checked,
    check,
    check_count,
    digest,
    hint,
    tidy_name,
)
from interchange.uploads.tables import Table, TableRow, Tables, read_tables

__all__ = [
    "CSV",
    "DOCX",
    "JPEG",
    "KINDS",
    "LARGEST",
    "LARGEST_UNPACKED",
    "MOST",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "PDF",
    "PNG",
    "TABLES",
    "XLSX",
    "Checked",
    "Kind",
    "NotText",
    "Table",
    "TableRow",
    "Tables",
    "UploadRefused",
    "check",
    "check_count",
    "digest",
    "decoded",
    "endings",
    "hint",
    "letters_of",
    "named",
    "read_tables",
    "tidy_name",
]
