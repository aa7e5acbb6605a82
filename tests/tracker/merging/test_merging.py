"""Two records of one person become one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries import queries as entry_queries
from entries.models import Candidate
from interchange.notifications.models import Message
from results import commands as results
from results.models import QualificationResult
from results.queries import standings
from tests.factories import accounts as make_accounts
from tests.factories import entries as make
from tracker.queries import merging as queries

pytestmark = [pytest.mark.usefixtures("catalogue")]


def award(at):
    while results.award_due(at=at):
        pass


@pytest.mark.slow
def test_units_banked_apart_make_an_award_together(merge, apart, at):
    here, there = apart
    [prospect, _] = queries.prospects(here.candidate, there.candidate)
    assert (prospect.now, prospect.then) == ("", "DD")
    assert not Candidate.objects.exclude(merged_into=None).exists()

    made = merge(there, here)
    award(at)

    assert (made.kept, made.merged) == (here.candidate, there.candidate)
    assert QualificationResult.objects.get(entry=here).grade == "DD"
    letters = Message.objects.filter(template="tracker/merged")
    assert {one.to for one in letters} == {here.centre.email, there.centre.email}


@pytest.mark.slow
def test_what_would_be_awarded_is_asked_without_writing(apart):
    here, there = apart

    with CaptureQueriesContext(connection) as asked:
        queries.prospects(here.candidate, there.candidate)

    assert {one["sql"].lstrip("(").split()[0] for one in asked} == {"SELECT"}


@pytest.mark.slow
def test_what_would_be_awarded_is_what_comes_of_the_merge(merge, apart):
    here, there = apart
    prospects = queries.prospects(here.candidate, there.candidate)

    merge(here, there)

    then = standings([one.entry for one in prospects])
    assert [one.then for one in prospects] == [
        then[one.entry.pk].outcome.grade or "" for one in prospects
    ]


@pytest.mark.slow
def test_a_record_merged_before_counts_once_in_what_would_be_awarded(merge, apart):
    here, there = apart
    merge(here, there)

    [prospect, _] = queries.prospects(here.candidate, here.candidate)

    assert (prospect.now, prospect.then) == ("DD", "DD")


@pytest.mark.slow
def test_the_earliest_uci_and_what_was_lacking_are_kept(merge, apart):
    here, there = apart

    merge(here, there, from_merged=["forenames"])

    kept = Candidate.objects.get(pk=here.candidate_id)
    assert (kept.uci, kept.uln) == ("12345F120042B", "9276308686")
    assert (kept.surname, kept.forenames) == ("Adeyemi", "Adeyemi")


@pytest.mark.slow
def test_the_other_number_leads_to_the_kept_record(merge, apart, centre):
    here, there = apart
    merge(here, there)

    found = entry_queries.find_candidates(centre, there.candidate.ocr_number)

    assert list(found) == [here.candidate]


@pytest.mark.slow
def test_the_centre_of_a_record_that_is_brought_along_is_told(merge, apart, other_centre):
    here, there = apart
    far = make_accounts.a_centre("30303")
    merge(there, make.an_entry(far))
    Message.objects.all().delete()

    merge(here, there)

    told = Message.objects.filter(template="tracker/merged")
    assert {one.to for one in told} == {here.centre.email, other_centre.email, far.email}
