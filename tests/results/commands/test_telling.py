"""A centre hears of its results by one letter, written after the awards and never with them."""

from datetime import timedelta

import pytest

from interchange.notifications.models import Message
from results import commands
from results.models import Untold
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE
from tests.results.commands.issued import correct

LETTER = "results/qualification_results"


@pytest.fixture
def entries(centre, catalogue):
    found = factory.entries(centre, 3, offers.qualification(DIPLOMA))
    held.hold(found, OFFICIAL_EXAMPLE)
    return found


@pytest.mark.slow
def test_a_centre_that_still_waits_for_awards_is_told_after_them(entries, at):
    commands.award_due(at=at, limit=2)

    assert commands.tell_centres(at=at) == 0
    commands.award_due(at=at)
    assert (commands.tell_centres(at=at), commands.tell_centres(at=at)) == (1, 0)

    assert "3 qualification results" in Message.objects.get(template=LETTER).body
    assert not Untold.objects.exists()


@pytest.mark.slow
def test_after_an_hour_a_centre_is_told_what_there_is(entries, at):
    commands.award_due(at=at, limit=2)

    assert commands.tell_centres(at=at + timedelta(minutes=61)) == 1

    assert "2 qualification results" in Message.objects.get(template=LETTER).body


@pytest.mark.slow
def test_what_was_lowered_is_told_with_its_cause(entries, processor, at):
    commands.award_due(at=at)
    commands.tell_centres(at=at)
    correct(entries[0], "17", "U", processor, at + timedelta(minutes=1))

    commands.award_due(at=at + timedelta(hours=1))
    commands.tell_centres(at=at + timedelta(hours=1))

    letter = Message.objects.filter(template=LETTER).latest("id")
    assert "Unit 17 was corrected from D to U: Wrong paper" in letter.body
