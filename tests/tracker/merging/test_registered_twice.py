"""Two records registered for the same at one centre: a merge closes the newer registration."""

from datetime import timedelta

import pytest

from entries.models import QualificationEntry, SizeChange
from entries.rules.merging import MergeRefused
from entries.states import Status
from interchange.audit import trail
from interchange.notifications.models import Message
from tests.factories import entries as make
from tests.factories import results
from tracker import commands
from tracker.queries import merging as queries

pytestmark = [pytest.mark.slow]


@pytest.fixture
def twice(apart, centre):
    """The registration at the centre, and a newer one of the other record for the same."""
    here, there = apart
    made_at = here.made_at + timedelta(days=1)
    newer = make.an_entry(centre, here.qualification, there.candidate, made_at=made_at)
    return here, newer


def statuses(*entries):
    found = QualificationEntry.objects.in_bulk([one.pk for one in entries])
    return [found[one.pk].status for one in entries]


def test_the_newer_is_closed_and_the_older_goes_on(merge, twice):
    older, newer = twice
    assert queries.to_close(older.candidate, newer.candidate) == [newer]

    made = merge(*twice)

    assert statuses(older, newer) == [Status.REGISTERED, Status.MERGED]
    assert made.closed == [newer.pk]
    [event, *_] = trail.of(newer)
    assert (event.name, event.by) == ("qualificationentry.close_in_merge", made.made_by)


def test_the_older_is_kept_where_the_merged_record_has_it(merge, apart, centre):
    here, there = apart
    made_at = here.made_at - timedelta(days=1)
    older = make.an_entry(centre, here.qualification, there.candidate, made_at=made_at)

    merge(here, there)

    assert statuses(older, here) == [Status.REGISTERED, Status.MERGED]


def test_the_centre_is_told_what_was_closed(merge, twice, centre):
    merge(*twice)

    letter = Message.objects.get(template="tracker/merged", to=centre.email)
    assert "The newer registration was closed" in letter.body
    assert "registered on" in letter.body


def test_units_of_both_make_one_award(merge, twice):
    older, newer = twice

    merge(*twice)
    results.settle()

    assert older.qualification_results.get().grade == "DD"
    assert not newer.qualification_results.exists()


def test_a_change_of_size_that_waits_for_the_newer_ends_with_it(merge, twice, exams_officer):
    older, newer = twice
    make.a_size_change(newer, exams_officer, "05839")

    merge(*twice)

    assert SizeChange.objects.get().status == "ended"


def test_undone_both_stand_again_each_with_its_own_person(merge, twice, centre, processor, at):
    older, newer = twice
    made = merge(*twice)

    commands.undo_merge(made=made, by=processor, at=at)

    assert statuses(older, newer) == [Status.REGISTERED, Status.REGISTERED]
    letter = Message.objects.get(template="tracker/merge_undone", to=centre.email)
    assert "stands again" in letter.body


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.WITHDRAWN])
def test_who_was_registered_again_keeps_a_merge_from_being_undone(
    merge, apart, centre, processor, at, status
):
    here, there = apart
    made_at = here.made_at - timedelta(days=1)
    older = make.an_entry(centre, here.qualification, there.candidate, made_at=made_at)
    made = merge(here, there)
    QualificationEntry.objects.filter(pk=older.pk).update(status=Status.REMOVED)
    again = make.an_entry(centre, here.qualification, here.candidate, status=status)

    with pytest.raises(MergeRefused, match="registered again since the merge.*withdraw the new"):
        commands.undo_merge(made=made, by=processor, at=at)

    assert statuses(here, again) == [Status.MERGED, status]
    QualificationEntry.objects.filter(pk=again.pk).update(status=Status.REMOVED)
    commands.undo_merge(made=made, by=processor, at=at)
    assert statuses(here, again) == [Status.REGISTERED, Status.REMOVED]
