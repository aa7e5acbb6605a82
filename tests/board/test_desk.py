"""The desk: all that waits in one list, in the order in which it is promised, and the next."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib import admin
from django.utils import timezone

from claims.commands import raise_concern
from interchange.board.desk import Asked, Desk
from interchange.board.waiting import Waiting
from interchange.desk import commands
from mir.models import Request
from tests.board.at_the_desk import INDEX, LONG_AGO, lines
from tests.factories import catalogue, entries, mir
from tests.factories.notifications import a_letter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_all_kinds_stand_in_one_list_what_is_promised_first_at_its_head(
    staff, pending, request_sent
):
    found = [(line.record, line.is_late, line.in_hand) for line in lines(staff)]

    assert found == [(pending, True, None), (request_sent, False, None)]


def test_what_is_urgent_comes_before_what_is_late(staff, pending, request_sent):
    Request.objects.filter(pk=request_sent.pk).update(urgent=True, urgent_because="A place.")

    assert [line.record for line in lines(staff)] == [request_sent, pending]


def test_a_claim_is_promised_in_the_hours_of_the_boards_figure(staff, pending):
    [line] = lines(staff)

    assert line.due - line.since == timedelta(hours=48)


def test_what_is_promised_by_a_day_is_late_once_that_day_is_over_in_london(
    staff, request_sent, settings
):
    today = timezone.localdate()
    Request.objects.filter(pk=request_sent.pk).update(due_on=today)

    [line] = lines(staff)

    assert (timezone.localtime(line.due).date(), line.is_late) == (today, False)
    assert f"{timezone.localtime(line.due):%H:%M}" == "23:59"


def test_working_days_leave_out_weekends_and_bank_holidays():
    waiting = Waiting("approvals", {}, since="asked_at", promise="approval-working-days")
    since = datetime(2026, 12, 23, 10, 0, tzinfo=UTC)
    holidays = {date(2026, 12, 25), date(2026, 12, 28)}

    due = waiting.due_by(since, since, {"approval-working-days": 2}, holidays)

    assert timezone.localtime(due).date() == date(2026, 12, 29)


def test_a_claim_with_an_open_concern_is_nothing_to_process_yet(staff, pending, moderator, at):
    raise_concern(claim=pending, about="Two alike.", by=moderator, at=at)

    assert [line.kind.slug for line in lines(staff)] == ["malpractice-concerns-to-answer"]


def test_working_days_are_counted_with_the_weekend_in_the_order():
    waiting = Waiting("approvals", {}, since="asked_at", promise="approval-working-days")

    assert waiting.promised({"approval-working-days": 5}) == timedelta(days=7)
    assert waiting.promised({"desk-hours": 10}) == timedelta(hours=10)


def test_the_list_is_of_the_kind_hands_and_centre_that_are_asked_for(
    staff, processor, pending, request_sent, at
):
    commands.take(record=pending, by=processor, at=at)
    a_letter(given_up_at=LONG_AGO)

    assert [one.record for one in lines(staff, kind="claims-to-process")] == [pending]
    assert [one.record for one in lines(staff, whose="mine")] == [pending]
    assert pending not in [one.record for one in lines(staff, whose="free")]
    here = lines(staff, centre=pending.centre.number)
    assert {one.record for one in here} == {pending, request_sent}
    assert lines(staff, centre="99999") == []


def test_the_kind_that_is_asked_for_is_told_where_none_of_it_waits_and_no_other_is(staff, pending):
    page = staff.get(INDEX, {"kind": "requests-in-review"})
    assert [kind.slug for kind, _, is_chosen in page.context["kinds"] if is_chosen] == [
        "requests-in-review"
    ]
    assert not page.context["items"]

    assert [one.record for one in lines(staff, kind="nonsense")] == [pending]


def test_every_kind_of_every_list_can_be_asked(rf, processor, board_administrator, at):
    for person in (processor, board_administrator):
        request = rf.get("/")
        request.user = person
        desk = Desk(admin.site, request, at)
        assert desk.kinds
        for kind in desk.kinds:
            asked = Asked(
                kind=kind.slug, whose="mine", centre="12345" if kind.waiting.centre else ""
            )
            assert desk.places(asked, 10) == []
        assert desk.places(Asked(), 10) == []


def test_as_many_queries_for_many_items_as_for_few(staff, centre, post_result_full, pending):
    few = _queries(staff)
    entry = entries.an_entry(centre, catalogue.qualification("05841"))
    first = mir.a_request(entry, by=post_result_full)
    assert lines(staff)
    some = _queries(staff)
    Request.objects.bulk_create(
        Request(**{**_fields(first), "number": 90_000 + number}) for number in range(30)
    )

    assert len(lines(staff)) == 32
    assert _queries(staff) == some >= few


def _fields(request):
    left_out = {"id", "number", "token"}
    return {
        field.attname: getattr(request, field.attname)
        for field in Request._meta.concrete_fields
        if field.name not in left_out
    }


def _queries(client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(INDEX)
    return len(asked)
