"""Is a result still expected? Who would change by an answer, and who is refused, for a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from entries.models import QualificationEntry
from entries.rules.registering import EntryRefused, check_completion
from entries.states import Status
from interchange.accounts.models import Centre
from results.queries import pending_units_of
from tracker import rules
from tracker.queries.progress import listed


@dataclass(frozen=True)
class Answered:
    """What an answer does to a registration: how it was and is then, in words; or why it cannot.

    Where it says already what was answered, nothing changes.
    """

    entry: QualificationEntry
    before: str
    after: str
    refusal: str = ""

    @property
    def is_so_already(self) -> bool:
        """Whether it says already what was answered."""
        return self.before == self.after

    @property
    def changes(self) -> bool:
        """Whether anything changes."""
        return not self.refusal and not self.is_so_already

    @property
    def line(self) -> str:
        """The registration as the check page carries it: whose, and for which entry code."""
        candidate = self.entry.candidate
        return f"{candidate.name} ({candidate.ocr_number}), {self.entry.qualification.code}"


def chosen(centre: Centre, ids: Iterable[int]) -> QuerySet[QualificationEntry]:
    """Those of the centre's listed entries (ids), by name."""
    return listed(centre).filter(pk__in=ids).order_by(
        "candidate__sorts_as", "pk"
    )  # fmt: skip


def answered(
    entries: Iterable[QualificationEntry], summer: int | None, on: date, *, left: bool = True
) -> list[Answered]:
    """What it does to each of the entries to be expected in the `summer`; or, for None, no more.

    `left` says whether it was ticked that those who expect no result have left. The same number of
    queries for one entry and for hundreds.
    """
    entries = list(entries)
    pending = pending_units_of(entries) if summer is None else {}
    return [_answered(one, summer, pending.get(one.pk, ()), left, on) for one in entries]


def _answered(entry, summer, pending, left, on) -> Answered:
    before = in_words(None if entry.status == Status.WITHDRAWN else entry.completes_in)
    after = in_words(summer)
    if before == after:
        return Answered(entry, before, after)
    try:
        if summer is None:
            rules.check_can_withdraw(
                left=left, pending=pending, completes_in=entry.completes_in, on=on
            )
        else:
            check_completion(summer, on)
    except (rules.WithdrawalRefused, EntryRefused) as refusal:
        return Answered(entry, before, after, str(refusal))
    return Answered(entry, before, after)


def shown_of(found: Iterable[Answered]) -> dict[str, dict[str, str]]:
    """What a page shows of them as they are, for interchange.shown."""
    return {one.line: {"result": one.before} for one in found}


def in_words(summer: int | None) -> str:
    """When a result is expected, in words."""
    return f"Summer {summer}" if summer else "Withdrawn"
