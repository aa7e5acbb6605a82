"""Two people at once, on two connections of the real database."""

from dataclasses import replace

import pytest

from claims import commands
from claims.models import Claim
from claims.states import Status
from interchange.accounts.models import User
from interchange.workflow import MoveRefused
from tests.factories import claims
from tests.racing import at_once

pytestmark = [pytest.mark.django_db(transaction=True)]


def fresh(person):
    """The person as another request would load them."""
    return User.objects.get(pk=person.pk)


@pytest.mark.slow
def test_two_submit_at_once(centre, tutor, centre_administrator, at):
    claim = claims.claim_at("draft", centre=centre, by=tutor)
    two = [fresh(tutor), fresh(centre_administrator)]

    outcomes = at_once(
        *(
            lambda by=by: commands.submit(
                claim=Claim.objects.get(pk=claim.pk), declared=True, by=by, at=at
            )
            for by in two
        )
    )

    done = [one for one in outcomes if isinstance(one, Claim)]
    refused = [str(one) for one in outcomes if isinstance(one, MoveRefused)]
    assert (len(done), len(refused)) == (1, 1)
    assert f"{done[0].submitted_by.name} submitted this claim" in refused[0]
    assert f"as claim {done[0].number}" in refused[0]


@pytest.mark.slow
def test_two_start_at_once_the_same_claim(centre, tutor, centre_administrator, at):
    qualification = claims.claim_at("ready", centre=centre, by=tutor).qualification

    outcomes = at_once(
        *(
            lambda by=by: commands.start(
                centre=centre, qualification=qualification, by=fresh(by), at=at
            )
            for by in (tutor, centre_administrator)
        )
    )

    assert outcomes[0] == outcomes[1]


@pytest.mark.slow
def test_a_save_never_slips_past_a_submission(centre, tutor, centre_administrator, at):
    claim = claims.claim_at("draft", centre=centre, units=1, by=tutor)
    cells = claims.cells(claim, units=3)

    saved, submitted = at_once(
        lambda: commands.save_grades(claim=claim, cells=cells, by=fresh(tutor), at=at),
        lambda: commands.submit(
            claim=Claim.objects.get(pk=claim.pk),
            declared=True,
            by=fresh(centre_administrator),
            at=at,
        ),
    )

    assert submitted.status == Status.READY
    assert claim.lines.count() == (2 if isinstance(saved, MoveRefused) else 6)


@pytest.mark.slow
def test_one_of_recall_and_sample_wins(centre, tutor, moderator, at):
    claim = claims.claim_at("ready", centre=centre, by=tutor)
    commands.save_sample(claim=claim, lines=list(claim.lines.all()), by=moderator, at=at)

    outcomes = at_once(
        lambda: commands.recall(claim=claim, by=fresh(tutor), at=at),
        lambda: commands.send_sample(claim=claim, by=fresh(moderator), at=at),
    )

    assert sum(isinstance(one, MoveRefused) for one in outcomes) == 1
    claim.refresh_from_db()
    assert claim.status in {Status.DRAFT, Status.SAMPLED}


@pytest.mark.slow
def test_a_claim_is_agreed_or_withdrawn_once(centre, moderator, at):
    claim = claims.claim_at("sampled", centre=centre, moderator=moderator)

    outcomes = at_once(
        lambda: commands.agree(
            claim=claim, visited_on=at.date(), unbooked=True, by=fresh(moderator), at=at
        ),
        lambda: commands.withdraw(claim=claim, because="x", by=fresh(moderator), at=at),
    )

    assert sum(isinstance(one, MoveRefused) for one in outcomes) == 1


@pytest.mark.slow
def test_two_people_save_other_cells_at_once(centre, tutor, centre_administrator, at):
    claim = claims.a_draft(centre, by=tutor)
    one, two, *_ = claims.cells(claim)

    at_once(
        lambda: commands.save_grades(claim=claim, cells=[one], by=fresh(tutor), at=at),
        lambda: commands.save_grades(
            claim=claim, cells=[two], by=fresh(centre_administrator), at=at
        ),
    )

    assert claim.lines.count() == 2


@pytest.mark.slow
def test_two_on_one_cell_at_once_one_is_saved_and_the_other_is_asked(
    centre, tutor, centre_administrator, at
):
    claim = claims.a_draft(centre, by=tutor)
    one, *_ = claims.cells(claim)
    typed = [(tutor, "M"), (centre_administrator, "D")]

    outcomes = at_once(
        *(
            lambda by=by, grade=grade: commands.save_what_can_be(
                claim=claim, cells=[replace(one, grade=grade, seen="")], by=fresh(by), at=at
            )
            for by, grade in typed
        )
    )

    kept = claim.lines.get().claimed
    assert sorted(saved.changed for saved in outcomes) == [0, 1]
    (problem,) = [found for saved in outcomes for found in saved.problems.values()]
    assert problem.now.grade == kept
    assert claim.unsaved.get().grade == {"M": "D", "D": "M"}[kept]
