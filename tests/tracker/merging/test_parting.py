"""A merge is undone: two records again."""

from datetime import timedelta

import pytest

from entries import commands as entries
from entries.models import Candidate, NumberHolding
from entries.rules.merging import MergeRefused
from interchange.audit.models import Event
from interchange.notifications.models import Message
from results import commands as results
from results.models import QualificationResult
from results.queries.sittings import sittings
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tracker import commands

pytestmark = [pytest.mark.usefixtures("catalogue")]

DIPLOMA = "05842"


def award(at):
    while results.award_due(at=at):
        pass


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
