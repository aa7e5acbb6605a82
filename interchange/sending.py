"""How is a file sent while it is still being packed? Its bytes are taken away as they come."""

from collections.abc import Iterable, Iterator
from typing import Any
from zipfile import ZIP_STORED, ZipFile


class Sent:
    """A file that is only written, and whose bytes are taken away as they come."""

    def __init__(self) -> None:
        """Begin empty."""
        self.bytes = bytearray()

    def write(self, more: Any) -> int:
        """Keep the bytes until they are taken; how many they are."""
        self.bytes += more
        return len(more)

    def flush(self) -> None:
        """There is nothing behind it."""

    def close(self) -> None:
        """There is nothing to close."""

    def taken(self) -> bytes:
        """What was written since it was last asked."""
        given = bytes(self.bytes)
        self.bytes.clear()
        return given


def zipped(files: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """Files, by name and content, as a ZIP that is sent file by file; they are packed already."""
    sent = Sent()
    with ZipFile(sent, "w", ZIP_STORED) as packed:
        for name, content in files:
            packed.writestr(name, content)
            yield sent.taken()
    yield sent.taken()
