"""What does the benchmark of pages tell, and what does it keep for the next run?"""

from types import SimpleNamespace

import pytest

from benchmarks._largest import keep, kept_before
from benchmarks.pages import Figure, goals

SIZES = {"REGISTRATIONS": 5000, "BESIDE": 20000, "CLAIMED": 60, "DATABASE": "here/test_portal"}


def a_figure(work, memory=None):
    """What a page cost."""
    return Figure(SimpleNamespace(), SimpleNamespace(work=work), memory=memory)


def test_a_goal_for_memory_is_told_only_where_memory_was_measured():
    assert [one.what for one in goals([a_figure(10)])] == ["pages over 300 ms of work"]

    work, memory = goals([a_figure(10), a_figure(400, memory=90)])
    assert (work.ours, memory.ours, memory.is_met) == (1, 1, False)


def test_what_is_kept_is_there_for_a_run_of_the_same_sizes(tmp_path):
    path = tmp_path / "kept"
    assert kept_before(path, SIZES) is None

    keep(path, SIZES, ("largest", "smaller"))

    assert kept_before(path, SIZES) == ("largest", "smaller")


@pytest.mark.parametrize("other", [{"REGISTRATIONS": 60}, {"DATABASE": "there/test_portal"}])
def test_what_is_kept_of_other_sizes_or_another_database_is_refused(tmp_path, other):
    path = tmp_path / "kept"
    keep(path, SIZES, ("largest", "smaller"))
    [(name, value)] = other.items()

    with pytest.raises(SystemExit, match=f"{name}={SIZES[name]}, not {value}"):
        kept_before(path, {**SIZES, **other})
