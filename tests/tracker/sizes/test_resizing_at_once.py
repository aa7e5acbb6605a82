"""Two do something about one change of size at the same moment."""

import pytest

from entries.models import AwardDue, Invoice, QualificationEntry
from interchange.workflow import MoveRefused
from results import commands as results
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.racing import at_once
from tracker import commands
from tracker.commands.resizing import SomeRefused

pytestmark = [pytest.mark.usefixtures("catalogue")]

SMALL, CERTIFICATE, DIPLOMA = "05838", "05839", "05842"


def award(at):
    while results.award_due(at=at):
        pass


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_same_top_up_twice_at_once_is_made_once(change, centre):
    entry = make.an_entry(centre, make_catalogue.qualification(SMALL))

    def act():
        return change(entry, to=CERTIFICATE)

    done = at_once(act, act)

    assert sum(isinstance(one, (SomeRefused, MoveRefused)) for one in done) == 1
    assert QualificationEntry.objects.filter(qualification__code=CERTIFICATE).count() == 1
    assert Invoice.objects.count() == 1 and AwardDue.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_top_up_and_a_withdrawal_at_once_are_one_of_both(change, centre, exams_officer, at):
    entry = make.an_entry(centre, make_catalogue.qualification(SMALL), completes_in=2027)

    done = at_once(
        lambda: change(entry, to=CERTIFICATE),
        lambda: commands.withdraw(entry=entry, left=True, by=exams_officer, at=at),
    )

    assert sum(isinstance(one, (SomeRefused, MoveRefused)) for one in done) == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processed_and_taken_back_at_once_is_one_of_both(
    change, diplomat, processor, exams_officer, at
):
    award(at)
    [asked] = change(diplomat, to=CERTIFICATE)

    done = at_once(
        lambda: commands.process_size_change(change=asked, by=processor, at=at),
        lambda: commands.cancel_size_change(change=asked, by=exams_officer, at=at),
    )

    assert sum(isinstance(one, MoveRefused) for one in done) == 1
