"""Which characters do the bytes of a file stand for? Windows-1252, or a refusal that says why."""

import codecs

from interchange.edi.problems import Problem, whole_file

CODE = "cp1252"  # one byte a character, so that positions count alike for everybody
MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SAVE_AS = "Save or export it as plain text in Windows-1252 (also called ANSI), and send that."
END_OF_FILE = "\x1a"  # what old programs write last


def text_of(content: bytes) -> str | Problem:
    """The text of the file's bytes, or the Problem that it cannot be read."""
    problem = _problem(content)
    if problem:
        return problem
    try:
        return content.decode(CODE).rstrip(END_OF_FILE)
    except UnicodeDecodeError as unknown:
        line = content.count(b"\n", 0, unknown.start) + 1
        return whole_file(
            f"Line {line} has a byte ({content[unknown.start]:02X}) that stands for no letter.",
            SAVE_AS,
        )


def _problem(content: bytes) -> Problem | None:
    if not content.strip():
        return whole_file("The file is empty.", "Check that it was saved, and choose it again.")
    if content.startswith(MARKS):
        return whole_file("The file is in Unicode, which these files never are.", SAVE_AS)
    if b"\0" in content:
        return whole_file("The file is not plain text: it holds zero bytes.", SAVE_AS)
    if not content.isascii() and _is_utf8(content):
        return whole_file(
            "Accented letters in the file are in UTF-8, where each takes more than one place and"
            " pushes what follows out of its column.",
            SAVE_AS,
        )
    return None


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
