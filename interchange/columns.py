"""How are very many values written as COPY reads them? A column at a time, never one by one."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

NOTHING = "\\N"
NO_TEXT = "\0"  # what no text of the database can hold
SIGNS = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}


def numbers(values: npt.NDArray[np.int64]) -> list[str]:
    """Each number as text."""
    return list(map(str, values.tolist()))


def texts(values: Sequence[str]) -> list[str]:
    """Each text as COPY reads it: what would be a sign of its own is written out."""
    if not values:
        return []
    whole = NO_TEXT.join(values)
    for sign, written in SIGNS.items():
        whole = whole.replace(sign, written)
    return whole.split(NO_TEXT)


def arrays(codes: npt.NDArray[np.uint8], words: Sequence[str]) -> list[str]:
    """Each row of codes as an array of the database: a code is the place of its word in `words`.

    The words are as they stand in such an array.
    """
    return _rows(_padded(words)[codes], begin=b"{", end=b"}")


def lists(flags: npt.NDArray[np.bool_], words: Sequence[str]) -> list[str]:
    """Of each row those of the words, one a column, that are flagged, parted by commas."""
    return _rows(_padded(words) * flags[:, :, None])


def _padded(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Each word and a comma as a row of bytes, filled up with noughts."""
    return np.array([f"{word},".encode() for word in words])[:, None].view(np.uint8)


def _rows(cells: npt.NDArray[np.uint8], begin: bytes = b"", end: bytes = b"") -> list[str]:
    """The text of each row of padded words, without the comma after the last."""
    count = len(cells)
    before, after = (
        np.tile(np.frombuffer(one, dtype=np.uint8), (count, 1)) for one in (begin, end + b"\n")
    )
    whole = np.hstack(
        [before, cells.reshape(count, cells.shape[1] * cells.shape[2]), after]
    ).tobytes()
    whole = whole.translate(None, b"\0").replace(b"," + end + b"\n", end + b"\n")
    return whole.decode().split("\n")[:-1]
