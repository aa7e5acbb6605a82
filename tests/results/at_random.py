"""Registrations and unit results at random, with all that makes them out of the ordinary."""

from datetime import date

from interchange.accounts.models import Centre
from interchange.catalogue.models import Unit
from results.models import UnitResult
from results.rules import UNGRADED
from tests.factories import catalogue as offers
from tests.factories import entries as factory

CODES = ("05842", "05845", "05831", "05352", "05829")  # pathways, surplus, other bodies, sizes


class Sittings:
    """Makes unit results at random: resits, absences, other sizes' and centres', corrections."""

    def __init__(self, random, by):
        self.random, self.by = random, by
        self.series = [offers.a_series(2025, 6), offers.a_series(2026, 1), offers.a_series(2026, 6)]

    def sit(self, entry, at):
        """Results of some units of the entry's subject in some of the series."""
        rules = entry.qualification
        units = Unit.objects.filter(subject=rules.subject, suite=rules.suite, level=rules.level)
        for unit in units:
            for series in self.series:
                if self.random.random() < 0.45:
                    self.bank(entry, unit, series, at)

    def bank(self, entry, unit, series, at):
        """A result, unless there is one; now and then its correction."""
        grades = "DMPRU" if unit.examined else "DMPU"
        same = {"candidate": entry.candidate, "unit": unit, "series": series}
        if UnitResult.objects.filter(**same).exists():
            return
        is_elsewhere = self.random.random() < 0.01
        centre = Centre.objects.exclude(pk=entry.centre_id).first() if is_elsewhere else None
        same |= {"centre": centre or entry.centre, "qualification": entry.qualification}
        same |= {"banked_at": at, "banked_by": self.by}
        grade = self.random.choice([*grades, *grades[:3], *(UNGRADED if unit.examined else [])])
        first = UnitResult.objects.create(grade=grade, **same)
        if self.random.random() < 0.05:
            self.correct(first, self.random.choice([*grades, "Q", "X"]), at)

    def correct(self, result, grade, at):
        """Another grade in its place."""
        names = "candidate", "unit", "series", "centre", "qualification"
        same = {name: getattr(result, name) for name in names}
        UnitResult.objects.create(
            grade=grade, supersedes=result, cause="Why", banked_at=at, banked_by=self.by, **same
        )


def registered(random, centres):
    """Registrations: some with a pathway, moved on, ended, or twice for one code."""
    entries = []
    for code in CODES:
        for entry in factory.entries(random.choice(centres), 6, offers.qualification(code)):
            entry.pathway = random.choice(["", "Nowhere", *pathways(entry)])
            if random.random() < 0.2:
                entry.attempts_after_on = date(2026, 1, 1)
            entry.save()
            entries.append(entry)
    twice = [one for one in entries if one.centre == centres[0]][:3]
    entries += [factory.an_entry(centres[1], one.qualification, one.candidate) for one in twice]
    return entries


def pathways(entry):
    """The names of the pathways of the entry's qualification."""
    content = entry.qualification.versions.first().content
    return [one["name"] for one in content["pathways"]]
