"""Entries as a state machine: whatever is done in whichever order, what must be true stays true."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.conftest import read_here
from tests.moves import playing, truths
from tests.moves.ends import dead_ends
from tests.moves.world import World, play, quiet, rolled_back

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


class Moves(RuleBasedStateMachine):
    """Each example is a world of its own, of which nothing is left."""

    def __init__(self):
        """Set up the world."""
        super().__init__()
        self.leaving = rolled_back()
        self.leaving.__enter__()
        self.world = World()

    @rule(name=st.sampled_from(playing.weighed()), data=st.data())
    def move(self, name, data):
        """Make a move with whatever there is."""
        play(self.world, name, lambda options: data.draw(st.sampled_from(list(options))))

    @invariant()
    def holds(self):
        """What is true after every move."""
        assert truths.broken(self.world) == []

    def teardown(self):
        """Nothing is stuck at the end."""
        try:
            assert dead_ends(self.world) == []
        finally:
            self.leaving.__exit__(None, None, None)


def test_what_must_be_true_stays_true_whatever_the_order_of_moves():
    some = settings(
        max_examples=2,
        stateful_step_count=10,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    with quiet(read_here):
        run_state_machine_as_test(Moves, settings=some)


@pytest.mark.parametrize("seed", [3, 4])
def test_a_game_that_is_the_same_in_every_run(seed):
    """What costs much is asked after each move, too, and after forty whether anything is stuck."""
    with quiet(read_here):
        assert playing.a_game(seed=seed, steps=100) > 25
