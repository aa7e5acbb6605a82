"""Claiming again what the moderator withdrew."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from claims import commands, queries, rules
from claims.models import Claim
from claims.rules import Change
from claims.states import Status
from entries import commands as entries
from tests.factories import claims


@pytest.fixture
def withdrawn(centre, tutor, moderator):
    """A claim of two candidates with two units each, withdrawn as a whole."""
    return claims.claim_at("withdrawn", centre=centre, by=tutor, moderator=moderator)


def again(claim, tutor, at):
    return commands.claim_again(claim=claim, by=tutor, at=at + timedelta(days=1))


@pytest.mark.slow
def test_withdrawn_units_wait_on_the_claim_in_progress_to_be_saved(withdrawn, centre, tutor, at):
    done = again(withdrawn, tutor, at)

    assert (done.cells, done.left) == (4, 0)
    assert done.claim == Claim.objects.get(centre=centre, status=Status.DRAFT)
    typed = queries.unsaved(done.claim, tutor)
    line = withdrawn.lines.first()
    one = typed[line.candidate_id, line.unit_id]
    assert (one.grade, one.assessor, one.seen) == (line.claimed, line.assessor, "")
    assert not done.claim.lines.exists()


@pytest.mark.slow
def test_saved_they_are_claimed_and_not_offered_again(withdrawn, tutor, at):
    done = again(withdrawn, tutor, at)
    cells = [queries.as_cell(one) for one in queries.unsaved(done.claim, tutor).values()]

    saved = commands.save_what_can_be(
        claim=done.claim, cells=cells, by=tutor, at=at + timedelta(days=1)
    )

    assert (saved.changed, saved.problems) == (4, {})
    assert not queries.to_claim_again(withdrawn).exists()
    assert again(withdrawn, tutor, at).cells == 0


@pytest.mark.slow
def test_only_what_was_withdrawn_is_offered(centre, tutor, moderator, at):
    claim = claims.claim_at("sampled", centre=centre, by=tutor, moderator=moderator)
    line = claim.lines.first()
    commands.review(claim=claim, changes=[Change(line.pk, None, "x")], by=moderator, at=at)
    assert not queries.to_claim_again(claim).exists()

    claim = commands.agree(claim=claim, visited_on=at.date(), unbooked=True, by=moderator, at=at)

    assert list(queries.to_claim_again(claim)) == [line]
    assert again(claim, tutor, at).cells == 1


@pytest.mark.slow
def test_what_was_processed_since_is_not_offered_again(centre, tutor, moderator, processor, at):
    from results.commands import bank

    claim = claims.claim_at("withdrawn", centre=centre, by=tutor, moderator=moderator)
    later = claims.claim_at(
        "pending",
        centre=centre,
        candidates=0,
        by=tutor,
        moderator=moderator,
        at=at + timedelta(days=2),
    )
    bank(claim=later, by=processor, at=at + timedelta(days=3))

    assert not queries.to_claim_again(claim).exists()


@pytest.mark.slow
def test_what_the_person_typed_there_stays(withdrawn, tutor, at):
    line = withdrawn.lines.first()
    draft = commands.start(
        centre=withdrawn.centre, qualification=withdrawn.qualification, by=tutor, at=at
    )
    typed = rules.Cell(line.candidate_id, line.unit_id, "D", line.assessor_id, seen="")
    commands.remember(claim=draft, cells=[typed], by=tutor, at=at)

    assert again(withdrawn, tutor, at).cells == 3
    assert queries.unsaved(draft, tutor)[line.candidate_id, line.unit_id].grade == "D"


@pytest.mark.slow
def test_whoever_left_is_left_out(withdrawn, centre, tutor, exams_officer, processor, at):
    entry = centre.entries.get(candidate=withdrawn.lines.first().candidate)
    entries.withdraw(entry=entry, by=exams_officer, at=at)
    entries.process_withdrawal(entry=entry, by=processor, at=at)

    done = again(withdrawn, tutor, at)

    assert (done.cells, done.left) == (2, 2)


@pytest.mark.slow
def test_an_assessor_who_marks_no_more_is_chosen_anew(withdrawn, centre, tutor, at):
    for assessor in centre.assessors.all():
        assessor.qualifications.clear()
    claims.an_assessor(centre, withdrawn.qualification, tutor, name="Bo Bell")

    done = again(withdrawn, tutor, at)

    assert done.cells == 4
    assert {one.assessor for one in queries.unsaved(done.claim, tutor).values()} == {None}


@pytest.mark.slow
def test_two_who_claim_again_at_the_same_time_each_have_their_own(
    withdrawn, tutor, centre_administrator, at
):
    one, two = again(withdrawn, tutor, at), again(withdrawn, centre_administrator, at)

    assert one.claim == two.claim
    assert (one.cells, two.cells) == (4, 4)


@pytest.mark.slow
def test_only_who_makes_claims_claims_again(withdrawn, exams_officer, at):
    with pytest.raises(PermissionDenied):
        again(withdrawn, exams_officer, at)
