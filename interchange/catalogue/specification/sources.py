"""Where the figures come from: the list of sources, and who cites which."""

from interchange.catalogue.specification.files import Entry
from interchange.catalogue.specification.shape import Citation, Source


def sources(file: Entry) -> dict[str, Source]:
    """Read the list of sources, by key."""
    found = {}
    for key in file.table:
        entry = file.entry(key)
        found[key] = Source(key, entry.text("kind"), entry.text("url", ""), entry.text("note", ""))
        entry.finish()
    return found


def cited(table: Entry) -> tuple[Citation, ...]:
    """Read the sources of the figures that have no table of their own."""
    found = []
    for figure in table.table:
        entry = table.entry(figure)
        found.append(Citation(figure, entry.text("source"), entry.flag("verified")))
        entry.finish()
    return tuple(found)
