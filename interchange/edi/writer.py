"""How is a file written? Records by their layouts between headers and trailers, lines by CRLF."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from interchange.edi import layouts
from interchange.edi.encoding import CODE
from interchange.edi.kinds import SeriesReference, Unwritable, padded

NEW_LINE = "\r\n"
NO_CENTRE = "00000"  # of files for every centre, such as basedata


@dataclass(frozen=True)
class Head:
    """What the header of a file says."""

    data_type: str
    series: SeriesReference
    sequence: int
    made_on: date
    centre: str = NO_CENTRE
    board: str = layouts.BOARD

    @property
    def name(self) -> str:
        """What the file is called; a file for every centre carries the series instead of one."""
        place = f"{self.series}_" if self.centre == NO_CENTRE else self.centre
        return f"{self.data_type}{place}{self.board}.X{self.sequence % 100:02}"


def write(head: Head, details: Iterable[Mapping[str, Any]]) -> bytes:
    """The bytes of a file: `details` are its records' values, by field name.

    Raises Unwritable for a value that does not fit or that the files cannot carry.
    """
    return b"".join(pieces(head, details))


def pieces(head: Head, details: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """The bytes of a file, a line at a time."""
    common = {name: getattr(head, name) for name in ("centre", "board", "series")}
    yield encoded(head, layouts.HEADER, common | vars(head))
    yield encoded(head, layouts.INSTITUTION, common)
    count = 0
    for values in details:
        count += 1
        yield encoded(head, layouts.DETAIL, values)
    yield encoded(head, layouts.INSTITUTION_TRAILER, common | {"details": count})
    yield encoded(head, layouts.TRAILER, {"records": count + 4})


def encoded(head: Head, record: str, values: Mapping[str, Any]) -> bytes:
    """The bytes of one record with the end of its line."""
    line = head.data_type + record + _written(layouts.layout(head.data_type, record), values)
    try:
        return (line + NEW_LINE).encode(CODE)
    except UnicodeEncodeError as strange:
        sign = line[strange.start]
        raise Unwritable(f"“{sign}” cannot be written in these files.") from None


def _written(table: layouts.Layout, values: Mapping[str, Any]) -> str:
    """The characters of a record from position 3 on; what has no value is left empty."""
    several = table.repeated
    texts = values.get(several.name, ()) if several else ()
    values = {**values, table.count: len(texts)} if several else values
    line = "".join(_field(one, values.get(one.name)) for one in table.fields)
    return line + "".join(padded(one, several.width) for one in texts if several)


def _field(one: layouts.Field, value: Any) -> str:
    return " " * one.width if value is None else one.kind.write(value, one.width)


def fitting(text: str, width: int) -> str:
    """The text as far as it fits into a field, with what the files cannot carry written plainly."""
    carried = text.translate(PLAIN).encode(CODE, "replace").decode(CODE)
    return carried if len(carried) <= width else carried[: width - 1].rstrip() + "."


PLAIN = {0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0x2026: "...", 0x2013: "-"}
