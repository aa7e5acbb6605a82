"""Records that look like one person, and what centres and the board say of them."""

from datetime import timedelta

import pytest
from django.db.models import DateField, F, IntegerField, Value
from django.db.models.functions import Cast, Mod

from entries import commands as entries
from entries import queries as entry_queries
from entries.models import Candidate
from entries.rules import likeness
from entries.rules.merging import MergeRefused
from interchange.accounts.roles import Role
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.refusals import AlreadyDone
from tests.factories import accounts as make_accounts
from tests.factories import entries as make

pytestmark = [pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
def test_a_centre_sees_its_own_pairs_and_of_others_only_that_somebody_is_known(apart, centre):
    here, there = apart

    [pair] = entry_queries.duplicates_at(centre).pairs

    assert pair.shown == [here.candidate] and pair.elsewhere
    assert pair.because == likeness.ELSEWHERE
    [for_the_board] = entry_queries.pairs([here.candidate_id])
    assert for_the_board.because == "the same date of birth and a similar name"


@pytest.mark.slow
def test_two_people_are_not_listed_again_and_one_person_waits_for_the_board(
    apart, centre, exams_officer, processor, at
):
    ids = {"one": apart[0].candidate_id, "other": apart[1].candidate_id}
    given = {**ids, "centre": centre, "by": exams_officer, "at": at}

    kept = entries.answer_duplicate(**given, answer="one")
    assert Message.objects.filter(template="entries/duplicate").count() == 1
    assert entry_queries.duplicates_at(centre).pairs[0].answer == "one"

    entries.part_duplicate(pair=kept, by=processor, at=at)
    assert entry_queries.duplicates_at(centre).pairs == []
    assert Message.objects.get(template="entries/two_people").to == centre.email
    with pytest.raises(MergeRefused, match="not listed"):
        entries.answer_duplicate(**given, answer="one")
    assert [
        (one.centre, one.answer) for one in entry_queries.answers_about(kept.one, kept.other)
    ] == [
        (centre, "one"),
        (None, "two"),
    ]
    with pytest.raises(AlreadyDone):
        entries.part_duplicate(pair=kept, by=processor, at=at)


@pytest.mark.slow
def test_what_one_centre_says_of_a_pair_does_not_speak_for_another(
    apart, centre, other_centre, exams_officer, processor, at
):
    here, there = apart
    theirs = make_accounts.with_role(Role.EXAMS_OFFICER, other_centre)
    pair = {"one": here.candidate_id, "other": there.candidate_id, "at": at}

    entries.answer_duplicate(**pair, centre=centre, by=exams_officer, answer="one")
    entries.answer_duplicate(**pair, centre=other_centre, by=theirs, answer="two")

    [ours] = entry_queries.duplicates_at(centre).pairs
    assert ours.is_with_the_board
    assert entry_queries.duplicates_at(other_centre).pairs == []
    [seen] = entry_queries.duplicates_since(at - timedelta(days=400)).pairs
    events = Event.objects.filter(name__startswith="duplicate.").order_by("id")
    assert list(events.values_list("name", "centre")) == [
        ("duplicate.one_person", centre.number),
        ("duplicate.two_people", other_centre.number),
    ]
    assert {(one.centre, one.answer) for one in seen.said} == {
        (centre, "one"),
        (other_centre, "two"),
    }


@pytest.mark.slow
def test_older_records_are_looked_at_further_back(apart, centre, monkeypatch):
    monkeypatch.setattr("entries.queries.alike.AT_ONCE", 1)
    make.an_entry(centre, candidate=make.a_candidate("Zephyr", "Quin"))

    newest = entry_queries.duplicates_at(centre)
    older = entry_queries.duplicates_at(centre, before=newest.further)

    assert newest.pairs == [] and len(older.pairs) == 1 and older.further is None


@pytest.mark.slow
def test_more_candidates_than_are_looked_at_at_once_cost_no_more_queries_than_one(
    centre, apart, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr("entries.queries.alike.AT_ONCE", 150)  # all look alike
    make.entries(centre, 300)
    born = Cast(Value("2005-01-01"), DateField()) + Cast(Mod(F("id"), 1000), IntegerField())
    Candidate.objects.filter(surname__startswith="Candidate").update(born_on=born)

    with django_assert_num_queries(8):
        entry_queries.duplicates_at(centre)
