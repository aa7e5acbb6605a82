"""How is a file read without harm? By `interchange.reader`, a process of its own with limits.

The process gets the file and the question, has nothing secret in its environment, and is ended
when it takes too much. Whatever becomes of it, the person gets a sentence.
"""

import json
import logging
import os
import select
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import BoundedSemaphore

from interchange.reader.kinds import PIECE, UploadRefused
from interchange.reader.limits import PATIENCE

log = logging.getLogger(__name__)

PROJECT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-E", "-s", "-m", "interchange.reader")
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
LONGEST_ANSWER = 64 * 1024 * 1024  # bytes
AT_ONCE = BoundedSemaphore(2)  # readers of this process, so that many files do not take all memory


class ReaderFailed(Exception):
    """The reader has a bug; the message is its trace."""


def ask(job, name, upload):
    """Give the reader's answer about an upload, as a dict; `job` is one of interchange.reader's.

    Raises UploadRefused in the reader's words, or where it came to no end within its limits.
    """
    with tempfile.TemporaryFile() as question:
        question.write(json.dumps({"job": job, "name": name}).encode() + b"\n")
        _copy(upload, question)
        question.seek(0)
        said = answer_to(question, name)
    if "refused" in said:
        raise UploadRefused(said["refused"])
    if "bug" in said:
        raise ReaderFailed(said["bug"])
    return said


def _copy(upload, target):
    """Write the whole upload into a file, and leave it at its beginning."""
    upload.seek(0)
    while piece := upload.read(PIECE):
        target.write(piece)
    upload.seek(0)


def answer_to(question, name):
    """Run the reader on a question; raises UploadRefused where it came to no end."""
    if not AT_ONCE.acquire(timeout=PATIENCE):
        raise UploadRefused(
            f"The portal is reading many other files just now. Send “{name}” again in a minute."
        )
    try:
        with started(question) as reader:
            try:
                answer = _heard(reader.stdout, time.monotonic() + PATIENCE)
            finally:
                reader.kill()
    finally:
        AT_ONCE.release()
    return _understood(answer, reader.returncode, name)


def started(question):
    """Start the reader."""
    return subprocess.Popen(
        COMMAND,
        stdin=question,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=PROJECT,
        env=ENVIRONMENT,
    )


def _heard(pipe, until):
    """What the reader writes until it ends; None once that is too late or too long."""
    pieces, length = [], 0
    ready = select.poll()
    ready.register(pipe, select.POLLIN)
    while length <= LONGEST_ANSWER:
        if not ready.poll(max(0, until - time.monotonic()) * 1000):
            return None
        piece = os.read(pipe.fileno(), PIECE)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        length += len(piece)
    return None


def _understood(answer, code, name):
    """The answer as a dict; raises UploadRefused for none, or half of one."""
    try:
        return json.loads(answer or b"")
    except ValueError:
        log.warning("the reader of a file ended without an answer (%s)", code)
    raise UploadRefused(
        f"“{name}” could not be read within the time and memory that one file may take, as happens"
        " with damaged files and very large ones. Copy the rows you need into a new spreadsheet,"
        " save it as XLSX or CSV, and send that."
    )
