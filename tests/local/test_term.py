"""The demo's term plays by the real commands, on any day of the year, and shows what it should."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from claims.models import Claim
from claims.states import Status
from entries.file_states import Status as FileStatus
from entries.models import (
    Candidate,
    DetailsChange,
    EntryFile,
    FileLine,
    QualificationEntry,
    Transfer,
)
from interchange.accounts.models import User
from interchange.catalogue.models import Contact
from interchange.notifications.models import Message
from invariants.queries import checked
from local.term import cast, story
from mir.models import Request
from results.models import QualificationResult, ResultsFile
from tests.journeys.looking import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2026-09-03", "2027-07-15"] if WHOLE else ["2026-09-03"])
def test_the_term_plays_on_any_day_of_the_year(day, settings, tmp_path):
    keep_uploads_in(tmp_path, settings)
    at = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)

    story.play(at=at, say=lambda _: None)

    assert [one for one in checked(at) if one.rows] == []
    assert set(Claim.objects.values_list("status", flat=True)) == set(Status)
    assert Candidate.objects.count() >= 60
    assert QualificationEntry.objects.values("qualification").distinct().count() >= 3
    assert set(QualificationResult.objects.values_list("outcome", flat=True)) >= {
        "award",
        "unclassified",
    }
    assert Request.objects.count() == 3
    changes = DetailsChange.objects.values_list("status", flat=True).order_by("status")
    assert list(changes) == ["made", "waiting"]
    assert EntryFile.objects.get().status == FileStatus.LOADED
    outcomes = FileLine.objects.values_list("outcome", flat=True)
    assert Counter(outcomes) == {"new": 8, "already": 1, "refused": 1}
    assert Transfer.objects.get().entry is not None
    assert ResultsFile.objects.filter(records__gt=0).exists()
    addresses = {*Contact.objects.values_list("email", flat=True), *sent_to()} - {""}
    assert {address.rpartition(".")[2] for address in addresses} == {"example"}  # nobody's


def sent_to():
    """Everybody whom the term's letters went to."""
    return Message.objects.values_list("to", flat=True)


@pytest.mark.slow
def test_everybody_of_the_cast_may_sign_in_with_the_code_shown(at):
    cast.enter()

    for player in cast.CAST:
        device = User.objects.get(email=player.email).totpdevice_set.get()
        assert device.verify_token(int(player.code()))


def keep_uploads_in(folder, settings):
    """Keep the papers of the requests in a folder of the test."""
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": folder},
        }
    }
