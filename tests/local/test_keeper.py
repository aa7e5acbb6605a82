"""A process that ends is started again, later each time."""

import pytest

from local import keeper


class Process:
    """Stands for a process that has ended or not."""

    pid, returncode = 0, None

    def poll(self):
        return self.returncode


class Guard:
    """Stands for the guard."""

    def remove(self, pid):
        pass


@pytest.fixture
def clock(monkeypatch):
    """A clock that moves when told: clock[0] is now."""
    now = [0.0]
    monkeypatch.setattr(keeper.time, "monotonic", lambda: now[0])
    return now


def end_and_look(kept, clock, after):
    """Let the process end, then look every half second; give how long it stayed down."""
    clock[0] += after
    kept.process.returncode = 1
    ended, began = clock[0], kept.process
    while kept.process is began:
        kept.look(guard=Guard(), say=lambda line: None)
        clock[0] += 0.25
    return clock[0] - ended


def test_a_process_that_runs_is_left_alone(clock):
    kept = keeper.Kept("worker", Process)
    process = kept.process

    kept.look(guard=Guard(), say=lambda line: None)

    assert kept.process is process


def test_each_start_waits_longer_than_the_one_before(clock):
    kept = keeper.Kept("worker", Process)

    waits = [end_and_look(kept, clock, after=1) for _ in range(10)]

    assert waits == sorted(waits)
    assert waits[0] < 1
    assert waits[-1] < keeper.LONGEST_WAIT + 1


def test_a_process_that_ran_well_is_started_at_once(clock):
    kept = keeper.Kept("worker", Process)
    for _ in range(10):
        end_and_look(kept, clock, after=1)

    assert end_and_look(kept, clock, after=keeper.STEADY + 1) < 1


def test_the_end_of_a_process_is_told(clock):
    kept, said = keeper.Kept("worker", Process), []
    kept.process.returncode = -9

    kept.look(guard=Guard(), say=said.append)

    assert said == ["The worker has ended (-9); it is started again."]
