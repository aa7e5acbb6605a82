import pytest
from django.db import DatabaseError, connection, transaction

from interchange.audit import trail
from tests.factories.audit import events

pytestmark = pytest.mark.django_db


def test_an_event_says_who_did_what_to_what_when(tutor, centre, at):
    event = trail.record("centre.change", about=centre, by=tutor, at=at, detail={"name": "new"})

    assert event == events().get()
    assert (event.name, event.by, event.at) == ("centre.change", tutor, at)
    assert (event.about, event.label) == (f"centre:{centre.pk}", "12345 Fernhill College")
    assert event.detail == {"name": "new"}


def test_the_centre_is_the_records_own(tutor, at):
    membership = tutor.memberships.get()

    assert trail.record("membership.add", about=membership, by=None, at=at).centre == "12345"


def test_the_centre_may_be_named_for_a_record_that_names_none(tutor, centre, at):
    assert (
        trail.record("user.invite", about=tutor, centre=centre, by=tutor, at=at).centre == "12345"
    )
    assert trail.record("user.log_in", about=tutor, by=tutor, at=at).centre == ""


def test_many_events_cost_one_query(tutor, exams_officer, at, django_assert_num_queries):
    with django_assert_num_queries(1):
        trail.record_all("user.close", [tutor, exams_officer], by=tutor, at=at)

    assert events().count() == 2


def test_each_of_many_events_may_have_its_detail(tutor, exams_officer, at):
    people, details = [tutor, exams_officer], [{"is": 1}, {"is": 2}]

    trail.record_all("user.close", people, by=tutor, at=at, details=details)

    assert [trail.of(one).get().detail for one in people] == details


@pytest.mark.slow
def test_a_records_events_come_newest_first(tutor, exams_officer, at):
    for name in ("first", "second"):
        trail.record(name, about=tutor, by=tutor, at=at)
    trail.record("other", about=exams_officer, by=tutor, at=at)

    assert [event.name for event in trail.of(tutor)] == ["second", "first"]


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET name = 'x'", "DELETE FROM audit_event"]
)
def test_the_database_itself_lets_nobody_change_or_delete_an_event(statement, tutor, at):
    trail.record("user.log_in", about=tutor, by=tutor, at=at)

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert events().get().name == "user.log_in"
