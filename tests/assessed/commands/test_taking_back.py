"""Before an acceptance is taken back, the board reads which awards fall with its grade."""

import pytest

from assessed import commands, queries
from assessed.consideration_states import Status
from interchange.shown import ShownOtherwise
from results.models import UnitResult
from tests.factories import assessed
from tests.factories import results as held
from tests.factories.results import NOW

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("kept_papers", "service", "catalogue")]
ALL_BUT_ONE = {number: one for number, one in held.OFFICIAL_EXAMPLE.items() if number != "1"}


@pytest.fixture
def accepted(centre, exams_officer, processor):
    return assessed.consideration_at(
        Status.ACCEPTED, assessed.an_absence(centre), exams_officer, processor
    )


def made(accepted):
    """The assessed grade is made, and the award that rests on it."""
    held.hold(list(accepted.entry.candidate.entries.all()), ALL_BUT_ONE)
    commands.assess(at=NOW)
    held.settle_what_is_due()
    accepted.awaited.refresh_from_db()


def test_nothing_falls_while_no_grade_was_made(accepted):
    told = commands.shown_of_taking_back(consideration=accepted, on=NOW.date())

    assert told == {"Assessed grade": "none yet"}


def test_the_award_that_rests_on_the_grade_is_named(accepted, processor):
    made(accepted)
    before = UnitResult.objects.count()

    told = commands.shown_of_taking_back(consideration=accepted, on=NOW.date())

    number, centre = accepted.entry.candidate.ocr_number, accepted.centre.number
    assert told[f"Award of {number} for 05842, centre {centre}"].endswith("→ taken back")
    assert UnitResult.objects.count() == before, "only tried"
    given = {"consideration": accepted, "words": "In error.", "by": processor, "at": NOW}
    with pytest.raises(ShownOtherwise):
        seen = {str(accepted): queries.shown_of_take_back(accepted)}
        commands.take_back_acceptance(seen=seen, **given)
    commands.take_back_acceptance(seen={str(accepted): told}, **given)
    assert accepted.status == Status.REFUSED
