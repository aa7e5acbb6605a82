"""Two records of one person become one, and two again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import DateField, F, IntegerField, Value
from django.db.models.functions import Cast, Mod
from django.test.utils import CaptureQueriesContext

from claims import commands as claims
from claims.models import Line
from claims.rules import Cell, CellsRefused
from entries import commands as entries
from entries import queries as entry_queries
from entries.models import Candidate, Merge, NumberHolding
from entries.rules import likeness
from entries.rules.merging import MergeRefused
from interchange.accounts.roles import Role
from interchange.audit.models import Event
from interchange.notifications.models import Message
from interchange.refusals import AlreadyDone
from results import commands as results
from results.models import QualificationResult
from results.queries import standings
from results.queries.sittings import sittings
from tests.factories import accounts as make_accounts
from tests.factories import catalogue as make_catalogue
from tests.factories import claims as make_claims
from tests.factories import entries as make
from tests.factories import results as make_results
from tests.racing import at_once
from tracker import commands
from tracker.queries import merging as queries

pytestmark = [pytest.mark.usefixtures("catalogue")]

DIPLOMA = "05842"
UNITS = list(make_results.OFFICIAL_EXAMPLE.items())


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


def test_what_would_be_awarded_is_asked_without_writing(apart):
    here, there = apart

    with CaptureQueriesContext(connection) as asked:
        queries.prospects(here.candidate, there.candidate)

    assert {one["sql"].lstrip("(").split()[0] for one in asked} == {"SELECT"}


def test_what_would_be_awarded_is_what_comes_of_the_merge(merge, apart):
    here, there = apart
    prospects = queries.prospects(here.candidate, there.candidate)

    merge(here, there)

    then = standings([one.entry for one in prospects])
    assert [one.then for one in prospects] == [
        then[one.entry.pk].outcome.grade or "" for one in prospects
    ]


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
def test_undone_everything_is_as_it_was(merge, apart, processor, at):
    here, there = apart
    before = list(Candidate.objects.order_by("pk").values())
    made = merge(here, there, from_merged=["surname"])
    award(at)

    commands.undo_merge(made=made, by=processor, at=at + timedelta(days=30))
    award(at)

    assert list(Candidate.objects.order_by("pk").values()) == before
    assert Message.objects.filter(template="tracker/merge_undone").count() == 2
    assert QualificationResult.objects.filter(entry=here).first().outcome != "award"
    with pytest.raises(MergeRefused, match="undone already"):
        commands.undo_merge(made=made, by=processor, at=at)


@pytest.mark.slow
def test_after_the_days_a_merge_stays(merge, apart, processor, at):
    made = merge(*apart)

    with pytest.raises(MergeRefused, match="could be undone until"):
        commands.undo_merge(made=made, by=processor, at=at + timedelta(days=31))


@pytest.mark.slow
def test_what_was_corrected_since_is_kept_when_a_merge_is_undone(merge, apart, processor, at):
    here, there = apart
    made = merge(here, there, from_merged=["surname"])
    Candidate.objects.filter(pk=here.candidate_id).update(surname="Okoro")

    commands.undo_merge(made=made, by=processor, at=at)

    assert Candidate.objects.get(pk=here.candidate_id).surname == "Okoro"


@pytest.mark.slow
def test_a_record_that_holds_another_takes_it_along_and_back(merge, apart, centre, processor, at):
    here, there = apart
    third = make.an_entry(centre, make_catalogue.qualification("05840"))
    merge(there, third)

    made = merge(here, there)

    kept = here.candidate_id
    assert set(Candidate.objects.filter(merged_into=kept)) == {there.candidate, third.candidate}
    commands.undo_merge(made=made, by=processor, at=at)
    third.candidate.refresh_from_db()
    assert third.candidate.merged_into == there.candidate


@pytest.mark.slow
def test_merges_undone_out_of_order_give_nobody_anothers_uci(merge, apart, centre, processor, at):
    here, there = apart
    third = make.an_entry(centre, candidate=make.a_candidate("Tola", "A", uci="12345F110042C"))
    before = dict(Candidate.objects.values_list("pk", "uci"))
    first, second = merge(here, there), merge(here, third)

    with pytest.raises(MergeRefused, match=f"{third.candidate.ocr_number} was merged .* later"):
        commands.undo_merge(made=first, by=processor, at=at)
    for made in (second, first):
        commands.undo_merge(made=made, by=processor, at=at)

    assert dict(Candidate.objects.values_list("pk", "uci")) == before


@pytest.mark.slow
def test_merges_that_changed_different_details_are_undone_in_any_order(
    merge, apart, centre, processor, at
):
    here, there = apart
    third = make.an_entry(centre, candidate=make.a_candidate("Tola", "A"))
    before = list(Candidate.objects.order_by("pk").values())
    first, second = merge(here, there), merge(here, third)

    for made in (first, second):
        commands.undo_merge(made=made, by=processor, at=at)

    assert list(Candidate.objects.order_by("pk").values()) == before


@pytest.mark.slow
def test_a_merge_is_not_undone_where_both_would_have_one_uln(merge, apart, processor, at):
    here, there = apart
    made = merge(here, there)
    made.after = {**made.after, "uln": "another"}
    made.save()

    with pytest.raises(MergeRefused, match="Both records would have the ULN"):
        commands.undo_merge(made=made, by=processor, at=at)


@pytest.mark.slow
def test_the_centre_of_a_record_that_is_brought_along_is_told(merge, apart, other_centre):
    here, there = apart
    far = make_accounts.a_centre("30303")
    merge(there, make.an_entry(far))
    Message.objects.all().delete()

    merge(here, there)

    told = Message.objects.filter(template="tracker/merged")
    assert {one.to for one in told} == {here.centre.email, other_centre.email, far.email}


@pytest.mark.slow
def test_the_remedy_for_two_registrations_helps(merge, apart, centre, exams_officer, processor, at):
    here, there = apart
    twice = make.an_entry(centre, here.qualification, there.candidate)
    with pytest.raises(MergeRefused, match="marks .* Withdrawn, and the board processes that"):
        merge(here, there)

    commands.withdraw(entry=twice, left=True, by=exams_officer, at=at)
    with pytest.raises(MergeRefused):
        merge(here, there)
    entries.process_withdrawal(entry=twice, by=processor, at=at)

    assert merge(here, there)


@pytest.mark.slow
@pytest.mark.parametrize("same", ["registration", "exam"])
def test_what_both_have_at_once_is_named(merge, apart, centre, same):
    here, there = apart
    if same == "registration":
        make.an_entry(centre, here.qualification, there.candidate)
    else:
        june, unit = make_catalogue.a_series(), make_catalogue.unit(1)
        make.a_unit_entry(here, unit, june)
        make.a_unit_entry(there, unit, june)

    with pytest.raises(MergeRefused, match="Both records"):
        merge(here, there)
    assert not Merge.objects.exists()


@pytest.mark.slow
def test_an_exam_that_was_sat_under_one_number_and_missed_under_the_other_is_no_clash(merge, apart):
    here, there = apart
    january = make_catalogue.a_series(2026, 1)
    before = standings([here])[here.pk].attempts["3"]
    make_results.hold([here], {"3": "U"}, series=january)
    make_results.hold([there], {"3": "absent"}, series=january)

    merge(here, there)

    assert standings([here])[here.pk].attempts["3"] == before + 1


@pytest.mark.slow
def test_whoever_is_not_the_board_merges_nobody(merge, apart, exams_officer):
    with pytest.raises(PermissionDenied):
        merge(*apart, by=exams_officer)


@pytest.mark.slow
def test_a_record_is_not_merged_twice(merge, apart):
    merge(*apart)

    with pytest.raises(MergeRefused, match="merged already"):
        merge(*apart)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_merged_both_ways_at_once_is_one_merge(merge, apart):
    here, there = apart

    done = at_once(lambda: merge(here, there), lambda: merge(there, here))

    assert sum(isinstance(one, MergeRefused) for one in done) == 1
    assert Merge.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_merge_and_a_claim_for_the_same_unit_at_once_leave_one_live_line(
    merge, centre, tutor, at
):
    claim = make_claims.claim_at("draft", centre=centre, candidates=1, by=tutor)
    line = claim.lines.select_related("unit", "assessor").first()
    here = centre.entries.get(candidate=line.candidate, qualification=claim.qualification)
    twin = make.an_entry(centre, make_catalogue.qualification("05842"))
    other = make_claims.a_draft(centre, twin.qualification, 0, tutor)
    assessor = make_claims.an_assessor(centre, twin.qualification)
    cell = Cell(twin.candidate_id, line.unit_id, "P", assessor.pk, seen="")

    def claim_it():
        try:
            return claims.save_grades(claim=other, cells=[cell], by=tutor, at=at)
        except CellsRefused as refusal:
            return refusal

    at_once(lambda: merge(here, twin), claim_it)

    merged = Merge.objects.exists()
    live = Line.objects.filter(unit=line.unit, live=True).count()
    assert (merged, live) in {(True, 1), (False, 2)}


# Possible duplicates


def said_of(pair):
    return {(one.centre, one.answer) for one in entry_queries.answers_about(pair.one, pair.other)}


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
def test_thousands_of_candidates_cost_no_more_queries_than_one(
    centre, apart, django_assert_num_queries
):
    make.entries(centre, 2000)
    born = Cast(Value("2005-01-01"), DateField()) + Cast(Mod(F("id"), 1000), IntegerField())
    Candidate.objects.filter(surname__startswith="Candidate").update(born_on=born)

    with django_assert_num_queries(7):
        entry_queries.duplicates_at(centre)


@pytest.mark.slow
def test_an_exam_entered_meanwhile_stands_with_the_record_that_is_registered(
    apart, processor, exams_officer, centre, at
):
    here, _ = apart
    older = make.a_candidate("Adeyemi", "Tola", ocr_number="00000001")
    made = commands.merge(one=older, other=here.candidate, because="One.", by=processor, at=at)
    june = make_catalogue.a_series()
    [exam] = entries.enter_for_exams(
        centre=centre,
        qualification=here.qualification,
        series=june,
        chosen=[(made.kept, make_catalogue.unit(25, DIPLOMA))],
        sat=sittings,
        by=exams_officer,
        at=at + timedelta(hours=1),
    )
    assert exam.candidate == here.candidate
    exam.candidate = older
    exam.save()  # as entries before this rule

    commands.undo_merge(made=made, by=processor, at=at + timedelta(days=1))

    exam.refresh_from_db()
    assert exam.candidate == here.candidate
    moved = Event.objects.get(name="unitentry.follow")
    assert moved.detail == {"from": "00000001", "to": here.candidate.ocr_number}
    letter = Message.objects.filter(template="tracker/merge_undone", to=centre.email).get()
    assert f"{here.candidate.ocr_number}: {exam}" in letter.body


@pytest.mark.slow
def test_a_number_both_were_entered_under_is_for_the_board_once_they_are_two(
    apart, processor, exams_officer, centre, at
):
    here, there = apart
    made = commands.merge(
        one=here.candidate, other=there.candidate, because="One.", by=processor, at=at
    )
    small = make_catalogue.qualification("05838")
    also = make.an_entry(
        centre, small, there.candidate, candidate_number=here.candidate_number, made_at=at
    )

    commands.undo_merge(made=made, by=processor, at=at + timedelta(days=1))

    held = NumberHolding.objects.filter(centre=centre, number=also.candidate_number, until_on=None)
    assert {(one.person, one.disputed) for one in held} == {
        (here.candidate, False),
        (there.candidate, True),
    }
