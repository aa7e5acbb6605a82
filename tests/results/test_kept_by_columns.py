"""What is kept of very many is what would be kept of each alone."""

from datetime import timedelta
from random import Random

import pytest
from django.utils.timezone import localdate

from claims.states import Status
from entries.models import QualificationEntry
from entries.states import OPEN
from interchange.accounts.commands import service_account
from results.models import Attendance
from results.queries.kept_by_columns import kept_by_columns
from results.queries.kept_checked import differences
from results.queries.worked import work_out
from results.rules import Mark
from tests.factories import catalogue as offers
from tests.factories import claims as claiming
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import NOW
from tests.results.at_random import Sittings, registered

CLAIMED = (Status.DRAFT, Status.READY, Status.SAMPLED)


def exams_to_come(random, entries):
    """Some of the entries are entered for an exam, whose results are out already or to come."""
    for entry in random.sample(entries, len(entries) // 2):
        examined = entry.qualification.units.filter(examined=True)
        for unit in examined:
            if random.random() < 0.3:
                series = offers.a_series(random.choice([2026, 2027]), random.choice([1, 6]))
                exam = factory.a_unit_entry(entry, unit, series)
                if random.random() < 0.3:
                    by, mark = service_account(), random.choice([*Mark]).value
                    Attendance.objects.create(entry=exam, mark=mark, noted_at=NOW, noted_by=by)


def by_columns(entries, on):
    """Those of the entries that are kept by columns."""
    worked, _ = work_out([one.pk for one in entries], on)
    return kept_by_columns(worked, on)["entry_id"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_many_are_kept_as_each_would_be_alone(seed, centre, other_centre, catalogue, at):
    random = Random(seed)
    entries = registered(random, [centre, other_centre])
    sittings = Sittings(random, service_account())
    for number, status in enumerate(CLAIMED):
        where = random.choice([centre, other_centre])
        code = offers.qualification(("05839", "05842", "05831")[number])
        claiming.claim_at(status, centre=where, qualification=code, candidates=4)
    exams_to_come(random, entries)
    everybody = QualificationEntry.objects.all()

    for time in range(3):
        now = at + timedelta(days=time)
        for entry in random.sample(entries, len(entries) // 2):
            sittings.sit(entry, now)
        held.settle(now)

        assert [str(one) for one in differences(everybody, localdate(now))] == []

    many = by_columns(everybody.filter(status__in=OPEN), localdate(now))
    assert everybody.count() > len(many) > everybody.count() / 3
