"""How are events sealed? In blocks, each with a digest that follows from the one before.

A seal keeps, of each event of its block, its number and a `leaf`: a digest of all that the event
says. Whoever changes an event would have to change its leaf, its seal, and every later one; and the
digest of the last of a day is kept outside of the database.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

LEAF = 16  # bytes of an event's digest that are kept
FIRST_AFTER = -(2**63)  # the first seal covers whatever number stands before its last
BEGINNING = "0" * 64


@dataclass(frozen=True)
class Block:
    """What a seal says: events of numbers after that of the seal before, up to `last`."""

    number: int
    last: int
    ids: Sequence[int]
    leaves: bytes
    sealed_at: datetime
    digest: str = ""

    def digest_after(self, before: str) -> str:
        """The digest of the block, where the seal before has the digest `before`."""
        head = f"{before} {self.number} {self.last} {self.sealed_at.timestamp():.6f} "
        numbers = struct.pack(f">{len(self.ids)}q", *self.ids)
        return sha256(head.encode() + numbers + self.leaves).hexdigest()


@dataclass(frozen=True)
class Head:
    """The last seal of a day, as a line of the file of heads says it."""

    on: str
    number: int
    last: int
    digest: str

    def __str__(self) -> str:
        """The line."""
        return f"{self.on} {self.number} {self.last} {self.digest}"


def heads_of(text: str) -> list[Head]:
    """The heads that a file of them, or a letter, says; raises ValueError for what is no head."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        on, number, last, digest = line.split()
        found.append(Head(on, int(number), int(last), digest))
    return found


def differences(
    sealed: Sequence[int], leaves: bytes, ids: Sequence[int], now: bytes
) -> Iterator[str]:
    """What is otherwise than it was sealed, a sentence an event; nothing where all is as it was."""
    if (list(sealed), leaves) == (list(ids), now):
        return
    before, after = _by_number(sealed, leaves), _by_number(ids, now)
    for one in sorted(before.keys() | after.keys()):
        if one not in after:
            yield f"event {one} is gone"
        elif one not in before:
            yield f"event {one} was added among events that were sealed"
        elif before[one] != after[one]:
            yield f"event {one} is not what it was when it was sealed"


def _by_number(ids: Sequence[int], leaves: bytes) -> dict[int, bytes]:
    return {one: leaves[LEAF * place : LEAF * (place + 1)] for place, one in enumerate(ids)}
