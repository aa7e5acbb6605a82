"""A request for a missing teacher assessed grade, whose answer is the TAG."""

from dataclasses import replace
from datetime import date

import pytest

from mir import commands
from mir.acts import GiveTag
from mir.request_types import MISSING_TAG
from mir.states import Status
from results.models import UnitResult
from results.rules import ResultRefused
from tests.factories import mir

TAG = GiveTag("4", "M", date(2021, 5, 12))


@pytest.fixture
def taken(entry, post_result_full, processor):
    """A request for a TAG that the board is working."""
    request = mir.a_request(entry, post_result_full, MISSING_TAG)
    commands.take(request=request, by=processor, at=mir.NOW)
    return request


@pytest.mark.slow
def test_resolving_may_give_the_tag(taken, processor, at):
    commands.resolve(request=taken, decision="Seen the papers.", acts=[TAG], by=processor, at=at)

    result = UnitResult.objects.get()
    assert (result.source, result.grade) == ("TAG", "M")
    assert result.decision.request == taken
    assert result.because == f"Missing-results request {taken.number}: Seen the papers."
    assert result.decision.papers == f"The papers of missing-results request {taken.number}"


@pytest.mark.slow
def test_where_it_may_not_be_given_the_request_stays_open(taken, processor, at):
    with pytest.raises(ResultRefused, match="31 August 2021"):
        wrong = replace(TAG, planned_on=date(2022, 1, 10))
        commands.resolve(request=taken, decision="Seen.", acts=[wrong], by=processor, at=at)

    taken.refresh_from_db()
    assert taken.status == Status.IN_REVIEW
