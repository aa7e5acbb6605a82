"""Where is a sheet of candidates filled in: at which centre, for which qualification?"""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from entries import commands, queries
from entries.forms import sheet as sheets
from entries.rules import registering as rules
from entries.rules.sent import name_of_people
from interchange.accounts.models import Centre
from interchange.catalogue import booklet
from interchange.catalogue.models import Qualification, Unit
from interchange.catalogue.queries import specification


@dataclass(frozen=True)
class Desk:
    """Where a sheet is filled in: at which centre, for which qualification, whole or by units."""

    centre: Centre
    qualification: Qualification
    pathways: tuple[str, ...]
    units: tuple[Unit, ...]
    units_only: bool
    refusal: str  # why nobody can be registered here, as a sentence
    is_over: bool  # whether that is so at every centre

    @property
    def completes_in(self):
        """The summer in which a registration of today is assumed to be completed."""
        return rules.completes_in(self.qualification.level, timezone.localdate())

    def chosen_units(self, sheet):
        """The units ticked on the sheet."""
        return [unit for unit in self.units if str(unit.pk) in sheet.units]

    def plan(self, sheet, people):
        """What the sheet would do, row by row."""
        what = {"pathway": sheet.pathway}
        if self.units_only:
            what = {"units": self.chosen_units(sheet)}
        on = timezone.localdate()
        return queries.plan_people(self.centre, self.qualification, people, on, **what)

    def name_of(self, sheet):
        """The name under which the sheet is sent in, or was."""
        where = self.centre.pk, self.qualification.pk
        what = {"pathway": sheet.pathway}
        if self.units_only:
            what = {"units": [unit.pk for unit in self.chosen_units(sheet)]}
        return name_of_people(sheet.token, *where, sheets.people_on(sheet.filled()), **what)

    def charges(self, planned):
        """What the planned rows would cost today."""
        return queries.charges_of_people(planned, self.qualification, timezone.localdate())

    def shows(self, sheet, planned, charged):
        """What the page shows of the planned rows and their charges."""
        if self.units_only:
            what = {"units": self.chosen_units(sheet)}
        else:
            what = {"pathway": sheet.pathway, "summer": self.completes_in}
        return queries.shown_of_people(planned, charged, **what)

    def ask(self, sheet, person, by, at):
        """Ask the board whose the UCI or ULN of a person on the sheet is."""
        commands.ask_identity(
            centre=self.centre,
            qualification=self.qualification,
            person=person,
            pathway=sheet.pathway,
            by=by,
            at=at,
        )

    def save(self, sheet, people, seen, by, at):
        """Register the people, or enter them for the units, as was `seen`; give what was made."""
        common = {
            "centre": self.centre,
            "qualification": self.qualification,
            "people": people,
            "by": by,
            "at": at,
            "token": sheet.token,
            "seen": seen,
        }
        if self.units_only:
            return commands.enter_units_only(units=self.chosen_units(sheet), **common)
        return commands.register(pathway=sheet.pathway, **common)


def load_desk(centre, code, units_only):
    """The desk for an entry code that is offered; raises Http404."""
    qualification = booklet.qualification(code)
    if qualification is None or not qualification.offered:
        raise Http404
    if units_only and qualification.suite != "2012":
        raise Http404
    ways = tuple(way.name for way in specification(qualification).pathways)
    units = qualification.units.order_by("qualificationunit__position") if units_only else ()
    ended = qualification.life.registration_refusal(timezone.localdate())
    refusal = ended or queries.approval_refusal(centre, qualification.subject)
    return Desk(centre, qualification, ways, tuple(units), units_only, refusal, bool(ended))
