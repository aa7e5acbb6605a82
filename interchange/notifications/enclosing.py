"""What goes with a letter? A file as it was given, or one that is drawn when the letter leaves.

Drawing takes longer than all else that a charge does, so it is no part of its transaction. Only a
record that nobody changes is drawn later: what leaves is what would have been kept.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Drawing:
    """A file to be drawn when its letter leaves: of which kind, from the record of which key."""

    name: str
    content_type: str
    kind: str  # a word of settings.ENCLOSURES
    key: int


def attached(enclosure) -> tuple[str, bytes, str]:
    """The enclosure as a letter takes it along: its name, its bytes, its kind of content."""
    content = bytes(enclosure.content)
    if enclosure.drawn:
        content = import_string(settings.ENCLOSURES[enclosure.drawn])(enclosure.key)
    return enclosure.name, content, enclosure.content_type
