"""Home tells what happened by kind: a line a day where many came at once, else a line each."""

from datetime import timedelta

import pytest

from interchange.audit import trail
from tests.factories import entries
from tracker.queries.news import news

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


@pytest.fixture
def happen(centre, exams_officer, at):
    """A function that has an event happen to each of so many registrations of the centre."""

    def happened(name, many, by=exams_officer, days_ago=0):
        when = at - timedelta(days=days_ago)
        made = [entries.an_entry(centre) for _ in range(many)]
        trail.record_all(name, made, by=by, at=when)
        return made

    return happened


def lines(user, centre, at):
    """What Home says is new, as (title, what it is about, where it leads)."""
    return [(one.title, one.label, one.href) for one in news(user, centre, at)]


def test_what_many_have_in_common_is_one_line_a_day(happen, exams_officer, centre, at):
    happen("qualificationentry.withdraw", 3)
    [alone] = happen("qualificationentry.withdraw", 1, days_ago=1)

    assert lines(exams_officer, centre, at) == [
        ("Entry marked Withdrawn", "3 registrations", f"/centres/{centre.number}/progress/"),
        ("Entry marked Withdrawn", str(alone), alone.get_absolute_url()),
    ]


def test_what_two_people_did_stays_two_lines(happen, exams_officer, processor, centre, at):
    happen("qualificationentry.reinstate", 2)
    happen("qualificationentry.reinstate", 2, by=processor)

    found = news(exams_officer, centre, at)

    assert {one.by for one in found} == {exams_officer.name, "the board"}
    assert [one.label for one in found] == ["2 registrations"] * 2


def test_what_happens_seldom_keeps_its_lines(happen, exams_officer, centre, at):
    happen("qualificationentry.ask_back", 3)

    assert len(news(exams_officer, centre, at)) == 3


def test_a_hundred_of_a_kind_do_not_hide_what_came_before(happen, exams_officer, centre, at):
    happen("qualificationentry.ask_back", 1, days_ago=3)
    happen("qualificationentry.withdraw", 14)

    assert [one.title for one in news(exams_officer, centre, at)] == [
        "Entry marked Withdrawn",
        "The board was asked to reinstate a registration",
    ]
