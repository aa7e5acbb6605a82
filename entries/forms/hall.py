"""Who may sit which exams of a series, as the page of ticks needs to know it?"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from entries import queries
from entries.models import QualificationEntry
from entries.queries.planned import PlannedSitting
from entries.rules import exams
from entries.rules.sent import name_of_exams
from interchange.accounts.models import Centre
from interchange.bulk import among
from interchange.catalogue import booklet
from interchange.catalogue.models import Qualification, Series, Unit
from interchange.catalogue.queries import specification
from interchange.keys import as_key


@dataclass(frozen=True)
class Hall:
    """Where exams are entered for: the series, the qualification, its exams, who may sit them."""

    centre: Centre
    series: Series
    qualification: Qualification
    units: tuple[Unit, ...]
    entries: QuerySet[QualificationEntry]
    allowed: int | None
    sat: Callable  # what is known of the exams that people sat

    def planned(self, entries, units=None) -> dict[str, PlannedSitting]:
        """What entering each of the entries for each exam would do, by the key of the box.

        Of all exams, unless only some `units` are asked about.
        """
        units = self.units if units is None else units
        boxes = {key(entry, unit): (entry.candidate, unit) for entry in entries for unit in units}
        if not boxes:
            return {}
        on, asked = timezone.localdate(), (self.centre, self.qualification, self.series)
        planned = queries.plan_exams(*asked, boxes.values(), on=on, sat=self.sat)
        return dict(zip(boxes, planned, strict=True))

    def refusal(self, on) -> str:
        """Why nobody can be entered on the day, as a sentence; nothing where somebody can."""
        ended = self.qualification.life.exam_refusal(self.series.code)
        return exams.series_refusal(self.series, on) or ended

    def may_sit(self, entries, units=None) -> set[str]:
        """The keys of the boxes of those entries that can be ticked."""
        planned = self.planned(entries, units)
        return {box for box, one in planned.items() if one.verdict.is_new}

    def ticked(self, ticks) -> list[QualificationEntry]:
        """The entries with a tick, by candidate; no query without any."""
        ids = {as_key(one.partition("-")[0]) for one in ticks.keys} - {None}
        return list(self.entries.filter(pk__in=among(ids))) if ids else []

    def chosen(self, ticks):
        """The ticked (candidate, unit) pairs, by candidate."""
        return [
            (entry.candidate, unit)
            for entry in self.ticked(ticks)
            for unit in self.units
            if key(entry, unit) in ticks.keys
        ]

    def plan(self, ticks) -> list[PlannedSitting]:
        """What sending in the ticks would do."""
        planned = self.planned(self.ticked(ticks))
        return [one for box, one in planned.items() if box in ticks.keys]

    def name_of(self, ticks):
        """The name under which these ticks are sent in, or were."""
        chosen = [(candidate.pk, unit.pk) for candidate, unit in self.chosen(ticks)]
        where = self.centre.pk, self.qualification.pk, self.series.pk
        return name_of_exams(ticks.token, *where, chosen)


def key(entry, unit):
    """How a tick names its candidate and exam."""
    return f"{entry.pk}-{unit.pk}"


def load_hall(centre, code_of_series, code, *, sat):
    """The hall of the series (such as 2027-06) and entry code; raises Http404.

    `sat` tells, of people and exams, which they sat: results know it, and lie above.
    """
    known = booklet.series_of_exams(timezone.localtime(), None)
    series = next((one for one in known if one.code == code_of_series), None)
    qualification = booklet.qualification(code)
    if series is None or qualification is None or qualification.suite != "2016":
        raise Http404
    units = qualification.units.filter(examined=True).order_by("qualificationunit__position")
    entries = queries.open_entries(centre, qualification)
    return Hall(
        centre=centre,
        series=series,
        qualification=qualification,
        units=tuple(units),
        entries=entries.order_by("candidate__sorts_as", "pk"),
        allowed=specification(qualification).attempts,
        sat=sat,
    )
