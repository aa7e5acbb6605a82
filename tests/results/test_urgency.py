"""Risk has time: late, due soon, past their summer, on course or in no hurry; by rule, in SQL."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db.models import F

from entries.models import QualificationEntry
from interchange.catalogue.models import Figure, KeyDate, Series
from results.diagnosis import CAUSES, Owner, Reason
from results.eligibility import Eligibility
from results.models import KeptStanding
from results.queries import deadlines
from results.queries.urgent import of_urgency, with_urgency
from results.urgency import AT_RISK, Actor, Urgency, urgent
from tests.factories import entries as registered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
NOVEMBER = date(2026, 11, 20)
SUMMERS = (2026, 2027, 2028)
OWN_DAYS = (None, date(2026, 11, 2), date(2027, 5, 4), date(2027, 7, 5))
DAYS = (
    *(date(2026, 9, 1), date(2026, 10, 21), NOVEMBER, date(2027, 1, 24), date(2027, 2, 21)),
    *(date(2027, 4, 22), date(2027, 5, 4), date(2027, 5, 16), date(2027, 6, 15)),
    *(date(2027, 6, 16), date(2027, 7, 1), date(2027, 8, 12), date(2027, 8, 31)),
    *(date(2027, 9, 1), date(2028, 2, 29)),
)


def how_urgent(code, on, completes_in=2027, own=None, state=Eligibility.NOT_ELIGIBLE):
    """How urgent it is on the day."""
    reason = Reason(code, on=own)
    return urgent(reason, state=state, completes_in=completes_in, dates=deadlines(on))


@pytest.mark.parametrize("code", CAUSES)
def test_in_november_nobody_is_at_risk_for_what_is_due_in_june(code):
    for on in (date(2026, 9, 1), NOVEMBER):
        found = how_urgent(code, on).urgency
        assert found not in AT_RISK or CAUSES[code].owner is Owner.NOBODY


@pytest.mark.parametrize(
    ("on", "urgency", "days_left"),
    [
        (date(2026, 9, 1), Urgency.ON_COURSE, 287),
        (date(2027, 5, 17), Urgency.ON_COURSE, 29),
        (date(2027, 5, 18), Urgency.DUE_SOON, 28),
        (date(2027, 6, 15), Urgency.DUE_SOON, 0),
        (date(2027, 6, 16), Urgency.LATE, -1),
        (date(2027, 8, 31), Urgency.LATE, -77),
    ],
)
def test_what_a_teacher_claims_is_due_soon_before_its_last_day_and_late_after_it(
    on, urgency, days_left
):
    found = how_urgent("units_missing", on)

    assert (found.urgency, found.days_left) == (urgency, days_left)
    assert found.by == date(2027, 6, 15)
    assert found.actor is Actor.TEACHER
    assert found.at_risk == (urgency in AT_RISK)


def test_how_soon_is_a_figure_of_the_board():
    assert Figure.objects.get(slug="due-soon-days").provisional
    Figure.objects.filter(slug="due-soon-days").update(value=40)

    assert how_urgent("units_missing", date(2027, 5, 6)).urgency is Urgency.DUE_SOON


def test_exams_are_urgent_by_the_last_entries_that_count_for_the_summer():
    """January's closing is none to hurry for, while June's is to come."""
    assert how_urgent("exam_not_entered", NOVEMBER).urgency is Urgency.ON_COURSE
    assert how_urgent("exam_not_entered", NOVEMBER).by == date(2027, 2, 21)
    assert how_urgent("exam_not_entered", date(2027, 3, 30)).by == date(2027, 4, 21)
    after = how_urgent("exam_not_entered", date(2027, 4, 22))
    assert (after.urgency, after.by) == (Urgency.LATE, date(2027, 4, 21))
    assert after.actor is Actor.EXAMS_OFFICER


def test_who_is_past_their_summer_is_told_apart_until_it_is_declared_who_expects_a_result():
    found = how_urgent("units_missing", NOVEMBER, completes_in=2026)

    assert (found.urgency, found.actor) == (Urgency.PAST, Actor.EXAMS_OFFICER)
    assert found.by == KeyDate.objects.get(slug="checkpoint-closes", academic_year="2026/27").on
    assert found.is_past_summer and not found.at_risk
    assert found.time_left.endswith("left to declare")


def test_who_completes_later_is_in_no_hurry_and_who_has_a_result_awaits_nothing():
    assert how_urgent("absent", date(2027, 8, 1), completes_in=2028).urgency is Urgency.NO_HURRY
    for state in (Eligibility.ISSUED, Eligibility.WITHDRAWN):
        assert how_urgent("absent", NOVEMBER, state=state).urgency is Urgency.SETTLED
    assert (
        how_urgent("being_awarded", NOVEMBER, state=Eligibility.ELIGIBLE).urgency
        is Urgency.ON_COURSE
    )


def test_what_the_board_promised_is_late_once_the_day_is_over_and_never_due_soon():
    own = date(2026, 11, 22)

    assert how_urgent("pending", NOVEMBER, own=own).urgency is Urgency.ON_COURSE
    assert how_urgent("claim_held_up", own + timedelta(days=1), own=own).urgency is Urgency.LATE


def test_a_visit_that_is_booked_is_the_day_to_come_and_no_alarm_in_november():
    found = how_urgent("sampled", NOVEMBER, own=date(2026, 11, 25))

    assert (found.urgency, found.by) == (Urgency.ON_COURSE, date(2026, 11, 25))
    assert found.actor is Actor.MODERATOR


def test_where_the_board_has_set_no_day_it_is_due_by_the_end_of_the_summer():
    KeyDate.objects.filter(slug="claims").delete()

    assert how_urgent("units_missing", date(2027, 8, 1)).urgency is Urgency.ON_COURSE
    found = how_urgent("units_missing", date(2027, 8, 20))
    assert (found.urgency, found.by, found.days_left) == (Urgency.DUE_SOON, None, None)


def test_where_june_has_no_closing_days_those_of_january_count():
    Series.objects.filter(year=2027, month=6).update(
        entries_close_on=None, late_until_on=None, very_late_until_on=None
    )
    assert how_urgent("absent", NOVEMBER).by == date(2026, 11, 21)


@pytest.fixture
def kept(centre):
    """A row for every cause, each of three summers, and four days of what was seen; more states."""
    some = [
        (code, summer, own, state)
        for code, summer, own in product(CAUSES, SUMMERS, OWN_DAYS)
        for state in _states(code)
    ]
    made = registered.entries(centre, len(some))
    rules = made[0].qualification.versions.latest("version")
    for entry, (_, summer, _, _) in zip(made, some, strict=True):
        entry.completes_in = summer
    QualificationEntry.objects.bulk_update(made, ["completes_in"], batch_size=200)
    KeptStanding.objects.bulk_create(
        KeptStanding(
            entry=entry,
            specification=rules,
            state=state.name,
            **dict.fromkeys(("points", "hours", "elsewhere", "achieved", "under_way"), 0),
            grades=[],
            days=[date(2026, 8, 1), date(2026, 8, 20)],
            causes=["result_issued", code],
            told=[Reason("result_issued", on=NOVEMBER).as_kept, Reason(code, on=own).as_kept],
        )
        for entry, (code, _, own, state) in zip(made, some, strict=True)
    )
    return list(KeptStanding.objects.select_related("entry"))


def _states(code):
    """The states to try a cause with: it is not awarded yet; of some causes, others too."""
    others = [one for one in Eligibility if one is not Eligibility.NOT_ELIGIBLE]
    return [Eligibility.NOT_ELIGIBLE, *(others if code in ("pending", "held_already") else ())]


def test_the_rule_and_the_one_in_sql_say_the_same_of_every_cause_on_every_day(kept):
    for dates in map(deadlines, DAYS):
        rows = with_urgency(KeptStanding.objects.all(), dates, kept="", entry="entry__")
        in_sql = rows.annotate(rank=F("urgency"), day=F("urgent_by")).values_list(
            "pk", "rank", "day"
        )
        by_rule = {one.pk: one.urgent_on(dates) for one in kept}

        assert {pk: (rank, day) for pk, rank, day in in_sql} == {
            pk: (one.urgency.rank, one.by) for pk, one in by_rule.items()
        }
        assert set(rows.filter(of_urgency(*AT_RISK)).values_list("pk", flat=True)) == {
            pk for pk, one in by_rule.items() if one.at_risk
        }


def test_a_registration_of_which_nothing_is_kept_comes_last(centre):
    registered.an_entry(centre)
    rows = with_urgency(QualificationEntry.objects.all(), deadlines(NOVEMBER))

    assert rows.filter(of_urgency(Urgency.SETTLED)).count() == 1
