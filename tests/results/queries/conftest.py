"""One learner with a claim, and with the next."""

import pytest

from claims import commands
from entries.models import Candidate
from tests.factories import claims
from tests.results.queries.learner import gone_through, saved


@pytest.fixture
def short(centre, tutor, catalogue):
    """A draft for 05882's size of one learner, nothing claimed yet."""
    return claims.a_draft(centre, candidates=1, by=tutor)


@pytest.fixture
def who(short):
    """The learner."""
    return Candidate.objects.get()


@pytest.fixture
def again(short, who, tutor, moderator, at):
    """The next claim for the learner, who holds M in two units by the first."""
    saved(short, tutor, at)
    gone_through(short, tutor, moderator, at)
    return commands.start(centre=short.centre, qualification=short.qualification, by=tutor, at=at)
