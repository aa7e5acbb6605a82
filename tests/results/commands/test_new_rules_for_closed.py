"""What new rules mean for registrations that are over and had a result."""

import pytest

from entries import commands as entries_commands
from results import commands, queries
from results.run_states import Status
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE
from tests.results.commands.award_runs import (
    dry,
    issue,
    nothing_due,
    regrade,
    unawarded,
    worked,
)
from tests.results.commands.issued import close, latest

pytestmark = pytest.mark.slow
REGRADED = ("8", "12", "16")
MODULAR, OF_MODULAR = "05831", ("1", "2", "3", "4", "13", "14", "16", "18")


@pytest.fixture
def lowered(centre, catalogue, processor, at):
    """One who was awarded D*D, was corrected to DD, and whose registration is over."""
    grades = {**OFFICIAL_EXAMPLE, **dict.fromkeys(REGRADED, "D")}
    [entry] = unawarded(centre, 1, offers.qualification(DIPLOMA), grades)
    issue(dry(processor, at), processor, at)
    assert latest(entry).grade == "D*D"
    for number in REGRADED:
        regrade(entry, number, "M")
    held.settle()
    assert latest(entry).grade == "DD"
    close(entry, "removed")
    return entry


def test_with_new_rules_it_is_worked_out_anew_of_whose_registration_is_over(
    centre, catalogue, publish, processor, board_administrator, at
):
    entries = unawarded(centre, 3, offers.qualification(DIPLOMA))
    issue(dry(processor, at), processor, at)
    close(entries[0], "removed")
    publish()
    run = worked(commands.begin_trial(by=board_administrator, at=at), at)
    assert queries.foreseen(run)["better"] == 2  # who is closed gets nothing better

    commands.put_in_force(run=run, by=board_administrator, at=at)
    held.settle_what_is_due(at)

    run.refresh_from_db()
    assert str(queries.progress_of(run)) == "3 of 3 registrations"
    assert [latest(one).grade for one in entries] == ["DD", "D*D", "D*D"]


def test_new_rules_give_back_what_was_taken_from_a_registration_that_is_over_as_was_shown(
    lowered, centre, publish, board_administrator, at
):
    factory.an_entry(centre, lowered.qualification)  # for somebody who is registered, rules wait
    publish()
    run = worked(commands.begin_trial(by=board_administrator, at=at), at)
    assert {row[5:] for row in queries.changes_of(run)} == {("Better", "DD", "D*D")}

    commands.put_in_force(run=run, by=board_administrator, at=at)
    held.settle_what_is_due(at)

    assert latest(lowered).grade == "D*D"


def test_a_run_looked_at_before_new_rules_came_leaves_whose_registration_is_over_to_them(
    lowered, centre, publish, processor, board_administrator, at
):
    other = factory.an_entry(centre, offers.qualification(MODULAR))
    held.hold([other], dict.fromkeys(OF_MODULAR, "M"), due=False)
    nothing_due([other])
    run = dry(processor, at)
    publish()
    changed = entries_commands.put_rules_in_force(by=board_administrator, at=at)
    assert DIPLOMA in changed  # nobody is listed for it any more
    held.settle_what_is_due(at)
    assert queries.raised_since(run) == 2  # that of the sister size, who may be told to move, too

    assert issue(run, processor, at).status == Status.ISSUED

    assert latest(lowered).grade == "D*D"
    assert latest(other).grade
