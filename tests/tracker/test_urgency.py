"""How urgent each missing result is, on Home and in the tracker."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from claims.states import Status as Claimed
from entries import commands as entries_commands
from entries.rules.registering import summer_of
from interchange.catalogue.models import KeyDate, Series
from results import queries as results_queries
from results.urgency import Urgency
from tests.factories import claims, entries
from tests.factories import results as held
from tracker.queries import progress

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


def last_day_is(day):
    """Claims and exam entries for this summer are taken until the day."""
    KeyDate.objects.filter(slug="claims").update(on=day)
    Series.objects.filter(year=summer_of(localdate())).update(
        entries_close_on=day, late_until_on=None, very_late_until_on=None
    )


def page(name, *args):
    """The address of a page of the tracker."""
    return reverse(f"tracker:{name}", args=args)


def test_home_says_how_many_are_at_risk_and_what_to_submit(sign_in, centre, tutor):
    claims.claim_at(Claimed.DRAFT, centre=centre, by=tutor)
    entries.an_entry(centre, completes_in=summer_of(localdate()))
    over = entries.an_entry(centre, completes_in=summer_of(localdate()) - 1)
    held.settle()
    client = sign_in(tutor)
    before = client.get(page("centre_home", centre.number)).content.decode()
    last_day_is(localdate())

    words = client.get(page("centre_home", centre.number)).content.decode()

    assert "at risk of no result this summer" not in before
    assert "at risk of no result this summer" in words and "0 late," in words
    assert "1 candidate past their summer" in words
    listed = client.get(page("progress", centre.number) + "?urgency=PAST").content.decode()
    assert over.candidate.name in listed and "Past their summer" in listed
    assert "Finish and submit the claim for 05839" in words


def test_who_waits_to_be_worked_out_is_at_risk_neither_of_all_centres_nor_at_one(centre):
    for _ in range(2):
        entry = entries.an_entry(centre, completes_in=summer_of(localdate()))
    held.settle()
    last_day_is(localdate() - timedelta(days=1))
    dates = results_queries.deadlines(localdate())
    late = {(centre.pk, Urgency.LATE): 2}
    assert progress.at_risk_by_centre(dates) == late

    entries_commands.raise_award_due([entry.candidate], at=now())

    counted = progress.counts(progress.listed(centre), dates)
    assert progress.at_risk_by_centre(dates) == {(centre.pk, Urgency.LATE): counted.at_risk}
    assert counted.at_risk == 1


@pytest.mark.parametrize(
    "filters", ["?at_risk=on&sort=urgency", "?state=NOT_ELIGIBLE", "?text=okafor", "?urgency=LATE"]
)
def test_the_tracker_filters(sign_in, centre, tutor, filters):
    entries.an_entry(centre, completes_in=summer_of(localdate()))
    held.settle()
    last_day_is(localdate() - timedelta(days=1))

    answer = sign_in(tutor).get(page("progress", centre.number) + filters)

    assert "Okafor" in answer.content.decode()
