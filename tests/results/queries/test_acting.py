"""Who acts by when, and on which page: a cause has all of it, by the board's dates of the year."""

from datetime import date, timedelta

import pytest

from interchange.accounts.roles import Role
from interchange.catalogue.models import KeyDate
from results.diagnosis import CAUSES, Due, Page, Reason
from results.queries.acting import PLACES, Acting
from results.queries.deadlines import deadlines
from tests.factories import accounts
from tests.factories import entries as registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
ON = date(2026, 11, 20)


def by(on, code, own=None):
    """The day by which somebody acts, of who completes in 2027."""
    return deadlines(on).by(Reason(code, on=own), 2027)


def test_every_page_that_a_cause_names_has_its_address():
    assert set(PLACES) == set(Page) == {cause.page for cause in CAUSES.values()}


@pytest.mark.parametrize("code", CAUSES)
def test_each_cause_leads_to_a_page_its_exams_officer_may_open(
    code, centre, sign_in, exams_officer
):
    entry = registered.an_entry(centre)
    step = Acting(exams_officer, centre, ON).on(entry, Reason(code, ("1",)))
    if step.href:
        assert sign_in(exams_officer).get(step.href).status_code == 200
    else:
        assert CAUSES[code].page in (Page.CLAIM, Page.REQUEST)


def test_who_may_not_open_the_page_reads_its_name_alone(centre):
    reads = accounts.with_role(Role.POST_RESULT_READ, centre)
    step = Acting(reads, centre, ON).on(registered.an_entry(centre), Reason("units_missing"))

    assert (step.link, step.href) == ("Make claims", "")


def test_the_day_is_the_boards_for_the_summer_in_which_the_candidate_completes():
    dates = deadlines(ON)
    claims = KeyDate.objects.get(slug="claims", academic_year="2026/27").on

    assert dates.by(Reason("units_missing"), 2027) == claims
    assert dates.by(Reason("units_missing"), 2026) == claims  # a summer that is over is this one
    assert dates.by(Reason("units_missing"), 2031) is None
    assert dates.by(Reason("withdrawn"), 2027) is None
    assert CAUSES["withdrawn"].due is Due.NEVER


@pytest.mark.parametrize(
    "code", ["visit_too_late", "exam_result_missing", "unsettled", "units_missing"]
)
def test_a_day_that_was_seen_is_none_to_act_by(code):
    """The day of the visit that is too late, and the results day of an exam, say what happened."""
    for own in (date(2026, 8, 20), date(2027, 7, 5)):
        assert by(ON, code, own) == by(ON, code) != own


def test_a_visit_that_is_too_late_is_put_forward_by_the_last_day_for_visits():
    last = KeyDate.objects.get(slug="visits", academic_year="2026/27").on

    assert by(ON, "visit_too_late", last + timedelta(days=5)) == last


@pytest.mark.parametrize("code", ["sampled", "ready_for_sampling", "consideration_asked"])
def test_a_day_of_its_own_goes_first_while_it_is_to_come(code):
    own = date(2027, 1, 20)

    assert by(ON, code, own) == by(own, code, own) == own
    assert by(own + timedelta(days=1), code, own) == by(ON, code)


def test_a_visit_is_booked_by_the_boards_date_where_that_comes_first():
    last = KeyDate.objects.get(slug="visits-booked", academic_year="2026/27").on

    assert by(ON, "visit_to_confirm", last + timedelta(days=9)) == last
    assert by(ON, "visit_to_confirm", last - timedelta(days=9)) == last - timedelta(days=9)


@pytest.mark.parametrize("code", ["review_open", "pending", "claim_held_up", "entered_for_exam"])
def test_days_that_the_board_promised_stay_its_own(code):
    for own in (date(2026, 10, 1), date(2028, 8, 17)):
        assert by(ON, code, own) == own


def test_a_day_that_is_past_is_told_as_overdue_and_never_as_by(centre, exams_officer):
    entry = registered.an_entry(centre)
    last = KeyDate.objects.get(slug="claims", academic_year="2026/27").on
    seen = Reason("units_missing")

    on_the_day = Acting(exams_officer, centre, last).on(entry, seen)
    after = Acting(exams_officer, centre, last + timedelta(days=1)).on(entry, seen)

    assert (on_the_day.by, on_the_day.overdue_since) == (last, None)
    assert (after.by, after.overdue_since) == (None, last)


def test_nothing_is_overdue_where_nobody_has_to_act(centre, exams_officer):
    seen = Reason("entered_for_exam", on=date(2026, 8, 20))
    step = Acting(exams_officer, centre, ON).on(registered.an_entry(centre), seen)

    assert (step.who, step.by, step.overdue_since) == ("", None, None)


def test_exams_are_entered_by_the_next_closing_day_that_counts_for_the_summer():
    assert deadlines(date(2026, 10, 20)).by(Reason("absent"), 2027) == date(2027, 2, 21)
    assert deadlines(date(2027, 2, 22)).by(Reason("absent"), 2027) == date(2027, 3, 21)
    assert deadlines(date(2027, 5, 1)).by(Reason("absent"), 2027) == date(2027, 4, 21)
