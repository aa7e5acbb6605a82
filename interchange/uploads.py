"""May this uploaded file be kept? Decided by what is in it, and said in a sentence naming it."""

import codecs
import hashlib
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass

from interchange.refusals import RuleBroken

LARGEST = 10 * 1024 * 1024  # bytes of one file
MOST = 10  # files sent together
LONGEST_NAME = 150
PIECE = 64 * 1024

# How far a spreadsheet or document, which is a zip archive, may unfold.
MOST_PARTS = 2_000
LARGEST_UNPACKED = 100 * 1024 * 1024
LARGEST_RATIO = 100  # unpacked bytes to one packed
RATIO_MATTERS_FROM = 1024 * 1024


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

PICTURES_AND_PDF = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
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
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
NOT_TABLES = (b"<", b"{\\rtf", b"%!")  # web pages, rich text, PostScript


@dataclass(frozen=True)
class Checked:
    """A file that may be kept, and what is known of it."""

    name: str
    content_type: str
    size: int
    digest: str


def check(upload):
    """Give what is known of an uploaded file: name, type by content, size and SHA-256.

    `upload` has a name, a size and reads like a file (Django's UploadedFile does). Raises
    UploadRefused if it is empty, too large, of no kind we take, not what its name says, damaged,
    or would unfold into too much.
    """
    name = tidy_name(upload.name)
    check_size(name, upload.size)
    kind = kind_of(name, upload)
    check_ending(name, kind)
    return Checked(name, kind.content_type, upload.size, digest(upload))


def check_count(count):
    """Refuse more files at once than we take."""
    if count > MOST:
        raise UploadRefused(f"You can send at most {MOST} files at a time; these are {count}.")


def tidy_name(name):
    """Give the file's name without folders; refuse one with signs that nobody can see."""
    plain = re.split(r"[/\\]", str(name or ""))[-1].strip().strip(".").strip()
    if any(unicodedata.category(sign)[0] == "C" for sign in str(name or "")):
        seen = "".join(sign for sign in plain if unicodedata.category(sign)[0] != "C")
        raise UploadRefused(f"“{seen}” has invisible signs in its name. Rename the file.")
    if not plain:
        raise UploadRefused("A file has no name. Save it under a name and choose it again.")
    if len(plain) > LONGEST_NAME:
        raise UploadRefused(
            f"“{plain[:40]}…” has a name of {len(plain)} signs; {LONGEST_NAME} are the most."
            " Rename the file."
        )
    return plain


def check_size(name, size):
    """Refuse an empty file and one over 10 MB."""
    if not size:
        raise UploadRefused(f"“{name}” is empty. Check that it was saved, and choose it again.")
    if size > LARGEST:
        raise UploadRefused(
            f"“{name}” is {size / 1024 / 1024:.1f} MB; the most is {LARGEST // 1024 // 1024} MB."
            " Save it smaller, for example at a lower scanning quality."
        )


def kind_of(name, upload):
    """Give the Kind of the file by its first bytes and its inside; raises UploadRefused."""
    upload.seek(0)
    start = upload.read(16)
    for first, kind in PICTURES_AND_PDF.items():
        if start.startswith(first):
            return kind
    if start.startswith(ZIP):
        return kind_of_archive(name, upload)
    refuse_known_evils(name, start)
    if name.lower().endswith(".csv"):
        return table_of_text(name, upload)
    raise UploadRefused(f"“{name}” is not a file we can read. Send it as {TAKEN}.")


def refuse_known_evils(name, start):
    """Refuse programs, and Office files that are old or locked with a password."""
    if start.startswith(PROGRAMS):
        raise UploadRefused(f"“{name}” is a program. Send papers only: {TAKEN}.")
    if start.startswith(OLD_OFFICE):
        raise UploadRefused(
            f"“{name}” is an Office file of the old kind or has a password."
            " Save it without a password as .xlsx or .docx."
        )


def check_ending(name, kind):
    """Refuse a file whose name says it is something else."""
    if not name.lower().endswith(kind.endings):
        raise UploadRefused(
            f"“{name}” is a {kind.title} by its content, but its name does not end in"
            f" {' or '.join(kind.endings)}. Rename the file, or choose the one you meant."
        )


# Spreadsheets and documents


def kind_of_archive(name, upload):
    """Give the Kind of a zip archive after unfolding it within limits; raises UploadRefused."""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = archive.infolist()
            kind = next((MAIN_PARTS[p.filename] for p in parts if p.filename in MAIN_PARTS), None)
            if kind is None or "[Content_Types].xml" not in archive.namelist():
                raise UploadRefused(
                    f"“{name}” is an archive of files. Unpack it and send the papers themselves:"
                    f" {TAKEN}."
                )
            check_parts(name, parts, upload.size)
            unfold(name, archive, parts)
    except UploadRefused:
        raise
    except BROKEN as problem:
        raise damaged(name) from problem
    return kind


def check_parts(name, parts, size):
    """Refuse an archive whose own list says that it is locked, hides a program or is a bomb."""
    unpacked = sum(part.file_size for part in parts)
    if any(part.flag_bits & 0x1 for part in parts):
        raise UploadRefused(f"“{name}” has a password. Save it without one.")
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise UploadRefused(f"“{name}” contains macros. Save it without them as .xlsx or .docx.")
    if any(part.compress_type not in PACKINGS or leads_out(part.filename) for part in parts):
        raise damaged(name)
    if len({part.filename for part in parts}) < len(parts):
        raise damaged(name)
    too_dense = unpacked > RATIO_MATTERS_FROM and unpacked > LARGEST_RATIO * size
    if len(parts) > MOST_PARTS or unpacked > LARGEST_UNPACKED or too_dense:
        raise too_large_inside(name)


def leads_out(path):
    """Whether a part's path would leave the folder it is unpacked into."""
    return path.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", path)


def unfold(name, archive, parts):
    """Read every part once, so that a list that lies about its sizes is found out."""
    total = 0
    for part in parts:
        with archive.open(part) as inside:
            while piece := inside.read(PIECE):
                total += len(piece)
                if total > LARGEST_UNPACKED:
                    raise too_large_inside(name)


def damaged(name):
    """The refusal of a file that cannot be unpacked."""
    return UploadRefused(
        f"“{name}” is damaged or incomplete. Open it, save it anew, and send that."
    )


def too_large_inside(name):
    """The refusal of a file that would unfold into too much."""
    return UploadRefused(
        f"“{name}” unpacks to far more than it seems to hold."
        " Copy the rows you need into a new file and send that."
    )


# Tables as text


def table_of_text(name, upload):
    """Give CSV if the file is plain text; raises UploadRefused."""
    upload.seek(0)
    content = upload.read()
    if content.removeprefix(codecs.BOM_UTF8).lstrip().lower().startswith(NOT_TABLES):
        raise UploadRefused(f"“{name}” is not a table of values. Save it as CSV and send that.")
    if any(byte < 32 and byte not in b"\t\r\n" for byte in set(content)):
        raise UploadRefused(
            f"“{name}” holds signs that are not text. Save it as “CSV UTF-8” and send that."
        )
    return CSV


def digest(upload):
    """Give the SHA-256 of the file's content."""
    upload.seek(0)
    found = hashlib.sha256()
    while piece := upload.read(PIECE):
        found.update(piece)
    upload.seek(0)
    return found.hexdigest()
