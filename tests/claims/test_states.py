"""The life of a claim, as a table."""

from claims import states
from claims.states import Outcome, Status


def test_every_status_is_in_exactly_one_group():
    groups = (states.EDITABLE, states.WITH_THE_BOARD, states.FINISHED)

    assert all(sum(status in group for group in groups) == 1 for status in Status)


def test_every_status_has_a_meaning_and_a_next_actor():
    assert set(states.MEANING) == set(Status)


def test_every_outcome_stands_or_has_fallen():
    assert set(Outcome) == states.STANDING | states.FALLEN
    assert not states.STANDING & states.FALLEN


def test_every_status_but_the_first_is_reached_by_a_move():
    assert {move.target for move in states.MOVES} == set(Status)


def test_finished_claims_move_no_more():
    assert not any(move.sources & states.FINISHED for move in states.MOVES)


def test_a_claim_is_recalled_only_before_a_sample_is_sent():
    assert states.RECALL.sources == {Status.READY}


def test_what_is_agreed_is_withdrawn_no_more():
    assert not states.WITHDRAW.sources & {Status.PENDING, Status.PROCESSED}
