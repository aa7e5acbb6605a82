"""Cases open by what is true, tell how many they concern, rise, and close by themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases import commands, queries
from cases.models import Case
from cases.rules import KINDS
from claims.models import Claim
from claims.states import Status
from entries.models import Candidate
from interchange.audit.models import Event
from interchange.catalogue.models import Figure, KeyDate, Series
from tests.factories import accounts, entries, results
from tests.factories import catalogue as offers
from tests.factories.claims import claim_at
from tests.reading import text

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]

JUNE_16 = datetime(2027, 6, 16, 10, 0, tzinfo=UTC)
FIGURES = {
    "case-claim-days": 14, "case-sample-days": 14, "case-uci-days": 60,
    "case-second-days": 7, "case-third-days": 21,
}  # fmt: skip


@pytest.fixture(autouse=True)
def dates(catalogue):
    """The days and figures that cases go by in summer 2027."""
    for slug, day in (("claims", date(2027, 6, 15)), ("visits", date(2027, 6, 30))):
        KeyDate.objects.update_or_create(
            slug=slug, academic_year="2026/27", defaults={"title": slug, "on": day}
        )
    june = offers.a_series(2027, 6)
    Series.objects.filter(pk=june.pk).update(results_on=date(2027, 8, 12))
    for slug, value in FIGURES.items():
        Figure.objects.update_or_create(slug=slug, defaults={"title": slug, "value": value})


@pytest.fixture
def lacking(centre):
    """Somebody who expects a result in summer 2027 and has none to come, with a UCI."""
    return somebody_lacking(centre)


def somebody_lacking(centre):
    """Somebody at the centre who expects a result in summer 2027 and has nothing yet."""
    entry = entries.an_entry(centre, offers.qualification(results.DIPLOMA), completes_in=2027)
    results.settle_at(centre)
    return entry


def of_kind(slug):
    """The open cases of the kind."""
    return Case.objects.filter(kind=slug, closed_at=None)


def test_who_is_not_eligible_after_the_last_day_for_claims_makes_one_case_a_subject(
    centre, lacking
):
    commands.look(at=JUNE_16 - timedelta(days=1))
    assert not of_kind("not-eligible").exists()

    somebody_lacking(centre)
    commands.look(at=JUNE_16)
    case = of_kind("not-eligible").get()
    assert (case.centre, case.subject, case.number) == (centre, lacking.qualification.subject, 2)
    assert case.href == f"/centres/{centre.number}/progress/?at_risk=on"


def test_a_case_is_opened_once_counts_anew_and_opens_as_another_when_it_comes_back(centre, lacking):
    commands.look(at=JUNE_16)
    first = of_kind("not-eligible").get()
    assert commands.look(at=JUNE_16) == 0

    other = somebody_lacking(centre)
    commands.look(at=JUNE_16 + timedelta(hours=1))
    first.refresh_from_db()
    assert (first.number, first.opened_at) == (2, JUNE_16)

    for one in (lacking, other):
        type(one).objects.filter(pk=one.pk).update(completes_in=2028)
    commands.look(at=JUNE_16 + timedelta(hours=2))
    first.refresh_from_db()
    assert first.closed_at == JUNE_16 + timedelta(hours=2)

    type(other).objects.filter(pk=other.pk).update(completes_in=2027)
    commands.look(at=JUNE_16 + timedelta(days=2))
    assert of_kind("not-eligible").get().pk != first.pk
    names = Event.objects.filter(about=f"case:{first.pk}").order_by("pk")
    assert [one.name for one in names] == ["case.open", "case.close"]
    assert {(one.by, one.centre) for one in names} == {(None, centre.number)}


def test_a_claim_not_submitted_is_a_case_from_two_weeks_before_the_last_day(centre):
    claim = claim_at(Status.DRAFT, centre=centre, candidates=2)

    commands.look(at=JUNE_16 - timedelta(days=15))
    assert not of_kind("unsubmitted").exists()
    commands.look(at=JUNE_16 - timedelta(days=14))
    case = of_kind("unsubmitted").get()
    assert (case.claim, case.number) == (claim, 2)
    assert case.href == claim.get_absolute_url()


def test_a_claim_without_a_sample_is_a_case_after_two_weeks_until_it_is_sampled(centre):
    claim = claim_at(Status.READY, centre=centre, candidates=1)
    Claim.objects.filter(pk=claim.pk).update(submitted_at=JUNE_16 - timedelta(days=14))

    commands.look(at=JUNE_16)
    assert not of_kind("unsampled").exists()
    commands.look(at=JUNE_16 + timedelta(seconds=1))
    assert of_kind("unsampled").get().claim == claim

    Claim.objects.filter(pk=claim.pk).update(**{"status": Status.SAMPLED})
    commands.look(at=JUNE_16 + timedelta(hours=1))
    assert not of_kind("unsampled").exists()


@pytest.mark.parametrize("cause, kind", [("visit_too_late", "visit-late"), ("absent", "absence")])
def test_what_is_kept_as_the_cause_opens_a_case(lacking, cause, kind):
    kept = lacking.kept
    kept.causes, kept.told = [cause], [[[], []]]
    kept.days = [date(2026, 9, 1)]
    kept.save()

    commands.look(at=JUNE_16)
    assert of_kind(kind).get().number == 1

    kept.causes = ["units_missing"]
    kept.save()
    commands.look(at=JUNE_16)
    assert not of_kind(kind).exists()


def test_a_missing_uci_is_a_case_of_the_centre_sixty_days_before_results(centre, lacking):
    Candidate.objects.filter(pk=lacking.candidate_id).update(uci="")

    commands.look(at=datetime(2027, 6, 12, 10, 0, tzinfo=UTC))
    assert not of_kind("uci-missing").exists()
    commands.look(at=datetime(2027, 6, 13, 10, 0, tzinfo=UTC))
    case = of_kind("uci-missing").get()
    assert (case.centre, case.subject, case.claim, case.number) == (centre, None, None, 1)

    Candidate.objects.filter(pk=lacking.candidate_id).update(uci="123450271234A")
    commands.look(at=JUNE_16)
    assert not of_kind("uci-missing").exists()


def test_without_the_boards_days_and_figures_nothing_opens(centre, lacking):
    KeyDate.objects.all().delete()
    Series.objects.update(results_on=None)
    Figure.objects.all().delete()
    claim_at(Status.DRAFT, centre=centre, candidates=1)

    assert commands.look(at=JUNE_16) == 0


def test_where_a_day_of_the_board_is_not_set_what_is_open_stays_open(centre, lacking):
    Candidate.objects.filter(pk=lacking.candidate_id).update(uci="")
    claim_at(Status.DRAFT, centre=centre, candidates=1)
    commands.look(at=JUNE_16)
    kinds = {"not-eligible", "unsubmitted", "uci-missing"}
    opened = Case.objects.filter(kind__in=kinds, closed_at=None)
    assert set(opened.values_list("kind", flat=True)) == kinds

    KeyDate.objects.all().delete()
    Series.objects.update(results_on=None)
    assert commands.look(at=JUNE_16) == 0
    assert set(opened.values_list("kind", flat=True)) == kinds


def test_where_the_last_day_for_claims_is_moved_on_what_is_open_closes(lacking):
    commands.look(at=JUNE_16)
    KeyDate.objects.filter(slug="claims").update(on=date(2027, 7, 15))

    commands.look(at=JUNE_16)
    assert not of_kind("not-eligible").exists()


def test_it_costs_as_many_questions_for_many_centres_as_for_one(lacking):
    def asked():
        Case.objects.all().delete()
        with CaptureQueriesContext(connection) as found:
            commands.look(at=JUNE_16)
        return len(found), Case.objects.count()

    once, _ = asked()
    for _ in range(3):
        somebody_lacking(accounts.a_centre())
    more, opened = asked()

    assert opened >= 4
    assert more == once


def test_a_centre_sees_its_own_open_cases_with_how_high_they_have_risen(
    sign_in, tutor, centre, other_centre, lacking, at
):
    somebody_lacking(other_centre)
    commands.look(at=JUNE_16)
    Case.objects.update(opened_at=at - timedelta(days=400))
    client = sign_in(tutor)

    page = text(client.get(reverse("cases:cases", args=[centre.number])))
    assert KINDS["not-eligible"].title in page and "Urgent" in page
    assert queries.open_at(centre).count() == Case.objects.filter(centre=centre).count()
    home = text(client.get(reverse("tracker:centre_home", args=[centre.number])))
    assert f"{queries.open_at(centre).count()} open case" in home

    Case.objects.update(closed_at=at)
    assert "No open cases" in text(client.get(reverse("cases:cases", args=[centre.number])))


def test_the_board_sees_the_cases_of_all_centres(sign_in, processor, centre, lacking):
    commands.look(at=JUNE_16)
    client = sign_in(processor)

    listed = text(client.get(reverse("admin:cases_case_changelist")))
    assert KINDS["not-eligible"].title in listed and centre.number in listed
    case = of_kind("not-eligible").get()
    assert KINDS["not-eligible"].act in text(
        client.get(reverse("admin:cases_case_change", args=[case.pk]))
    )
    assert "open cases" in text(client.get(reverse("admin:index")))
