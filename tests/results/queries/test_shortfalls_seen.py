"""What is a centre told of a shortfall that units held elsewhere explain?"""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from results.awarding.outcome import Because, Shortfall
from results.queries.seen import shortfalls_seen

EXPLAINED = (Because.BELOW_MINIMUM, Because.ATTEMPTS_USED_UP, Because.DOES_NOT_COUNT)


def sentence(reason, hidden):
    """What the page says of a shortfall that units 2 and 3 explain, where some are hidden."""
    short = Shortfall("", reason, 420, "glh", because=("2", "3"))
    told = {
        "shortfalls": shortfalls_seen([short], hidden),
        "specification": SimpleNamespace(units=()),
    }
    page = render_to_string("results/_shortfalls.html", told)
    return " ".join(page.split("<li>")[1].split("</li>")[0].split())


@pytest.mark.parametrize("reason", EXPLAINED)
def test_a_shortfall_whose_units_are_all_hidden_says_only_what_is_missing(reason):
    assert sentence(reason, {"2", "3"}) == "420 GLH more."


@pytest.mark.parametrize("reason", EXPLAINED)
def test_a_shortfall_of_which_a_unit_is_seen_is_explained_by_that_one(reason):
    [short] = shortfalls_seen([Shortfall("", reason, 420, "glh", because=("2", "3"))], {"3"})

    assert (short.reason, short.because) == (reason, ("2",))
