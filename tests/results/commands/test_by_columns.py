"""Very many are awarded by columns, and each as if it were looked at alone."""

from collections import Counter
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from django.db.models import Q

from entries.models import AwardDue, QualificationEntry
from entries.states import OPEN, Status
from interchange.accounts.commands import service_account
from interchange.audit.models import Event
from interchange.catalogue.models import Unit
from results.commands.issuing import issue
from results.commands.issuing_apart import issue_apart
from results.models import QualificationResult, UnitResult, Untold
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.results.commands.issued import close

CODES = ("05842", "05845", "05831", "05352", "05829")  # pathways, surplus, other bodies, sizes
KEPT = ("entry", "due", "outcome", "grade", "points", "pathway", "packed", "counted")
KEPT = (*KEPT, "specification", "supersedes", "cause", "issued_at")


class Sittings:
    """Makes unit results at random: resits, absences, other sizes' units, corrections."""

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
        same |= {"centre": entry.centre, "qualification": entry.qualification}
        same |= {"banked_at": at, "banked_by": self.by}
        grade = self.random.choice([*grades, *grades[:3], "absent"])
        first = UnitResult.objects.create(grade=grade, **same)
        if self.random.random() < 0.05:
            self.correct(first, self.random.choice(grades), at)

    def correct(self, result, grade, at):
        """Another grade in its place."""
        names = "candidate", "unit", "series", "centre", "qualification"
        same = {name: getattr(result, name) for name in names}
        UnitResult.objects.create(
            grade=grade, supersedes=result, cause="Why", banked_at=at, banked_by=self.by, **same
        )


@contextmanager
def undone():
    """Whatever is done inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def issued(way, *arguments, at):
    """What a way issues, what the trail says of it, and what is left to be told."""
    with undone():
        way(*arguments, at=at)
        new = QualificationResult.objects.filter(issued_at=at).order_by("entry")
        results = [tuple(map(plain, row)) for row in new.values_list(*KEPT)]
        trail = Event.objects.filter(at=at, about__startswith="qualificationresult:")
        events = sorted(trail.values_list("name", "label", "centre", "by"))
        told = Counter()
        for one in Untold.objects.all():
            told[one.centre_id, "issued"] += len(one.issued)
            told[one.centre_id, "lowered"] += len(one.lowered)
        return results, events, told


def plain(value):
    """A value that compares."""
    return bytes(value) if isinstance(value, memoryview) else value


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


def workable(entries):
    """Those, by id, that are open or have had a result."""
    found = QualificationEntry.objects.filter(pk__in=[one.pk for one in entries])
    had_one = Q(qualification_results__isnull=False)
    return list(
        found.filter(Q(status__in=OPEN) | had_one)
        .order_by("pk")
        .distinct()
        .values_list("pk", flat=True)
    )


def pathways(entry):
    """The names of the pathways of the entry's qualification."""
    content = entry.qualification.versions.first().content
    return [one["name"] for one in content["pathways"]]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_many_are_awarded_as_each_would_be_alone(seed, centre, other_centre, catalogue, at):
    random = Random(seed)
    entries = registered(random, [centre, other_centre])
    sittings = Sittings(random, service_account())
    raised = {one.pk: 1 for one in entries}

    for time in range(3):
        now = at + timedelta(days=time)
        for entry in entries:
            sittings.sit(entry, now)
        for wrong in random.sample(list(UnitResult.objects.standing()), 25 * time):
            sittings.correct(wrong, "U", now)

        by_columns = issued(issue, raised, at=now)
        assert by_columns == issued(issue_apart, workable(entries), raised, at=now)
        assert by_columns[0]

        issue(raised, at=now)
        for entry in random.sample(entries, 3):
            close(entry, random.choice([Status.WITHDRAWN, Status.REPLACED]))
        raised = {pk: due + 1 for pk, due in raised.items()}
    assert not AwardDue.objects.filter(done__gt=0).exists()
