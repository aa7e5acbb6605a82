"""The day of the visit at which a claim is agreed: one of the portal's, or another."""

from datetime import date
from types import SimpleNamespace

import pytest

from claims.forms import AgreeForm
from tests.doubles.visits import boxes

VISIT = SimpleNamespace(
    on=date(2026, 11, 20),
    get_kind_display=lambda: "Virtual",
    get_status_display=lambda: "Took place",
)


def agreed(**typed):
    """The form as sent, where one visit is offered."""
    return AgreeForm(typed, visits=[VISIT])


def test_the_day_of_a_visit_is_chosen_without_typing():
    form = agreed(held="2026-11-20")

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"visited_on": VISIT.on}


@pytest.mark.parametrize("held", ["other", ""])
def test_another_day_is_typed(held):
    form = agreed(held=held, **boxes(date(2026, 11, 19), "visited_on"))

    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"visited_on": date(2026, 11, 19)}


def test_a_visit_chosen_and_another_day_typed_is_asked_about():
    form = agreed(held="2026-11-20", **boxes(date(2026, 11, 19), "visited_on"))

    assert "Choose Another day" in str(form.errors["visited_on"])


@pytest.mark.parametrize("held", ["other", ""])
def test_no_day_at_all_is_asked_for(held):
    assert "Choose a visit" in str(agreed(held=held).errors["visited_on"])


def test_a_day_that_is_no_visit_cannot_be_chosen():
    assert "held" in agreed(held="2026-11-21").errors
