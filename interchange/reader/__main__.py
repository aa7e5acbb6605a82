"""`python -m interchange.reader`: read one file under limits and answer in JSON.

Standard input holds the question, one line of JSON with the file's `name` and the `job`, and below
it the file. The answer is one of: what was read, {"refused": a sentence}, {"bug": a trace}.
"""

import json
import sys
from collections.abc import Sequence
from io import BytesIO
from typing import IO, Any

from interchange.reader import archives, limits
from interchange.reader.kinds import (
    CSV,
    DOCX,
    KINDS,
    TABLES,
    XLSX,
    Kind,
    UploadRefused,
    not_a_table,
)
from interchange.reader.texts import check_text, tables_of_text

ZIP = b"PK\x03\x04"


def _kind(name: str, content: bytes) -> dict[str, Any]:
    """Say which kind an archive or a text is; everything else is not asked here."""
    return {"kind": _kind_in(name, content).title}


def tables(name: str, content: bytes) -> dict[str, Any]:
    """Give the kind of a table, its sheets as [name, rows], and remarks on how it was read."""
    found = _kind_in(name, content, TABLES)
    if found is DOCX:
        raise UploadRefused(not_a_table(name))
    if found is CSV:
        sheets, remarks = tables_of_text(name, content)
    else:
        from interchange.reader.workbooks import tables_of_workbook  # has a library to load

        sheets, remarks = tables_of_workbook(name, content)
    return {"kind": found.title, "sheets": sheets, "remarks": remarks}


def _kind_in(name: str, content: bytes, kinds: Sequence[Kind] = KINDS) -> Kind:
    """The Kind of an archive or a text, of which `kinds` are of use; raises UploadRefused."""
    if content.startswith(ZIP):
        return archives.kind_of_archive(name, BytesIO(content), len(content), kinds)
    check_text(name, content)
    return CSV


JOBS = {"kind": _kind, "tables": tables}
KNOWN = (CSV, DOCX, XLSX)


def _answer(question: dict[str, str], content: bytes) -> dict[str, Any]:
    """What to answer; a bug of ours is told as one, and no file stops us from telling."""
    try:
        return JOBS[question["job"]](question["name"], content)
    except UploadRefused as refusal:
        return {"refused": str(refusal)}
    except MemoryError:
        raise
    except Exception:
        import traceback  # costs a tenth of a start

        return {"bug": traceback.format_exc()}


def said(asked: IO[bytes]) -> bytes:
    """The answer, as bytes, to what is asked in an open file."""
    question = json.loads(asked.readline())
    return json.dumps(_answer(question, asked.read()), ensure_ascii=False).encode()


def main() -> None:
    """Read the question and the file, and write the answer."""
    limits.set_limits()
    sys.stdout.buffer.write(said(sys.stdin.buffer))


if __name__ == "__main__":
    main()
