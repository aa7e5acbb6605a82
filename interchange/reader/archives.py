"""Is this zip archive a spreadsheet or document, and may it be unfolded?"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable
from typing import IO

from interchange.reader.kinds import DOCX, KINDS, PIECE, XLSX, Kind, UploadRefused, named

MOST_PARTS = 2_000
LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_RATIO = 100  # unpacked bytes to one packed
RATIO_MATTERS_FROM = 1024 * 1024
BROKEN = (  # what reading a damaged archive can end in
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
MAIN_PARTS = {"xl/workbook.xml": XLSX, "word/document.xml": DOCX}


def kind_of_archive(
    name: str, content: IO[bytes], size: int, kinds: Iterable[Kind] = KINDS
) -> Kind:
    """Give the Kind of a zip archive of that size after unfolding it; raises UploadRefused.

    `kinds` are those that are of use, which the refusal of any other archive names.
    """
    try:
        with zipfile.ZipFile(content) as archive:
            parts = archive.infolist()
            kind = next((MAIN_PARTS[p.filename] for p in parts if p.filename in MAIN_PARTS), None)
            if kind is None or "[Content_Types].xml" not in archive.namelist():
                raise UploadRefused(
                    f"“{name}” is an archive of files. Unpack it and send what is in it:"
                    f" {named(kinds)}."
                )
            _check_parts(name, parts, size)
            _unfold(name, archive, parts)
    except UploadRefused:
        raise
    except BROKEN as problem:
        raise damaged(name) from problem
    return kind


def _check_parts(name: str, parts: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse an archive whose own list says that it is locked, hides a program or is a bomb."""
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 0x1 for part in parts):
        raise UploadRefused(f"“{name}” has a password. Save it without one.")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise UploadRefused(f"“{name}” contains macros. Save it without them as .xlsx or .docx.")
    if any(part.compress_type not in PACKINGS or _leads_out(part.filename) for part in parts):
        raise damaged(name)
    if len({part.filename for part in parts}) < len(parts):
        raise damaged(name)
    too_dense = unpacked > RATIO_MATTERS_FROM and unpacked > LARGEST_RATIO * size
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or too_dense:
        raise _too_large_inside(name)


def _leads_out(path: str) -> bool:
    """Whether a part's path would leave the folder it is unpacked into."""
    return path.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", path)


def _unfold(name: str, archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Read every part once, so that a list that lies about its sizes is found out."""
    total = 0
    for part in parts:
        with archive.open(part) as inside:
            while piece := inside.read(PIECE):
                total += len(piece)
                if total > LARGEST_UNPACKED:
                    raise _too_large_inside(name)


def damaged(name: str) -> UploadRefused:
    """The refusal of a file that cannot be unpacked."""
    return UploadRefused(
        f"“{name}” is damaged or incomplete. Open it, save it anew, and send that."
    )


def _too_large_inside(name: str) -> UploadRefused:
    """The refusal of a file that would unfold into too much."""
    return UploadRefused(
        f"“{name}” unpacks to far more than it seems to hold."
        " Copy the rows you need into a new file and send that."
    )
