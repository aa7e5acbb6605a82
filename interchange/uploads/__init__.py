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

__all__ = [
    "CSV",
    "DOCX",
    "ENDINGS",
    "JPEG",
    "LARGEST",
    "LARGEST_UNPACKED",
    "MOST",
    "PDF",
    "PNG",
    "TAKEN",
    "XLSX",
    "Checked",
    "Kind",
    "UploadRefused",
    "check",
    "check_count",
    "tidy_name",
]
