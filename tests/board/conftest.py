"""What waits at the desk in its tests: a claim since long ago, a request since a moment ago."""

import pytest
from django.utils import timezone

from claims.models import Claim
from claims.states import Status as ClaimStatus
from mir.models import Request
from tests.board.at_the_desk import LONG_AGO
from tests.factories import catalogue, claims, entries, mir


@pytest.fixture
def staff(sign_in, processor):
    """Somebody of the board's processing staff, signed in."""
    return sign_in(processor)


@pytest.fixture
def pending(centre):
    """A claim that was agreed long ago and waits to be processed."""
    claim = claims.claim_at(ClaimStatus.PENDING, centre=centre)
    Claim.objects.filter(pk=claim.pk).update(agreed_at=LONG_AGO)
    return claim


@pytest.fixture
def request_sent(centre, post_result_full):
    """A request that was raised a moment ago."""
    entry = entries.an_entry(centre, catalogue.qualification("05841"))
    request = mir.a_request(entry, by=post_result_full)
    Request.objects.filter(pk=request.pk).update(raised_at=timezone.now())
    return request
