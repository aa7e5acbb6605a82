"""Figures of the board in its admin: what holds first, then from when on, and where it stands."""

from interchange import board

SAID_LAST = ("from_on", "provisional", "source")


class SourcedAdmin(board.BoardAdmin):
    """Figures of the board: first what holds, then from when on, and where it stands."""

    def get_fields(self, request, obj=None):
        """What all of them have comes after what is each one's own."""
        names = super().get_fields(request, obj)
        last = [name for name in SAID_LAST if name in names]
        return [*(name for name in names if name not in last), *last]


class NamedAdmin(SourcedAdmin):
    """What rules find by its slug, which therefore stays as it was first typed."""

    def get_readonly_fields(self, request, obj=None):
        """The slug, once the row is there."""
        return (*super().get_readonly_fields(request, obj), *(["slug"] if obj else []))
