"""The life of a registration, as a table."""

from entries import states
from interchange.accounts.roles import Permission


def test_who_sets_completion_dates_marks_entries_withdrawn_and_takes_that_back():
    assert states.WITHDRAW.needs == Permission.SET_COMPLETION
    assert states.UNDO_WITHDRAWAL.needs == Permission.SET_COMPLETION
