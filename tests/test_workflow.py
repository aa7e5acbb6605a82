"""A right is asked of the record as it is now, not as a page had read it."""

from importlib import import_module

import pytest
from django.core.exceptions import PermissionDenied

from entries import identity_states, unit_states
from entries.models import UnitEntry
from interchange import workflow
from interchange.accounts.roles import Role
from interchange.audit import trail
from interchange.audit.management.commands import draw_states
from tests.factories import accounts, catalogue
from tests.factories import entries as make

pytestmark = pytest.mark.usefixtures("catalogue")
TABLES = {name: import_module(name) for name in sorted(draw_states.DRAWINGS)}
NAMED = ("Okafor, Ada for",)  # a person's name needs no article
NUMBERED = ("award run ", "claim ", "exam file ", "file ", "request ", "review ")
CALLED = {  # what records are called, by the table of their moves
    "assessed.consideration_states": "the application of Okafor, Ada for unit 1",
    "claims.states": "claim 7 for 05839",
    "claims.visit_states": "the first visit for IT on 3 May 2027",
    "entries.approval_states": "approval of centre 12345 for IT",
    "entries.details_states": "the change of details of candidate 50000001",
    "entries.file_states": "file R1234501.X01",
    "entries.identity_states": "the question whose UCI 12345 is",
    "entries.query_states": "query about invoice 7",
    "entries.size_states": "Okafor, Ada from 05838 to 05839",
    "entries.states": "Okafor, Ada for 05839",
    "entries.transfer_states": "transfer of Okafor, Ada to 65432",
    "entries.unit_states": "Okafor, Ada for unit 1 in June 2027",
    "mir.states": "request 12",
    "reviews.states": "review 12",
    "results.exam_file_states": "exam file 7, june.csv",
    "results.order_states": "the results files of 2025/26 for the September series",
    "results.run_states": "award run 7, everybody",
}


@pytest.fixture
def entered(centre):
    """A unit entry of the centre."""
    return make.a_unit_entry(make.an_entry(centre), catalogue.unit("1"))


@pytest.mark.parametrize("name", TABLES)
def test_every_move_is_said_in_words(name):
    called = CALLED[name]

    for move in TABLES[name].MOVES:
        said = move.of(called)
        assert "_" not in said and said.count(called) == 1
        verb = said.partition(" ")[0]
        assert verb.isalpha() and verb.islower()
        if not called.startswith(("the ", *NUMBERED, *NAMED)):
            assert f"the {called}" in said or f": {called}" in said


@pytest.mark.parametrize(
    ("move", "sentence"),
    [
        (identity_states.SAY_OTHER, "answer the question whose UCI 12345 is"),
        (identity_states.TAKE_BACK, "take back the question whose UCI 12345 is"),
    ],
)
def test_a_question_that_was_answered_is_said_to_be_so_in_words(move, sentence):
    assert move.of(CALLED["entries.identity_states"]) == sentence


@pytest.mark.slow
def test_the_old_centre_withdraws_nothing_after_the_entry_went_to_another(
    entered, other_centre, exams_officer, at
):
    UnitEntry.objects.filter(pk=entered.pk).update(centre=other_centre)

    with pytest.raises(PermissionDenied):
        workflow.perform(unit_states.WITHDRAW, entered, by=exams_officer, at=at)

    assert UnitEntry.objects.get(pk=entered.pk).status == "entered"


@pytest.mark.slow
def test_the_new_centre_may_with_a_page_read_before(entered, other_centre, at):
    officer = accounts.with_role(Role.EXAMS_OFFICER, other_centre)
    UnitEntry.objects.filter(pk=entered.pk).update(centre=other_centre)

    workflow.perform(unit_states.WITHDRAW, entered, by=officer, at=at)

    assert UnitEntry.objects.get(pk=entered.pk).status == unit_states.WITHDRAW.target


@pytest.mark.slow
def test_what_was_withdrawn_with_a_page_read_before_is_not_withdrawn_again(
    entered, exams_officer, at
):
    UnitEntry.objects.filter(pk=entered.pk).update(status=unit_states.WITHDRAW.target)

    with pytest.raises(workflow.MoveRefused, match="You cannot withdraw .* its status is"):
        workflow.perform(unit_states.WITHDRAW, entered, by=exams_officer, at=at)

    assert not trail.of(entered)


@pytest.mark.slow
def test_of_many_none_is_moved_where_one_may_not_be(entered, exams_officer, tutor, at):
    other = make.a_unit_entry(make.an_entry(entered.centre), catalogue.unit("1"))
    workflow.perform(unit_states.WITHDRAW, other, by=exams_officer, at=at)

    for by, refused in ((exams_officer, workflow.MoveRefused), (tutor, PermissionDenied)):
        with pytest.raises(refused):
            workflow.perform_all(unit_states.WITHDRAW, [entered, other], by=by, at=at)

    assert UnitEntry.objects.get(pk=entered.pk).status == "entered"
    assert not trail.of(entered)
