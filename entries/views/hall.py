"""Who may sit which exams of a series, as the page of ticks needs to know it?"""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone

from entries import queries
from entries.models import QualificationEntry
from entries.rules import exams as rules
from entries.rules.sent import name_of_exams
from interchange.accounts.models import Centre
from interchange.catalogue import booklet
from interchange.catalogue.models import Qualification, RegistrationRule, Series, Unit
from interchange.catalogue.queries import closed_units, registration_days, specification
from results.queries import sittings


@dataclass(frozen=True)
class Hall:
    """Where exams are entered for: the series, the qualification, its exams, who may sit them."""

    centre: Centre
    series: Series
    qualification: Qualification
    units: tuple[Unit, ...]
    entries: tuple[QualificationEntry, ...]
    allowed: int | None
    sat: dict
    entered: set
    absent: set
    closed: set
    days: int  # for which a candidate must have been registered
    on: date

    def may_sit(self, entry, unit):
        """Whether the box of that candidate and exam can be ticked."""
        return not self.barrier(entry, unit)

    def barrier(self, entry, unit):
        """Why it cannot, in a word or two."""
        words, _ = rules.barrier(
            rules.Sitting(
                registered=True,
                too_soon=queries.too_soon(entry.made_at, entry.replaces_id, self.days, self.on),
                closed=(self.qualification.pk, unit.pk) in self.closed,
                entered=(person(entry), unit.pk) in self.entered,
                absent=(person(entry), unit.pk) in self.absent,
                attempts=self.used(entry, unit),
                allowed=self.allowed,
            )
        )
        return words

    def used(self, entry, unit):
        """How many attempts are used or entered for elsewhere."""
        months = self.sat.get((person(entry), unit.shared_id), ())
        return rules.times(months, entry.attempts_after_on)

    def chosen(self, ticks):
        """The ticked (candidate, unit) pairs, by candidate."""
        return [
            (entry.candidate, unit)
            for entry in self.entries
            for unit in self.units
            if key(entry, unit) in ticks.keys
        ]

    def name_of(self, ticks):
        """The name under which these ticks are sent in, or were."""
        chosen = [(candidate.pk, unit.pk) for candidate, unit in self.chosen(ticks)]
        where = self.centre.pk, self.qualification.pk, self.series.pk
        return name_of_exams(ticks.token, *where, chosen)


def person(entry):
    """Whom the entry counts for."""
    return entry.candidate.person_id


def key(entry, unit):
    """How a tick names its candidate and exam."""
    return f"{entry.pk}-{unit.pk}"


def load_hall(centre, code_of_series, code):
    """The hall of the series (such as 2027-06) and entry code; raises Http404."""
    on = timezone.localdate()
    series = next(
        (one for one in booklet.series_of_exams(on, None) if one.code == code_of_series),
        None,
    )
    qualification = booklet.qualification(code)
    if series is None or qualification is None or qualification.suite != "2016":
        raise Http404
    units = qualification.units.filter(examined=True).order_by("qualificationunit__position")
    entries = queries.open_entries(centre, qualification)
    entries = tuple(entries.order_by("candidate__surname", "candidate__forenames", "pk"))
    persons = {person(entry) for entry in entries}
    return Hall(
        centre=centre,
        series=series,
        qualification=qualification,
        units=tuple(units),
        entries=entries,
        allowed=specification(qualification).attempts,
        sat=sittings(series, persons),
        entered=queries.entered_in(series, persons),
        absent=queries.absent_from(series, persons),
        closed=closed_units(on),
        days=registration_days(RegistrationRule.Before.EXAM, on),
        on=on,
    )
