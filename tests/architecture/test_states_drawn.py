"""Every status of every life stands in one group and can be reached; `make check` has it drawn."""

from importlib import import_module

import pytest
from django.core.management import CommandError, call_command

from interchange.audit.management.commands import draw_states

GROUPS = {  # module: the groups that together hold each status once
    "entries.states": ("LISTED", "CLOSED"),
    "entries.unit_states": ("STANDING", "OVER"),
    "entries.file_states": ("TO_WORK", "ASKING", "OVER"),
    "entries.transfer_states": ("OPEN", "OVER"),
    "entries.size_states": ("OPEN", "OVER"),
    "entries.query_states": ("OPEN", "CLOSED"),
    "entries.approval_states": ("IN_FORCE", "NOT_IN_FORCE"),
    "entries.details_states": ("TO_DECIDE", "OVER"),
    "entries.identity_states": ("OPEN", "OVER"),
    "assessed.consideration_states": ("OPEN", "IN_FORCE", "OVER"),
    "claims.states": ("EDITABLE", "WITH_THE_BOARD", "FINISHED"),
    "claims.visit_states": ("TO_COME", "OVER"),
    "results.exam_file_states": ("WORKED_ON", "ASKING", "TO_TELL", "OVER"),
    "results.order_states": ("TO_WORK", "OVER"),
    "results.run_states": ("WORKED_ON", "WAITING", "OVER"),
    "mir.states": ("WITH_THE_BOARD", "WITH_THE_CENTRE", "FINISHED"),
    "reviews.states": ("WITH_THE_BOARD", "WITH_OUTCOME", "NOTHING_DONE"),
}
BEGINNINGS = {
    "entries.states": "REGISTERED",
    "entries.unit_states": "ENTERED",
    "entries.file_states": "WAITING",
    "entries.transfer_states": "ASKED",
    "entries.size_states": "ASKED",
    "entries.query_states": "ASKED",
    "entries.approval_states": "ASKED",
    "entries.details_states": "WAITING",
    "entries.identity_states": "ASKED",
    "assessed.consideration_states": "APPLIED",
    "claims.states": "DRAFT",
    "claims.visit_states": "REQUESTED",
    "results.exam_file_states": "WAITING",
    "results.order_states": "WAITING",
    "results.run_states": "FORESEEING",
    "mir.states": "SUBMITTED",
    "reviews.states": "ASKED",
}
NAMES = sorted(draw_states.DRAWINGS)


@pytest.mark.parametrize("name", NAMES)
def test_every_status_stands_in_exactly_one_group(name):
    states = import_module(name)

    grouped = [status for group in GROUPS[name] for status in getattr(states, group)]

    assert sorted(grouped) == sorted(states.Status)


@pytest.mark.parametrize("name", NAMES)
def test_every_status_is_where_a_life_begins_or_a_move_leads(name):
    states = import_module(name)

    reached = {getattr(states.Status, BEGINNINGS[name]), *(move.target for move in states.MOVES)}

    assert reached == set(states.Status)


@pytest.mark.parametrize("name", NAMES)
def test_moves_start_from_statuses_and_no_two_share_a_name(name):
    states = import_module(name)

    assert all(move.sources <= set(states.Status) for move in states.MOVES)
    assert len({move.name for move in states.MOVES}) == len(states.MOVES)


@pytest.mark.parametrize("name", NAMES)
def test_every_move_of_the_module_is_in_its_table(name):
    states = import_module(name)

    named = [value for value in vars(states).values() if isinstance(value, states.Move)]

    assert set(map(id, named)) == set(map(id, states.MOVES))


def test_a_stale_drawing_is_named(tmp_path, settings):
    settings.BASE_DIR = tmp_path

    with pytest.raises(CommandError, match="docs/claim-states.md"):
        call_command("draw_states", check=True)

    call_command("draw_states")
    call_command("draw_states", check=True)
    assert "stateDiagram-v2" in (tmp_path / "docs" / "claim-states.md").read_text()
