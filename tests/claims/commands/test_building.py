"""Starting a claim and saving grades."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, rules
from claims.models import Line
from claims.states import Outcome
from interchange.workflow import MoveRefused
from tests.factories import catalogue, claims, entries


@pytest.mark.slow
def test_a_claim_is_started_once_a_qualification(centre, tutor, at, events):
    claim = claims.a_draft(centre, by=tutor)

    again = commands.start(centre=centre, qualification=claim.qualification, by=tutor, at=at)

    assert again == claim
    assert events(claim) == ["claim.start"]


@pytest.mark.slow
def test_assessors_come_before_the_claim(centre, tutor, at):
    entries.an_entry(centre)

    with pytest.raises(rules.ClaimNotReady, match="at least one centre assessor"):
        commands.start(centre=centre, qualification=catalogue.qualification(), by=tutor, at=at)


@pytest.mark.slow
def test_without_registrations_there_is_no_claim(centre, tutor, at):
    with pytest.raises(rules.ClaimNotReady, match="no candidates to claim for"):
        commands.start(centre=centre, qualification=catalogue.qualification(), by=tutor, at=at)


@pytest.mark.slow
def test_exams_officers_do_not_claim(centre, exams_officer, at):
    with pytest.raises(PermissionDenied):
        commands.start(
            centre=centre, qualification=catalogue.qualification(), by=exams_officer, at=at
        )


@pytest.mark.slow
def test_grades_are_saved_with_their_assessor(centre, tutor, at, events):
    claim = claims.a_draft(centre, by=tutor)

    done = commands.save_grades(claim=claim, cells=claims.cells(claim), by=tutor, at=at)

    assert done == 4
    assert sorted(claim.lines.values_list("claimed", flat=True)) == ["D", "M", "P", "P"]
    assert set(claim.lines.values_list("live", "outcome")) == {(True, Outcome.CLAIMED)}
    assert events(claim) == ["claim.start", "claim.save_grades"]


@pytest.mark.slow
def test_saving_the_same_again_changes_nothing(centre, tutor, at, events):
    claim = claims.claim_at("draft", centre=centre, by=tutor)

    assert commands.save_grades(claim=claim, cells=claims.cells(claim), by=tutor, at=at) == 0
    assert events(claim) == ["claim.start", "claim.save_grades"]


@pytest.mark.slow
def test_not_claiming_takes_a_unit_off(centre, tutor, at):
    claim = claims.claim_at("draft", centre=centre, by=tutor)
    off = replace(claims.cells(claim)[0], grade=None, assessor_id=None)

    commands.save_grades(claim=claim, cells=[off], by=tutor, at=at)

    assert claim.lines.count() == 3
    assert not claim.lines.filter(candidate=off.candidate_id, unit=off.unit_id).exists()


@pytest.mark.slow
def test_all_cells_are_saved_or_none(centre, tutor, at):
    claim = claims.a_draft(centre, by=tutor)
    good, *_, last = claims.cells(claim)

    with pytest.raises(rules.CellsRefused):
        commands.save_grades(claim=claim, cells=[good, replace(last, grade="U")], by=tutor, at=at)

    assert not claim.lines.exists()


@pytest.mark.slow
def test_a_save_after_submission_says_who_submitted(centre, tutor, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)

    with pytest.raises(MoveRefused, match="Toni Tutor submitted this claim at 10:00"):
        commands.save_grades(claim=claim, cells=claims.cells(claim), by=tutor, at=at)


@pytest.mark.slow
def test_an_examined_unit_is_not_claimed(centre, tutor, at):
    claim = claims.a_draft(centre, by=tutor)
    examined = claim.qualification.units.filter(examined=True).first()
    cell = replace(claims.cells(claim)[0], unit_id=examined.pk)

    with pytest.raises(rules.CellsRefused):
        commands.save_grades(claim=claim, cells=[cell], by=tutor, at=at)


@pytest.mark.slow
def test_a_unit_of_another_qualification_is_not_claimed(centre, tutor, at):
    claim = claims.a_draft(centre, by=tutor)
    foreign = catalogue.qualification("05347").units.first()
    cell = replace(claims.cells(claim)[0], unit_id=foreign.pk)

    with pytest.raises(rules.CellsRefused):
        commands.save_grades(claim=claim, cells=[cell], by=tutor, at=at)


@pytest.mark.slow
def test_a_candidate_of_another_centre_is_not_claimed(centre, other_centre, tutor, at):
    claim = claims.a_draft(centre, by=tutor)
    stranger = entries.an_entry(other_centre).candidate
    cell = replace(claims.cells(claim)[0], candidate_id=stranger.pk)

    with pytest.raises(rules.CellsRefused):
        commands.save_grades(claim=claim, cells=[cell], by=tutor, at=at)


@pytest.mark.slow
def test_a_unit_stands_on_one_live_claim(centre, tutor, at):
    first = claims.claim_at("ready", centre=centre, by=tutor)
    second = commands.start(centre=centre, qualification=first.qualification, by=tutor, at=at)

    cells = claims.cells(second, candidates=first.lines.values_list("candidate", flat=True))

    with pytest.raises(rules.CellsRefused, match=f"already on claim {first.number}"):
        commands.save_grades(claim=second, cells=cells, by=tutor, at=at)


@pytest.mark.slow
def test_of_another_centres_claim_no_number_is_told(centre, other_centre, tutor, at):
    theirs = claims.claim_at("ready", centre=other_centre, candidates=1, units=1)
    candidate = theirs.lines.get().candidate
    entries.an_entry(centre, candidate=candidate)
    ours = claims.a_draft(centre, candidates=0, by=tutor)

    cells = claims.cells(ours, candidates=[candidate.pk])

    with pytest.raises(rules.CellsRefused, match="a claim of another centre"):
        commands.save_grades(claim=ours, cells=cells, by=tutor, at=at)


@pytest.mark.slow
def test_a_merged_record_counts_for_the_person(centre, tutor, at):
    first = claims.claim_at("ready", centre=centre, candidates=1, units=1, by=tutor)
    person = first.lines.get().candidate
    double = entries.an_entry(centre).candidate
    entries.merged(double, into=person)
    second = commands.start(centre=centre, qualification=first.qualification, by=tutor, at=at)
    cells = claims.cells(second, units=1, candidates=[double.pk])

    with pytest.raises(rules.CellsRefused, match="cannot be claimed twice"):
        commands.save_grades(claim=second, cells=cells, by=tutor, at=at)


@pytest.mark.slow
def test_units_entered_alone_are_claimed_alone(centre, tutor, at):
    qualification = catalogue.qualification("05347")
    one, two = qualification.units.filter(examined=False)[:2]
    entry = entries.an_entry(centre, qualification)
    entries.a_unit_entry(entry, one)
    entry.delete()
    claim = claims.a_draft(centre, qualification, candidates=0, by=tutor)
    assessor = centre.assessors.get()
    cell = rules.Cell(entry.candidate_id, one.pk, "P", assessor.pk)

    commands.save_grades(claim=claim, cells=[cell], by=tutor, at=at)

    assert claim.lines.count() == 1
    with pytest.raises(rules.CellsRefused):
        commands.save_grades(claim=claim, cells=[replace(cell, unit_id=two.pk)], by=tutor, at=at)


@pytest.mark.slow
def test_a_withdrawn_candidates_grades_stay_until_taken_off(centre, tutor, at):
    claim = claims.claim_at("draft", centre=centre, candidates=1, by=tutor)
    centre.entries.update(status="withdrawn")
    cells = claims.cells(claim)

    with pytest.raises(rules.CellsRefused, match="no longer registered"):
        commands.save_grades(claim=claim, cells=[replace(cells[0], grade="D")], by=tutor, at=at)
    assert commands.save_grades(claim=claim, cells=cells, by=tutor, at=at) == 0
    commands.save_grades(claim=claim, cells=[replace(cells[0], grade=None)], by=tutor, at=at)
    assert claim.lines.count() == 1


@pytest.mark.slow
def test_saving_takes_as_few_queries_for_a_hundred(
    centre, tutor, at, django_assert_num_queries, django_assert_max_num_queries
):
    claim = claims.a_draft(centre, candidates=100, by=tutor)
    cells = claims.cells(claim, units=4)

    with django_assert_max_num_queries(25) as few:
        commands.save_grades(claim=claim, cells=cells[:1], by=tutor, at=at)
    with django_assert_num_queries(len(few)):
        commands.save_grades(claim=claim, cells=cells[1:], by=tutor, at=at)

    assert Line.objects.filter(claim=claim).count() == 400


@pytest.mark.slow
def test_a_unit_that_subjects_share_is_claimed_once(centre, tutor, at):
    business, it = catalogue.qualification("05329"), catalogue.qualification("05349")
    first = claims.a_draft(centre, business, candidates=1, by=tutor)
    candidate = first.centre.entries.get(qualification=business).candidate
    entries.an_entry(centre, it, candidate)
    second = claims.a_draft(centre, it, candidates=0, by=tutor)
    (cell,) = claims.cells(first, units=1, candidates=[candidate.pk])
    commands.save_grades(claim=first, cells=[cell], by=tutor, at=at)
    shared = it.units.get(same_as=cell.unit_id)
    again = replace(cell, unit_id=shared.pk, assessor_id=centre.assessors.get(qualifications=it).pk)

    with pytest.raises(rules.CellsRefused, match="already on the claim in progress for 05329"):
        commands.save_grades(claim=second, cells=[again], by=tutor, at=at)
