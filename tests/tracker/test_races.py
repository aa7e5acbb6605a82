"""A claim that is submitted while an entry on it is withdrawn."""

import pytest

from claims import commands as claim_commands
from claims.models import Line
from entries.models import QualificationEntry
from entries.states import Status
from interchange.accounts.models import User
from tests.factories import claims
from tests.racing import at_once
from tracker import commands

pytestmark = [pytest.mark.django_db(transaction=True)]


@pytest.mark.slow
@pytest.mark.parametrize("attempt", range(3))
def test_no_entry_is_withdrawn_with_its_claim_submitted_in_the_same_moment(
    attempt, centre, tutor, exams_officer, catalogue, at
):
    claim = claims.claim_at("draft", centre=centre, by=tutor)
    entry = claim.centre.entries.first()

    at_once(
        lambda: claim_commands.submit(
            claim=claim, declared=True, by=User.objects.get(pk=tutor.pk), at=at
        ),
        lambda: commands.withdraw(
            entry=entry, left=True, by=User.objects.get(pk=exams_officer.pk), at=at
        ),
    )

    withdrawn = QualificationEntry.objects.get(pk=entry.pk).status == Status.WITHDRAWN
    on_claim = Line.objects.filter(claim=claim, candidate=entry.candidate, live=True).exists()
    assert withdrawn != on_claim
