"""What stands in each box of a sheet of reductions, and what would sending its ticks change?"""

from collections import defaultdict
from dataclasses import dataclass

from assessed.models import Reduction
from assessed.queries.reductions import ReductionSheet
from assessed.rules import reductions as rules
from assessed.rules.reductions import Box
from claims.models import Line
from entries.models import QualificationEntry
from entries.queries.seeing import Seeing, seeing
from interchange.bulk import among
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Unit
from interchange.catalogue.queries import SHARED_UNIT
from interchange.keys import as_key
from results.queries import achievements


@dataclass(frozen=True)
class Change:
    """What sending a sheet would do about a student's unit; `bar` says why it cannot be done."""

    entry: QualificationEntry
    unit: Unit
    becomes: str
    mandatory: bool
    bar: str = ""

    @property
    def is_new(self) -> bool:
        """Whether the unit is newly reported."""
        return self.becomes == rules.REDUCED

    @property
    def words(self) -> str:
        """What becomes of it, as the page shows it."""
        last = self.is_new and self.mandatory
        return f"{self.becomes}, mandatory" if last else self.becomes


@dataclass(frozen=True)
class _Whose:
    """Whose records a centre asks about, and what it sees of each person."""

    centre: int
    person_of: dict[int, int]
    sees: Seeing

    def shows(self, candidate, **told) -> bool:
        return self.sees.shows(self.centre, self.person_of[candidate], **told)


def key(entry, unit) -> str:
    """How a tick names its student and unit."""
    return f"{entry.pk}-{unit.pk}"


def boxes(sheet: ReductionSheet, entries) -> dict[str, Box]:
    """The Box of each of the entries and units of the sheet, by key; a fixed number of queries."""
    entries = list(entries)
    whose = _whose(sheet, [one.candidate_id for one in entries])
    held, claims = _held(whose), _claims(whose)
    reported = {place for place, _ in _reported(sheet, whose)}
    rule = catalogue_queries.specification(sheet.qualification)
    pathways = {one.pathway for one in entries}
    mandatory = {way: rules.mandatory_units(rule, way) for way in pathways}
    return {
        key(entry, unit): Box(
            reported=place in reported,
            grade=held.get(place, ""),
            claim=claims.get(place, ""),
            mandatory=unit.number in mandatory[entry.pathway],
        )
        for entry in entries
        for unit in sheet.units
        for place in [(whose.person_of[entry.candidate_id], unit.shared_id)]
    }


def standing(sheet: ReductionSheet) -> dict[str, Reduction]:
    """What is reported as reduced of the sheet, by key."""
    entries = list(sheet.entries.order_by().values_list("pk", "candidate"))
    whose = _whose(sheet, [candidate for _, candidate in entries])
    reported = dict(_reported(sheet, whose))
    return {
        f"{pk}-{unit.pk}": reported[place]
        for pk, candidate in entries
        for unit in sheet.units
        if (place := (whose.person_of[candidate], unit.shared_id)) in reported
    }


def changes(sheet: ReductionSheet, keys) -> list[Change]:
    """What sending these ticks would do, by student and unit: what differs from what was sent."""
    touched = {as_key(one.partition("-")[0]) for one in keys ^ standing(sheet).keys()} - {None}
    entries = list(sheet.entries.filter(pk__in=among(touched))) if touched else []
    found = boxes(sheet, entries) if entries else {}
    return [
        Change(entry, unit, becomes, box.mandatory, box.bar)
        for entry in entries
        for unit in sheet.units
        for box in [found[key(entry, unit)]]
        if (becomes := box.becomes(key(entry, unit) in keys))
    ]


def shown_of(changes) -> dict[str, dict[str, str]]:
    """What the check page shows of the changes, as it is compared when they are sent."""
    found = defaultdict(dict)
    for one in changes:
        name, number = one.entry.candidate.name, one.entry.candidate.ocr_number
        found[f"{name} ({number})"][f"unit {one.unit.number}"] = one.bar or one.words
    return dict(found)


def _whose(sheet, candidates):
    person_of = achievements.persons(candidates)
    return _Whose(sheet.centre.pk, person_of, seeing(person_of.values()))


def _held(whose):
    """The best grade that the centre sees of each person's units: {(person, unit id): grade}."""
    found = {}
    for person, units in achievements.gather(whose.person_of).items():
        for unit, records in units.items():
            seen = (
                one
                for one in records
                if whose.shows(
                    one.candidate_id,
                    through=one.centre_id,
                    subject=one.subject_id,
                    at=one.came_about_at,
                )
            )
            if best := achievements.best(seen):
                found[person, unit] = best.grade
    return found


def _claims(whose):
    """The claim on which each person's unit is, in words: {(person, unit id): claim}."""
    lines = Line.objects.filter(live=True, candidate__in=list(whose.person_of)).order_by("pk")
    columns = ("claim__centre_id", "claim__qualification__subject_id", "saved_at", "claim__number")
    return {
        (whose.person_of[candidate], unit): f"claim {number}" if number else "the claim in progress"
        for candidate, unit, through, subject, at, number in lines.values_list(
            "candidate_id", SHARED_UNIT, *columns
        )
        if whose.shows(candidate, through=through, subject=subject, at=at)
    }


def _reported(sheet, whose):
    """The reductions that stand and that the centre sees, each with its person and unit id."""
    found = Reduction.objects.filter(
        candidate__in=list(whose.person_of), summer=sheet.year.summer, taken_back=None
    )
    for one in found.select_related("report__qualification", "awaited").annotate(
        shared=SHARED_UNIT
    ):
        report, candidate = one.report, one.candidate_id
        subject = report.qualification.subject_id
        told = {"through": report.centre_id, "subject": subject, "at": report.sent_at}
        if whose.shows(candidate, **told):
            yield (whose.person_of[candidate], one.shared), one
