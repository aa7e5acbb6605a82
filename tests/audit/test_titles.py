"""Whatever the trail may call an event, people read words."""

import re
from importlib import import_module

import pytest

from interchange.audit import titles
from interchange.audit.management.commands.draw_states import DRAWINGS
from tests.house import APPS, ROOT

RECORDS = {  # module of the states: the model that passes them, as the trail names it
    "entries.states": "qualificationentry",
    "entries.unit_states": "unitentry",
    "entries.file_states": "entryfile",
    "entries.transfer_states": "transfer",
    "entries.size_states": "sizechange",
    "entries.query_states": "invoicequery",
    "entries.approval_states": "approval",
    "entries.details_states": "detailschange",
    "entries.identity_states": "identityquestion",
    "assessed.consideration_states": "consideration",
    "claims.states": "claim",
    "claims.visit_states": "visit",
    "results.exam_file_states": "examfile",
    "results.order_states": "resultsfileorder",
    "results.run_states": "awardrun",
    "mir.states": "request",
    "reviews.states": "review",
}


def moved():
    """The event of every move of every record that has statuses."""
    return {
        f"{record}.{move.name}"
        for module, record in RECORDS.items()
        for move in import_module(module).MOVES
    }


def written():
    """The events that the code names where it writes into the trail."""
    named = r'"([a-z]+\.[a-z_]+)"'
    return {
        name
        for app in APPS
        for module in (ROOT / app).rglob("*.py")
        for call in re.findall(r"(?:trail\.record(?:_all)?|tell)\(.*?\)", module.read_text(), re.S)
        for name in re.findall(named, call)
    }


def test_each_record_with_statuses_is_known_here():
    assert set(RECORDS) == set(DRAWINGS)


def test_every_event_has_its_words():
    assert moved() | written() <= set(titles.TITLES)


@pytest.mark.parametrize(
    ("event", "words"),
    [
        ("claim.submit", "Submitted to the moderator"),
        ("fee.change", "Changed"),
        ("fee.delete", "Removed"),
    ],
)
def test_what_staff_do_by_hand_has_words_too(event, words):
    assert titles.title(event) == words
