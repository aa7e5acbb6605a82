from datetime import timedelta

import pytest
from django.utils import timezone

from interchange.audit import trail
from interchange.audit.titles import title

pytestmark = [pytest.mark.django_db]
EVENTS = "/board/audit/event/"


@pytest.fixture
def events(tutor, exams_officer, centre, at):
    """Two events, about two people."""
    return [
        trail.record(
            "user.invite",
            about=tutor,
            by=exams_officer,
            at=at,
            centre=centre,
            detail={"roles": ["tutor"]},
        ),
        trail.record("user.log_in", about=exams_officer, by=exams_officer, at=at),
    ]


def shown(page):
    return [event.name for event in page.context["cl"].result_list]


@pytest.mark.slow
@pytest.mark.parametrize(
    "query, names",
    [
        ("?name=user.log_in", ["user.log_in"]),
        ("?name=user.invite", ["user.invite"]),
        ("?centre=12345", ["user.invite"]),
        ("?q=12345", ["user.invite"]),
        ("?q=Erin", ["user.log_in", "user.invite"]),
        ("?q=Toni", []),
        ("?centre=12345&name=user.log_in", []),
    ],
)
def test_events_are_found(query, names, events, sign_in, processor):
    assert shown(sign_in(processor).get(f"{EVENTS}{query}")) == names


@pytest.mark.slow
@pytest.mark.parametrize(("days", "names"), [("7", []), ("31", ["user.log_in"])])
def test_events_are_chosen_by_how_long_ago_they_were(days, names, tutor, sign_in, processor):
    then = timezone.now() - timedelta(days=20)
    trail.record("user.log_in", about=tutor, by=tutor, at=then)

    assert shown(sign_in(processor).get(EVENTS, {"days": days, "name": "user.log_in"})) == names


@pytest.mark.slow
def test_a_record_is_searched_by_its_kind_and_number(events, sign_in, processor, tutor):
    assert shown(sign_in(processor).get(EVENTS, {"q": f"User:{tutor.pk}"})) == ["user.invite"]


@pytest.mark.slow
def test_one_event_shows_its_detail(events, sign_in, processor):
    page = sign_in(processor).get(f"{EVENTS}{events[0].pk}/change/").content.decode()

    assert "&quot;roles&quot;" in page


@pytest.mark.slow
def test_a_records_history_is_its_events(events, sign_in, board_administrator, tutor):
    client = sign_in(board_administrator)

    answer = client.get(f"/board/accounts/user/{tutor.pk}/history/")

    assert shown(client.get(answer.url)) == ["user.invite"]


@pytest.mark.slow
def test_nobody_changes_an_event(events, sign_in, board_administrator):
    client = sign_in(board_administrator)

    assert client.get(f"{EVENTS}add/").status_code == 403
    assert client.post(f"{EVENTS}{events[0].pk}/change/", {"name": "x"}).status_code == 403
    assert client.post(f"{EVENTS}{events[0].pk}/delete/").status_code == 403


@pytest.mark.slow
def test_the_number_of_queries_does_not_grow(
    sign_in, processor, tutor, at, django_assert_max_num_queries
):
    for _ in range(60):
        trail.record("user.log_in", about=tutor, by=tutor, at=at)
    client = sign_in(processor)

    with django_assert_max_num_queries(16):
        client.get(EVENTS)


@pytest.mark.slow
def test_events_are_chosen_in_words(events, sign_in, processor):
    [_, done] = sign_in(processor).get(EVENTS).context["cl"].filter_specs

    words = dict(done.lookup_choices)
    assert words["user.invite"] == title("user.invite")
    assert not set(words) & set(words.values())
