"""What is in an uploaded file, and is it what its name says?"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from interchange.reader.kinds import (
    BY_TITLE,
    CSV,
    JPEG,
    KINDS,
    PDF,
    PIECE,
    PNG,
    UploadRefused,
    named,
)
from interchange.uploads import apart

LARGEST = 10 * 1024 * 1024  # bytes of one file
MOST = 10  # files sent together
LONGEST_NAME = 150

PICTURES_AND_PDF = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
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


@dataclass(frozen=True)
class Checked:
    """A file that may be kept, and what is known of it."""

    name: str
    content_type: str
    size: int
    digest: str


def check(upload, kinds=KINDS):
    """Give what is known of an uploaded file: name, type by content, size and SHA-256.

    `upload` has a name, a size and reads like a file (Django's UploadedFile does); `kinds` are
    those that are of use here. Raises UploadRefused if it is empty, too large, of no such kind,
    not what its name says, damaged, or would unfold into too much.
    """
    name, kind = check_start(upload, kinds)
    if kind is None:
        kind = BY_TITLE[apart.ask("kind", name, upload)["kind"]]
    check_kind(name, kind, kinds)
    return Checked(name, kind.content_type, upload.size, digest(upload))


def hint(kinds=KINDS):
    """What to say beside a form's control for a file of those kinds."""
    return f"{named(kinds)}, up to {LARGEST // 1024 // 1024} MB."


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


def _check_size(name, size):
    """Refuse an empty file and one over 10 MB."""
    if not size:
        raise UploadRefused(f"“{name}” is empty. Check that it was saved, and choose it again.")
    if size > LARGEST:
        raise UploadRefused(
            f"“{name}” is {size / 1024 / 1024:.1f} MB; the most is {LARGEST // 1024 // 1024} MB."
            " Save it smaller, for example at a lower scanning quality."
        )


def check_start(upload, kinds=KINDS):
    """Give the name of a file and its Kind by its first bytes; None where more must be read.

    `kinds` are those that are of use, which a refusal names.
    Raises UploadRefused for what is empty, too large or of no kind that we take.
    """
    name = tidy_name(upload.name)
    _check_size(name, upload.size)
    upload.seek(0)
    start = upload.read(16)
    upload.seek(0)
    for first, kind in PICTURES_AND_PDF.items():
        if start.startswith(first):
            return name, kind
    _refuse_known_evils(name, start, kinds)
    if start.startswith(ZIP) or name.lower().endswith(CSV.endings):
        return name, None
    raise UploadRefused(f"“{name}” is not a file we can read. Send it as {named(kinds)}.")


def _refuse_known_evils(name, start, kinds):
    """Refuse programs, and Office files that are old or locked with a password."""
    if start.startswith(PROGRAMS):
        raise UploadRefused(f"“{name}” is a program. Send {named(kinds)}.")
    if start.startswith(OLD_OFFICE):
        raise UploadRefused(
            f"“{name}” is an Office file of the old kind or has a password."
            " Save it without a password as .xlsx or .docx."
        )


def check_kind(name, kind, kinds):
    """Refuse a file of a kind that is of no use here, or whose name says it is something else."""
    if kind not in kinds:
        raise UploadRefused(
            f"“{name}” is a {kind.title}, which is of no use here. Send {named(kinds)}."
        )
    if not name.lower().endswith(kind.endings):
        raise UploadRefused(
            f"“{name}” is a {kind.title} by its content, but its name does not end in"
            f" {' or '.join(kind.endings)}. Rename the file, or choose the one you meant."
        )


def digest(upload):
    """Give the SHA-256 of the file's content."""
    upload.seek(0)
    found = hashlib.sha256()
    while piece := upload.read(PIECE):
        found.update(piece)
    upload.seek(0)
    return found.hexdigest()
