"""Is what is confirmed what was shown? The page carries, signed, what it showed, by line and part.

    page     hidden box `shown` = shown.carried("submit claim 7", what)
    view     seen = shown.carried_by(request.POST, "submit claim 7")
    command  shown.check_same(seen, what)    under its lock; what is read anew there
    page     shown again with shown.differences(seen, what) marked, and a fresh box

What is shown is a mapping of mappings: {"Abara, Ben (01234567)": {"unit 3": "M by AB"}}.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.core import signing

from interchange.refusals import RuleBroken

BOX = "shown"  # what the hidden box is called
MOST = 50  # differences that a page lists
CHANGED = (
    "This is not what the page showed you: somebody changed it, or a date has passed, since you"
    " opened it. Nothing was sent. Look at what is different, then confirm again."
)

Lines = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Difference:
    """What a page showed of one part of a line, and what it is now; "" where it was not there."""

    line: str
    part: str
    before: str
    now: str

    @property
    def kind(self) -> str:
        """What became of it, in a word."""
        if not self.before:
            return "New"
        return "Changed" if self.now else "Gone"

    def __str__(self):
        about = ", ".join(filter(None, [self.line, self.part]))
        if self.kind == "Changed":
            return f"{about}: {self.before} → {self.now}"
        return f"{about}: {self.now or self.before}"


class ShownOtherwise(RuleBroken):
    """What was to be confirmed is not what the page showed; `differences` are the first of them."""

    def __init__(self, differences):
        """Say so, and keep the differences."""
        super().__init__(CHANGED)
        self.differences = differences


def carried(purpose: str, lines: Lines) -> str:
    """What the page shows, for its hidden box; nobody can alter it or use it for anything else."""
    return signing.dumps(lines, salt=_salt(purpose), compress=True)


def carried_by(data: Mapping[str, str], purpose: str) -> Lines:
    """What the page that was sent had shown; nothing where its box is missing or was spoilt."""
    try:
        return signing.loads(data.get(BOX, ""), salt=_salt(purpose))
    except signing.BadSignature:
        return {}


def differences(before: Lines, now: Lines) -> list[Difference]:
    """What is new, changed or gone, the first MOST; of a page that showed nothing at all, none."""
    found = _differences(before, now) if before else iter(())
    return [one for one, _ in zip(found, range(MOST), strict=False)]


def check_same(before: Lines | None, now: Lines):
    """Raise ShownOtherwise unless what is to be done `now` is what was shown `before`.

    None is for callers that show no page, such as a command line.
    """
    if before is not None and before != now:
        raise ShownOtherwise(differences(before, now))


def _differences(before: Lines, now: Lines) -> Iterator[Difference]:
    for line in [*now, *(gone for gone in before if gone not in now)]:
        old, new = before.get(line, {}), now.get(line, {})
        for part in [*new, *(gone for gone in old if gone not in new)]:
            if old.get(part, "") != new.get(part, ""):
                yield Difference(line, part, old.get(part, ""), new.get(part, ""))


def _salt(purpose: str) -> str:
    return f"shown.{purpose}"
