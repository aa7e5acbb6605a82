"""What is an EDI file called? `dcccccbb.Xnn`: data type, centre or series, board, number."""

import re
from dataclasses import dataclass

COPY = r"\s*(?:\(\d{1,3}\)|_\d{1,3}|-\s*copy)?\s*"  # what browsers and systems add to a second copy
SHAPE = re.compile(
    rf"([A-Z])([0-9A-Z_]{{5}})([0-9]{{2}}){COPY}\.X([0-9]{{2}}){COPY}(?:\.TXT)?", re.I | re.A
)


@dataclass(frozen=True)
class FileName:
    """A file's name taken apart; `place` is a centre number, or a series in the board's files."""

    data_type: str
    place: str
    board: str
    number: int

    def __str__(self) -> str:
        return f"{self.data_type}{self.place}{self.board}.X{self.number:02}"


def file_name(text: str | None) -> FileName | None:
    """The name taken apart, whatever a browser has made of it; None where it is none of ours.

    `E1234572 (1).X01`, `E1234572_1.X01` and `e1234572.x01 (1)` are the file E1234572.X01.
    """
    last = re.split(r"[/\\]", text or "")[-1].strip()
    found = SHAPE.fullmatch(last)
    if not found:
        return None
    data_type, place, board, number = found.groups()
    return FileName(data_type.upper(), place.upper(), board, int(number))


def number_of(sequence: int) -> int:
    """The two figures of a name that a sequence number has: its last ones."""
    return sequence % 100
