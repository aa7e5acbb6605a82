"""What a claim's candidates hold, what is under way, and what the claim would add."""

from datetime import timedelta

import pytest

from claims import commands
from claims import queries as claim_queries
from claims.rules import Cell, ClaimNotReady
from claims.states import Again, Status
from entries.models import Candidate
from interchange.catalogue.models import Qualification
from results import commands as results
from results import queries
from results.awarding.outcome import Kind, Outcome, Shortfall
from results.models import UnitResult
from results.queries.prospects import prospects, units_held
from tests.factories import claims, entries
from tests.factories import results as results_made
from tests.results.queries.learner import prospect, saved


@pytest.mark.slow
def test_who_holds_nothing_still_needs_everything(short, who, at):
    found = prospect(short, who, at)

    assert (found.achieved, found.under_way, found.grade) == ({}, {}, "")
    assert found.sentence.startswith("Still needed: ")
    assert found.could_be


@pytest.mark.slow
def test_what_is_held_is_told_with_its_source(again, who, at):
    found = prospect(again, who, at)

    assert found.units_held == 2
    held = found.holds(next(iter(found.achieved)))
    assert held.grade == "M"
    assert held.source.startswith("Claim ")


@pytest.mark.slow
def test_the_award_is_told_with_the_claims_grades(centre, tutor, at, catalogue):
    exams = Qualification.objects.filter(qualificationunit__unit__examined=True)
    without = Qualification.objects.exclude(pk__in=exams).filter(suite="2012", offered=True)
    without = without.filter(qualificationunit__isnull=False).first()
    draft = claims.a_draft(centre, without, candidates=1, by=tutor)
    who = Candidate.objects.get()
    of_all = claims.cells(draft, units=40, grades="D")
    commands.save_grades(claim=draft, cells=of_all[:1], by=tutor, at=at)
    before = prospect(draft, who, at)
    commands.save_grades(claim=draft, cells=of_all[1:], by=tutor, at=at)
    after = prospect(draft, who, at)

    assert before.sentence.startswith("Still needed: ")
    assert after.sentence == f"{after.grade} with this claim"
    assert after.grade.startswith("D")


@pytest.mark.slow
def test_a_failed_unit_is_not_held_but_told(again, who, at, processor, tutor):
    row = UnitResult.objects.first()
    results.correct(result=row, grade="U", cause="Wrong work.", by=processor, at=at)

    found = prospect(again, who, at)
    assert found.holds(row.unit.number) is None
    assert found.achieved[row.unit.number].grade == "U"


@pytest.mark.slow
def test_a_unit_on_this_claim_is_not_under_way_elsewhere(short, who, tutor, at):
    saved(short, tutor, at)

    assert not prospect(short, who, at).under_way


@pytest.mark.slow
def test_queries_do_not_grow_with_the_candidates(short, centre, at, django_assert_max_num_queries):
    few = list(Candidate.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(20) as counted:
        queries.prospects(short, few, at.date())
    entries.entries(centre, 12, short.qualification)
    many = list(Candidate.objects.values_list("pk", flat=True))

    with django_assert_max_num_queries(len(counted)):
        assert len(queries.prospects(short, many, at.date())) == 13


@pytest.mark.slow
def test_what_is_held_already_is_not_submitted_without_a_reason(again, tutor, at):
    saved(again, tutor, at, grade="D")

    with pytest.raises(ClaimNotReady, match="2 grades are for units that the candidate holds"):
        results.submit(claim=again, declared=True, by=tutor, at=at)

    why = {line.pk: Again.IMPROVED for line in again.lines.all()}
    assert results.say_why_again(claim=again, reasons=why, by=tutor, at=at) == 2
    done = results.submit(claim=again, declared=True, by=tutor, at=at)

    assert done.status == Status.READY
    line = done.lines.first()
    assert line.claimed_again == f"{line.held_before} held already. {Again.IMPROVED.label}."
    assert line.held_before.startswith("M, Claim ")


@pytest.mark.slow
def test_units_that_are_not_held_need_no_reason(again, tutor, at):
    saved(again, tutor, at, first=2)

    assert results.submit(claim=again, declared=True, by=tutor, at=at).status == Status.READY


@pytest.mark.slow
def test_a_reason_is_kept_when_the_grade_is_changed(again, tutor, at):
    first = saved(again, tutor, at, grade="P", units=1)
    why = {line.pk: Again.OTHER_WORK for line in again.lines.all()}
    results.say_why_again(claim=again, reasons=why, by=tutor, at=at)

    better = [Cell(*one.place, "D", one.assessor_id) for one in first]
    commands.save_grades(claim=again, cells=better, by=tutor, at=at + timedelta(minutes=1))

    assert again.lines.get().again == Again.OTHER_WORK


@pytest.mark.slow
def test_a_reason_is_not_kept_of_a_unit_that_is_not_held(short, tutor, at):
    saved(short, tutor, at)
    why = {line.pk: Again.IMPROVED for line in short.lines.all()}

    assert results.say_why_again(claim=short, reasons=why, by=tutor, at=at) == 0
    assert not short.lines.exclude(again="").exists()


@pytest.mark.slow
def test_without_a_registration_here_there_is_no_award_to_tell(other_centre, short, at):
    (stranger,) = entries.entries(
        other_centre, 1, Qualification.objects.get(pk=short.qualification_id)
    )

    found = prospect(short, stranger.candidate, at)

    assert (found.outcome, found.sentence, found.awarded) == (None, "", "")


def test_shortfalls_that_read_alike_are_said_once_with_their_sum():
    lacking = [("Core", 1, "units"), ("Others", 1, "units"), ("Core", 2, "units"), ("", 30, "glh")]
    shorts = [Shortfall(group, "missing", *needed) for group, *needed in lacking]
    not_yet = Outcome(Kind.NOT_YET, None, 0, (), tuple(shorts))

    said = queries.Prospect(outcome=not_yet).sentence

    assert said == "Still needed: 3 units of Core; 1 unit of Others; 30 GLH"


@pytest.mark.slow
@pytest.mark.parametrize("settled", [True, False])
def test_how_many_hold_each_unit_is_counted_as_kept_and_as_it_is(settled, again, at):
    entries.entries(again.centre, 3, again.qualification)
    if settled:
        results_made.settle(at)
    everybody = claim_queries.may_stand(again).values_list("pk", flat=True)

    counted = queries.units_held_by(claim_queries.may_stand(again), again, at.date())

    assert counted == units_held(prospects(again, everybody, at.date())) != {}
