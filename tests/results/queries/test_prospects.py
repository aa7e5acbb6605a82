"""What a claim's candidates hold, what is under way, and what the claim would add."""

from datetime import timedelta

import pytest

from claims import commands
from claims.rules import Cell, ClaimNotReady
from claims.states import Again, Status
from entries.models import Candidate, QualificationEntry
from entries.states import Status as Entry
from interchange.accounts.roles import Role
from interchange.catalogue.models import Qualification
from results import commands as results
from results import queries
from results.awarding.outcome import Kind, Outcome, Shortfall
from results.models import UnitResult
from tests.factories import accounts, claims, entries
from tests.factories import catalogue as offers
from tests.factories import results as made


@pytest.fixture
def short(centre, tutor, catalogue):
    """A draft for 05882's size of one learner, nothing claimed yet."""
    return claims.a_draft(centre, candidates=1, by=tutor)


@pytest.fixture
def who(short):
    """The learner."""
    return Candidate.objects.get()


def prospect(claim, who, at):
    return queries.prospects(claim, [who.pk], at.date())[who.pk]


def saved(claim, by, at, grade="M", units=2, first=0):
    """Grades saved for the learner's units, so many from a first one on."""
    of_units = claims.cells(claim, units=first + units, grades=grade)[first:]
    commands.save_grades(claim=claim, cells=of_units, by=by, at=at)
    return of_units


def gone_through(claim, by, moderator, at):
    """The claim, submitted, sampled, agreed and processed."""
    claim = commands.submit(claim=claim, declared=True, by=by, at=at)
    return claims.moderated(claim, Status.PROCESSED, moderator, at)


@pytest.fixture
def again(short, who, tutor, moderator, at):
    """The next claim for the learner, who holds M in two units by the first."""
    saved(short, tutor, at)
    gone_through(short, tutor, moderator, at)
    return commands.start(centre=short.centre, qualification=short.qualification, by=tutor, at=at)


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


# What another centre knows of a candidate who left


@pytest.fixture
def moved(again, who, other_centre):
    """The learner's registration at another centre, with a D in the first three units there.

    In a fourth unit they are on a claim in progress there, and they are entered for an exam there.
    """
    there = entries.an_entry(other_centre, again.qualification, who)
    made.hold([there], {unit.number: "D" for unit in _marked(again)[:3]}, due=False)
    by = accounts.with_role(Role.TUTOR, other_centre)
    theirs = claims.a_draft(other_centre, again.qualification, candidates=0, by=by)
    of_four = claims.cells(theirs, units=4, grades="P", candidates=[who.pk])
    commands.save_grades(claim=theirs, cells=of_four[3:], by=by, at=there.made_at)
    exam = again.qualification.units.filter(examined=True).first()
    made.enter([there], [exam.number], offers.a_series(2027, 1))
    return there


def _marked(claim):
    marked = claim.qualification.units.filter(examined=False)
    return list(marked.order_by("qualificationunit__position"))


def _left(claim, who):
    claim.centre.entries.filter(candidate=who).update(status=Entry.TRANSFERRED)


@pytest.mark.slow
def test_of_who_left_only_what_was_gained_here_is_told(again, who, moved, at):
    _left(again, who)

    found = prospect(again, who, at)

    first, second, *_ = _marked(again)
    assert set(found.achieved) == {first.number, second.number}
    assert {one.grade for one in found.achieved.values()} == {"M"}
    assert found.under_way == {}


@pytest.mark.slow
def test_of_who_left_what_is_under_way_here_is_told(again, who, moved, at):
    exam = again.qualification.units.filter(examined=True).first()
    here = QualificationEntry.objects.get(centre=again.centre, candidate=who)
    made.enter([here], [exam.number], offers.a_series(2027, 6))
    _left(again, who)

    assert prospect(again, who, at).under_way[exam.number].where == "June 2027"


@pytest.mark.slow
def test_of_what_was_gained_elsewhere_only_how_much_counts_is_told(again, who, moved, at):
    found = prospect(again, who, at)

    assert len(found.achieved) == 2
    assert found.elsewhere == 60
    assert found.under_way == {}


@pytest.mark.slow
def test_a_registration_here_under_another_record_of_the_person_is_one(again, who, moved, at):
    _left(again, who)
    same = entries.a_candidate(merged_into=who)
    entries.an_entry(again.centre, again.qualification, same)

    assert len(prospect(again, who, at).achieved) == 2


@pytest.mark.slow
def test_what_another_centre_gave_needs_no_reason(again, who, moved, at, tutor):
    third = claims.cells(again, units=3, candidates=[who.pk])[2:]
    commands.save_grades(claim=again, cells=third, by=tutor, at=at)

    assert queries.held_already(again, at.date()) == []


def test_shortfalls_that_read_alike_are_said_once_with_their_sum():
    lacking = [("Core", 1, "units"), ("Others", 1, "units"), ("Core", 2, "units"), ("", 30, "glh")]
    shorts = [Shortfall(group, "missing", *needed) for group, *needed in lacking]
    not_yet = Outcome(Kind.NOT_YET, None, 0, (), tuple(shorts))

    said = queries.Prospect(outcome=not_yet).sentence

    assert said == "Still needed: 3 units of Core; 1 unit of Others; 30 GLH"
