"""Reading a specification file so that whatever is wrong with it is told by file and line."""

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

_NEEDED: Any = object()
Built = TypeVar("Built")


class SpecificationError(Exception):
    """A specification file cannot be used; the message names file and line.

    `place` is the file, `line` its line (0 where it is none) and `sentence` what is wrong there.
    """

    def __init__(self, sentence: str, place: str = "", line: int = 0) -> None:
        """Take what is wrong, and where."""
        where = f"{place}, line {line}: " if line else f"{place}: " if place else ""
        super().__init__(f"{where}{sentence}")
        self.sentence, self.place, self.line = sentence, place, line


class Entry:
    """One table of a file; every key must be asked for once, or it is refused as unknown."""

    def __init__(
        self, path: Path, lines: Sequence[str], table: dict[str, Any], line: int, below: str = ""
    ) -> None:
        """Take the table that begins at that line (from 1) of the file, or at a key below it."""
        self.path = path
        self.table = table
        self._lines = lines
        self._line = line
        self._below = below
        self._asked: set[str] = set()

    def broken(self, sentence: str, key: str = "") -> SpecificationError:
        """Give the error to raise; it names the line of the key, or else of the table."""
        place = Path(*self.path.parts[-2:])
        return SpecificationError(sentence, str(place), self._line_of(key))

    def broken_at(self, text: str, sentence: str) -> SpecificationError:
        """Give the error to raise; it names the first line that holds the text."""
        lines = [number for number, line in enumerate(self._lines, 1) if text in line]
        place = Path(*self.path.parts[-2:])
        return SpecificationError(sentence, str(place), (lines or [self._line])[0])

    def value(self, key: str, kind: type, default: Any = _NEEDED) -> Any:
        """The key's value, of that kind; without a default the key must be there."""
        self._asked.add(key)
        found = self.table.get(key, default)
        if found is _NEEDED:
            raise self.broken(f"{key} is missing")
        if found is not default and type(found) is not kind:
            raise self.broken(f"{key} must be {_spoken(kind)}, not {found!r}", key)
        return found

    def text(self, key: str, default: Any = _NEEDED) -> str:
        """The key's text."""
        return str(self.value(key, str, default))

    def number(self, key: str, default: Any = _NEEDED) -> int:
        """The key's whole number, which may not be negative."""
        found = int(self.value(key, int, default))
        if found < 0:
            raise self.broken(f"{key} may not be negative", key)
        return found

    def flag(self, key: str, default: Any = _NEEDED) -> bool:
        """The key's true or false."""
        return bool(self.value(key, bool, default))

    def words(self, key: str, default: Any = _NEEDED) -> tuple[str, ...]:
        """The key's list of texts, in which nothing may stand twice."""
        found = self.value(key, list, default)
        for word in found:
            if not isinstance(word, str) or found.count(word) > 1:
                raise self.broken(f"{key} must be different texts, not {word!r}", key)
        return tuple(found)

    def entry(self, key: str) -> "Entry":
        """The table written as [key] or in braces below this one; empty where it is absent."""
        table = self.value(key, dict, {})
        return Entry(self.path, self._lines, table, self._line, below=key)

    def entries(self, key: str, header: str = "") -> list["Entry"]:
        """The tables written as [[key]] (or [[header]], where they lie deeper), in order."""
        tables = self.value(key, list, [])
        starts = self._headers(f"[[{header or key}]]", after=self._line if header else 1)
        return [Entry(self.path, self._lines, table, next(starts, self._line)) for table in tables]

    def finish(self) -> None:
        """Refuse keys that nobody asked for: they are slips of the pen."""
        for key in self.table.keys() - self._asked:
            raise self.broken(f"{key} is not a key that is known here", key)

    def _headers(self, header: str, *, after: int) -> Iterator[int]:
        return (n for n, line in enumerate(self._lines, 1) if n >= after and line == header)

    def _line_of(self, key: str) -> int:
        start = self._find(self._below, self._line) if self._below else self._line
        return self._find(key, start) if key else start

    def _find(self, key: str, start: int) -> int:
        name = re.escape(key)
        for number, line in enumerate(self._lines[start - 1 :], start):
            if re.match(rf'\s*(\[+[a-z.]*{name}\]+|"?{name}"?\s*=)', line):
                return number
            if number > start and line.startswith("[["):
                break
        return start


def read(path: Path, text: str | None = None) -> Entry:
    """The whole file as one entry; SpecificationError where it is absent or not TOML.

    Where a `text` is given, that is read as if it stood in the file.
    """
    place = Path(*path.parts[-2:])
    try:
        if text is not None:
            return Entry(path, text.splitlines(), tomllib.loads(text), 1)
        state = path.stat()
        lines, table = _parsed(path, state.st_mtime_ns, state.st_size)
    except FileNotFoundError:
        raise SpecificationError(f"{place} is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SpecificationError(str(error), str(place)) from None
    return Entry(path, lines, table, 1)


@lru_cache(maxsize=200)
def _parsed(path: Path, changed: int, length: int) -> tuple[list[str], dict[str, Any]]:
    """The file as it was at that moment: sizes of a subject share most of their files."""
    text = path.read_text(encoding="utf-8")
    return text.splitlines(), tomllib.loads(text)


def holding(
    entries: Sequence[Entry], key: str, series: str | None, build: Callable[[Entry], Built]
) -> list[Built]:
    """What is built from those that hold in the series (none: today's), in order.

    Where several have the same key a later `from` replaces an earlier one. All are built, so that
    a slip in one that no longer holds is found as well.
    """
    latest: dict[Any, tuple[str, Built]] = {}
    for entry in entries:
        start, name = entry.text("from", ""), entry.table.get(key)
        if start and not is_series(start):
            raise entry.broken("from must be a series such as 2017-06", "from")
        built = build(entry)
        if series and start > series:
            continue
        if name not in latest or start >= latest[name][0]:
            latest[name] = (start, built)
    return [built for _, built in latest.values()]


def is_series(text: str) -> bool:
    """Whether the text names a series as year and month, such as 2017-06."""
    return bool(re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text))


def _spoken(kind: type) -> str:
    names = {str: "a text", int: "a whole number", bool: "true or false", list: "a list"}
    return names.get(kind, "a table")
