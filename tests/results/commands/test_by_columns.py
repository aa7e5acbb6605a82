"""Very many are awarded by columns, and each as if it were looked at alone."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.db.models import Q

from entries.models import AwardDue, QualificationEntry
from entries.states import OPEN, Status
from interchange.accounts.commands import service_account
from interchange.audit.models import Event
from results.commands.issuing import issue
from results.commands.issuing_apart import issue_apart
from results.models import QualificationResult, UnitResult, Untold
from tests.results.at_random import Sittings, registered
from tests.results.commands.issued import close

KEPT = ("entry", "due", "outcome", "grade", "points", "pathway", "packed", "counted")
KEPT = (*KEPT, "specification", "supersedes", "cause", "issued_at")


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
