"""After a qualification's last certification nothing is issued, until the board moves the day."""

from datetime import timedelta

import pytest
from django.urls import reverse

from interchange.audit.models import Event
from interchange.catalogue.models import Qualification, SpecificationVersion
from results import queries
from results.models import KeptStanding, QualificationResult
from tests.factories import catalogue as offers
from tests.factories import entries as factory
from tests.factories import results as held
from tests.factories.results import DIPLOMA, OFFICIAL_EXAMPLE
from tests.results.commands.award_runs import dry, unawarded
from tests.results.commands.issued import latest
from tests.results.kept import ON, wrong

pytestmark = [pytest.mark.usefixtures("catalogue"), pytest.mark.slow]


def certified_until(day, code=DIPLOMA):
    Qualification.objects.filter(code=code).update(last_certification_on=day)


@pytest.fixture
def entry(centre, catalogue):
    return factory.an_entry(centre, offers.qualification(DIPLOMA))


def test_on_the_last_day_it_is_awarded(entry, at):
    certified_until(ON)
    held.hold([entry], OFFICIAL_EXAMPLE)

    held.settle(at)

    assert latest(entry).grade == "DD"


@pytest.mark.parametrize("several", [False, True])
def test_after_the_last_day_it_is_not_and_the_cause_is_told(centre, entry, at, several):
    certified_until(ON - timedelta(days=1))
    if several:  # then it is looked at alone
        factory.an_entry(centre, entry.qualification, entry.candidate, status="processed")
    held.hold([entry], OFFICIAL_EXAMPLE)

    held.settle(at)

    assert not QualificationResult.objects.exists()
    kept = KeptStanding.objects.get(entry=entry)
    assert (kept.causes, kept.grade) == (["ended"], "DD")
    assert kept.told == [[[], ["19 November 2026"]]]
    assert wrong() == []


def test_where_it_stands_changes_by_itself_when_the_last_day_is_over(entry, at):
    last = ON + timedelta(days=30)
    certified_until(last)

    held.hold([entry], {"1": "M"})
    held.settle(at)

    kept = KeptStanding.objects.get(entry=entry)
    assert dict(zip(kept.causes, kept.days, strict=True))["ended"] == last + timedelta(days=1)
    assert wrong() == []


def test_a_dry_run_shows_nothing_that_would_not_be_issued(centre, processor, at):
    certified_until(ON - timedelta(days=1))
    unawarded(centre, 2, offers.qualification(DIPLOMA))

    run = dry(processor, at)

    assert sum(queries.foreseen(run).values()) == 0


def test_the_board_moves_the_day_and_the_award_follows(
    client, sign_in, board_administrator, entry, at
):
    certified_until(ON - timedelta(days=1))
    held.hold([entry], OFFICIAL_EXAMPLE)
    held.settle(at)
    sign_in(board_administrator)
    address = reverse("admin:catalogue_qualificationdates_change", args=[entry.qualification_id])

    sent = {"last_certification_on": "2099-08-31", "dates_source": "Notice 12 of the board"}
    assert client.post(address, sent).status_code == 302
    held.settle(at)

    assert latest(entry).grade == "DD"
    assert Event.objects.filter(name="qualificationdates.change").exists()


def test_who_is_on_what_is_offered_no_more_is_awarded_by_the_rules_of_before(entry, at):
    before = SpecificationVersion.objects.get(qualification=entry.qualification)
    SpecificationVersion.objects.create(
        qualification=entry.qualification,
        version=before.version + 1,
        digest="closed",
        content={**before.content, "offered": False, "version": before.version + 1},
        loaded_at=at,
    )
    Qualification.objects.filter(code=DIPLOMA).update(offered=False)
    held.hold([entry], OFFICIAL_EXAMPLE)

    held.settle(at)

    assert (latest(entry).grade, latest(entry).specification) == ("DD", before)


def test_a_date_before_an_earlier_one_is_refused_with_the_field_named(
    client, sign_in, board_administrator, entry
):
    sign_in(board_administrator)
    address = reverse("admin:catalogue_qualificationdates_change", args=[entry.qualification_id])

    sent = {"last_registration_on": "2028-08-31", "last_certification_on": "2027-08-31"}
    page = client.post(address, sent).content.decode()

    assert "earlier than the last registration or the last exams" in page
    assert Qualification.objects.get(code=DIPLOMA).last_registration_on is None
