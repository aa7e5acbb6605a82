"""Every status has its meaning and its group."""

from mir import states
from mir.states import Status


def test_every_status_is_in_exactly_one_group():
    groups = [states.WITH_THE_BOARD, states.WITH_THE_CENTRE, states.FINISHED]

    assert sorted(one for group in groups for one in group) == sorted(Status)


def test_every_status_has_a_meaning_and_says_who_acts_next():
    assert set(states.MEANING) == set(Status)
    assert all(":" in next_step for _, next_step in states.MEANING.values())


def test_no_move_leads_out_of_a_finished_request():
    assert not [move for move in states.MOVES if move.sources & states.FINISHED]


def test_what_nobody_has_taken_up_is_not_decided():
    assert Status.SUBMITTED not in states.RESOLVE.sources | states.REJECT.sources
