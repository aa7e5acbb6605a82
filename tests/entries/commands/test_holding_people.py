"""Who changes what a person may have holds the person, not a record that is merged meanwhile."""

from threading import Event

import pytest
from django.db import transaction

from entries.commands import hold_people
from entries.models import Candidate
from tests import locks
from tests.factories import entries as make
from tests.racing import at_once
from tests.waiting import until

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def test_whoever_waits_for_a_merge_holds_the_person_it_leads_to():
    kept, merged = make.a_candidate(), make.a_candidate()
    holds, asks = Event(), Event()

    @transaction.atomic
    def merge():
        hold_people([kept.pk, merged.pk])
        holds.set()
        asks.wait(10)
        until(locks.waited_for)
        Candidate.objects.filter(pk=merged.pk).update(merged_into=kept)

    @transaction.atomic
    def enter():
        holds.wait(10)
        asks.set()
        persons = hold_people([merged.pk])
        return persons, free_to_hold([kept.pk, merged.pk])

    _, (persons, free) = at_once(merge, enter)

    assert persons == {merged.pk: kept.pk}
    assert free == [merged.pk]


def free_to_hold(ids):
    """Which of the records another connection could hold now."""

    @transaction.atomic
    def tried():
        free = Candidate.objects.select_for_update(no_key=True, skip_locked=True)
        return list(free.filter(pk__in=ids).values_list("pk", flat=True))

    [free] = at_once(tried)
    return free
