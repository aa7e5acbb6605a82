"""Which exams are ticked for whom? Ticks of all pages of candidates, carried by the page."""

import uuid
from dataclasses import dataclass, replace

from entries.forms.sheet import sound_token
from interchange.keys import as_key


@dataclass(frozen=True)
class Ticks:
    """The ticks, as `entry-unit` keys; `elsewhere` are those whose boxes the page does not show."""

    token: str
    keys: frozenset[str]
    search: str = ""
    page: int = 1
    shown: tuple[int, ...] = ()

    @property
    def elsewhere(self):
        """The ticks without a box on the page, as one hidden field holds them."""
        shown = {str(pk) for pk in self.shown}
        return " ".join(sorted(one for one in self.keys if one.partition("-")[0] not in shown))

    def on_page(self, page):
        """The ticks, looked at on another page."""
        return replace(self, page=as_key(page) or 1)

    def ticking(self, more):
        """The ticks with more."""
        return replace(self, keys=self.keys | more)

    def keeping(self, good):
        """Those of the ticks that are among `good`."""
        return replace(self, keys=self.keys & good)

    def showing(self, entries):
        """The ticks on a page that has boxes for these entries."""
        return replace(self, shown=tuple(entry.pk for entry in entries))

    def all_hidden(self):
        """The ticks on a page without boxes."""
        return replace(self, shown=())


def new_ticks(search=""):
    """No ticks yet, with a token of their own."""
    return Ticks(str(uuid.uuid4()), frozenset(), search.strip())


def read_ticks(data):
    """The ticks as a page sent them: those of its boxes and those it carried along."""
    page = data.get("page", "")
    return Ticks(
        token=sound_token(data.get("token", "")),
        keys=frozenset(data.getlist("tick")) | frozenset(data.get("elsewhere", "").split()),
        search=data.get("q", "").strip(),
        page=as_key(page) or 1,
    )
