"""A run that was over before all kills were made has not shown what was asked."""

from tests.kills.__main__ import too_few


def test_a_run_that_was_over_before_all_kills_says_how_many_there_were():
    assert "10 of 50 kills" in too_few(50, 10)
    assert "0 of 3 kills" in too_few(3, 0)


def test_a_run_with_all_its_kills_says_nothing():
    assert not too_few(3, 3)
    assert not too_few(0, 0)
