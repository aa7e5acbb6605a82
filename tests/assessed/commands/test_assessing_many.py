"""Grades that the board works out, of many: who is looked at, and when."""

import pytest

from assessed.commands import assess, assess_where_raised
from interchange.notifications.models import Message
from results import commands as results_commands
from tests.assessed.commands.owed import (
    ALL_BUT_ONE,
    DIPLOMA,
    LATER,
    correct,
    grades,
    worked_out,
)
from tests.factories import catalogue as make_catalogue
from tests.factories import entries as make
from tests.factories import results as make_results
from tests.factories.assessed import awaited

pytestmark = pytest.mark.slow


def test_where_nothing_was_raised_nobody_goes_through_all_grades_again(
    entry, missing, django_assert_num_queries
):
    make_results.hold([entry], ALL_BUT_ONE)
    while assess_where_raised(at=LATER):
        make_results.settle_what_is_due()
    make_results.settle_what_is_due()
    assert grades(entry) == ["M"]

    with django_assert_num_queries(1):
        assert assess_where_raised(at=LATER) == 0


def test_what_is_raised_is_looked_at_before_it_is_awarded(entry, missing, processor):
    make_results.hold([entry], ALL_BUT_ONE)
    worked_out(missing)
    make_results.settle_what_is_due()

    correct(entry, "2", "D", processor)

    assert assess_where_raised(at=LATER) == 1


def test_two_at_once_rest_on_the_same_grades(entry, missing, june, processor):
    held = {number: grade for number, grade in ALL_BUT_ONE.items() if number != "2"}
    make_results.hold([entry], {**held, "3": "P"})
    other = awaited(entry, "2", by=processor, series=june)

    worked_out(missing)
    other.refresh_from_db()

    assert grades(entry) == grades(entry, "2") == ["P"]
    assert missing.working == other.working


def test_one_that_cannot_be_worked_out_keeps_nobody_else_from_it(
    entry, missing, june, processor, centre, monkeypatch
):
    other_entry = make.an_entry(centre, make_catalogue.qualification(DIPLOMA))
    other = awaited(other_entry, "1", by=processor, series=june)
    make_results.hold([entry], ALL_BUT_ONE)
    make_results.hold([other_entry], ALL_BUT_ONE)
    decide = results_commands.decide

    def failing(*, results, **rest):
        if any(one.candidate_id == entry.candidate_id for one in results):
            raise ValueError("broken")
        return decide(results=results, **rest)

    monkeypatch.setattr(results_commands, "decide", failing)
    worked_out(missing)
    other.refresh_from_db()

    assert (missing.problem, grades(entry)) == ("ValueError: broken", [])
    assert (other.problem, grades(other_entry)) == ("", ["M"])


def test_the_queries_do_not_grow_with_the_candidates(
    centre, june, processor, django_assert_max_num_queries
):
    entries = [make.an_entry(centre, make_catalogue.qualification(DIPLOMA)) for _ in range(6)]
    for one in entries:
        awaited(one, "1", by=processor, series=june)

    with django_assert_max_num_queries(40):
        assess(at=LATER)


def test_the_centre_reads_of_it_in_one_letter(entry, missing):
    make_results.hold([entry], ALL_BUT_ONE)

    worked_out(missing)

    letter = Message.objects.get(template="results/decided")
    assert "From: Assessed grade" in letter.body and "special consideration" in letter.body
