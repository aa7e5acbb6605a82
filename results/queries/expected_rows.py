"""How is a result that is expected told? What it is, where it stands, who acts next, and when."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from entries.models import Candidate
from entries.queries.leaving import as_known
from interchange.bulk import among
from interchange.catalogue.models import Qualification, Unit
from interchange.look.mixed import Mixed
from results.eligibility import STATE_OF_STAGE
from results.queries.acting import Acting
from results.queries.claimed import claimed_units
from results.queries.expected import ASSESSED, CLAIM, EXAM, QUALIFICATION, UNSETTLED
from results.queries.kept import kept_of
from results.queries.missing import Work
from results.queries.progress import WHO

EXPECTED_COLUMNS = (
    "OCR candidate number",
    "Candidate name",
    "Entry code",
    "Result of",
    "Where it stands",
    "Who acts next",
    "Expected",
)
NOBODY = "Nobody: it comes by itself"
Key = tuple[str, int]  # of what kind, and its id


@dataclass(frozen=True)
class Expected:
    """A result that is expected: whose and of what, where it stands, who acts next, and when.

    The `unit` is None where it is the result of a qualification. `stands` is a status, `about` says
    more of it; none of the words is empty.
    """

    candidate: Candidate
    qualification: Qualification
    unit: Unit | None
    stands: str
    about: str
    who: str
    when: str

    @property
    def what(self) -> str:
        """What it is the result of."""
        return str(self.unit or self.qualification.title)

    @property
    def as_row(self) -> tuple[str, ...]:
        """The same in the order of EXPECTED_COLUMNS."""
        return (
            *(self.candidate.ocr_number, self.candidate.name, self.qualification.code, self.what),
            *(f"{self.stands}: {self.about}", self.who, self.when),
        )


class Telling:
    """Tells what is expected at a centre, of any keys of a list.

    The queries are as many for one key as for thousands.
    """

    def __init__(self, mixed: Mixed, *, by, centre, at: datetime):
        self.kinds, self.centre, self.at = mixed.kinds, centre, at
        self.on = localdate(at)
        self.acting = Acting(by, centre, self.on)

    def rows(self, keys: Sequence[Key]) -> list[Expected]:
        """The Expected of each of the keys, in their order; none of what has come meanwhile."""
        ids = defaultdict(list)
        for kind, pk in keys:
            ids[kind].append(pk)
        found = {kind: list(self.kinds[kind].filter(pk__in=among(ids[kind]))) for kind in ids}
        as_known(self.centre, (one for some in found.values() for one in some), self.at)
        told = {
            (kind, one.pk): row
            for kind, some in found.items()
            for one, row in zip(some, self._told(kind, some), strict=True)
            if row is not None
        }
        return [told[key] for key in keys if key in told]

    def _told(self, kind: str, found: Sequence[Any]) -> Iterable[Expected | None]:
        if kind == CLAIM:
            return self._of_claims(found)
        if kind == QUALIFICATION:
            return self._of_qualifications(found)
        tell = {EXAM: self._of_exam, UNSETTLED: self._unsettled, ASSESSED: self._assessed}[kind]
        return map(tell, found)

    def _of_exam(self, entry) -> Expected:
        work = Work("entered", str(entry.series), entry.by_day).on(self.on)
        if work.stage == "overdue":
            when = f"Overdue since {_day(entry.by_day)}"
        else:
            when = _day(entry.by_day) if entry.by_day else "Results day not set yet"
        return _of_unit(entry, work.stage, f"Exam, {entry.series}", when)

    def _unsettled(self, result) -> Expected:
        return _of_unit(result, "unsettled", f"Exam, {result.series}", "When the board is done")

    def _assessed(self, awaited) -> Expected:
        about = f"{awaited.get_kind_display()}, "
        about += f"absent from the exam, {awaited.series}" if awaited.series else "no exam"
        when = "When the board has decided"
        if awaited.stage == awaited.Stage.GRANTED:
            when = awaited.get_outcome_display() or "When the board has worked it out"
        return _of_unit(awaited, awaited.stage, about, when)

    def _of_claims(self, lines) -> Iterable[Expected | None]:
        persons = {one.candidate.person_id for one in lines}
        work = {
            (one.person, one.unit): Work(one.stage, one.where, one.late_after, one.by, one.sampled)
            for one in claimed_units(persons)
            if one.centre == self.centre.pk
        }
        for line in lines:
            now = work.get((line.candidate.person_id, line.unit.shared_id))
            yield now and self._of_claim(line, now.on(self.on))

    def _of_claim(self, line, now) -> Expected:
        about = now.where[0].upper() + now.where[1:]
        return _of_unit(line, now.stage, about, _when_claimed(now), line.claim.qualification)

    def _of_qualifications(self, entries) -> Iterable[Expected]:
        kept = kept_of(entries, self.on)
        for entry in entries:
            yield self._of_qualification(entry, kept.get(entry.pk))

    def _of_qualification(self, entry, kept) -> Expected:
        when = f"Summer {entry.completes_in}"
        told = entry.candidate, entry.qualification, None
        if kept is None:
            return Expected(*told, "Not worked out", "The rules are not loaded", "The board", when)
        reason = kept.reason_on(self.on)
        step = self.acting.on(entry, reason)
        by = f", by {_day(step.by)}" if step.by and step.who else ""
        return Expected(*told, kept.label, reason.headline, f"{step.who}{by}" or NOBODY, when)


def _of_unit(row, stage: str, about: str, when: str, qualification=None) -> Expected:
    state, who = STATE_OF_STAGE[stage].value, WHO.get(stage, NOBODY)
    offer = qualification or row.qualification
    return Expected(row.candidate, offer, row.unit, state, about, who[0].upper() + who[1:], when)


def _when_claimed(work: Work) -> str:
    """When the result of a unit on a claim is expected, in words."""
    if work.stage == "drafted":
        return "Once the claim is submitted and agreed"
    if work.stage == "unbooked":
        return "After a visit, which is not asked for yet"
    if work.stage == "pending":
        return f"By {_day(work.by)}" if work.by else "Once the board has processed the claim"
    if work.stage == "held_up":
        return f"Overdue since {_day(work.by)}"
    return f"After the visit on {_day(work.by)}"


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"
