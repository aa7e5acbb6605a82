"""A centre adds something to a request that is open, and an urgent one has a day of its own."""

import uuid
from datetime import date, timedelta

import pytest

from interchange.catalogue.models import BankHoliday, Figure
from interchange.notifications.models import Message
from interchange.refusals import NothingSaid
from interchange.workflow import MoveRefused
from mir import commands, queries
from mir.states import Status
from tests.factories import mir, papers
from tests.mir.sending import keep
from tests.reading import said, text

pytestmark = [pytest.mark.slow]


@pytest.fixture
def raised(entry, post_result_full):
    """A request that the board has."""
    return mir.a_request(entry, post_result_full)


def test_words_and_papers_are_added_and_the_board_is_told(raised, send, post_result_full):
    data = {"token": str(uuid.uuid4()), "reply": "A letter.", "other": [papers.a_file()]}

    got = send(post_result_full, "mir:add", raised.number, data=data)

    assert said(got) == ["The board has what you added."]
    assert queries.story(raised)[0].words == "A letter."
    assert queries.story(raised)[0].by == str(post_result_full)
    assert [one.document for one in raised.attachments.all()] == ["other"]
    assert Message.objects.filter(template="mir/added", to="support@board.example").count() == 1
    raised.refresh_from_db()
    assert raised.status == Status.SUBMITTED


def test_sent_twice_it_is_added_once(raised, post_result_full, at):
    token = uuid.uuid4()
    for _ in range(2):
        commands.add(request=raised, words="More.", token=token, by=post_result_full, at=at)

    assert [one.words for one in queries.story(raised)].count("More.") == 1
    assert Message.objects.filter(template="mir/added").count() == 1


def test_other_words_on_the_same_form_are_added_too(raised, post_result_full, at):
    token = uuid.uuid4()
    for words in ("More.", "And more."):
        commands.add(request=raised, words=words, token=token, by=post_result_full, at=at)

    assert [one.words for one in queries.story(raised)][:2] == ["And more.", "More."]


def test_a_paper_that_was_forgotten_is_added_with_the_same_words(
    entry, raised, post_result_full, at
):
    token = uuid.uuid4()
    sent = {"request": raised, "words": "More.", "token": token, "by": post_result_full, "at": at}
    commands.add(**sent)
    for _ in range(2):
        keep(entry, post_result_full, token, "other")
        commands.add(**sent)

    assert [one.document for one in raised.attachments.all()] == ["other"]
    assert not queries.chosen(token, post_result_full).exists()
    assert [one.words for one in queries.story(raised)].count("More.") == 2


def test_a_paper_of_another_form_is_not_added(entry, raised, post_result_full, at):
    token = uuid.uuid4()
    keep(entry, post_result_full, token, "evidence")

    commands.add(request=raised, words="More.", token=token, by=post_result_full, at=at)

    assert not raised.attachments.exists()


def test_nothing_is_added_without_words(raised, send, post_result_full, at):
    data = {"token": str(uuid.uuid4()), "reply": " ", "other": [papers.a_file()]}

    page = text(send(post_result_full, "mir:add", raised.number, data=data))

    assert "Write what you want to add." in page
    assert "Kept: register.pdf" in page
    with pytest.raises(NothingSaid):
        commands.add(request=raised, words="", token=uuid.uuid4(), by=post_result_full, at=at)


def test_nothing_is_added_to_what_is_finished(entry, raised, post_result_full, at):
    commands.withdraw(request=raised, by=post_result_full, at=at)
    token = uuid.uuid4()
    keep(entry, post_result_full, token, "other")

    with pytest.raises(MoveRefused, match="is Withdrawn: nothing can be added"):
        commands.add(request=raised, words="More.", token=token, by=post_result_full, at=at)

    assert not raised.attachments.exists()


def test_an_open_request_offers_it(raised, open_page, post_result_full, post_result_read):
    assert "Add something to this request" in text(
        open_page(post_result_full, "mir:view", raised.number)
    )
    assert "Add something to this request" not in text(
        open_page(post_result_read, "mir:view", raised.number)
    )


def test_an_urgent_request_is_to_be_decided_within_two_working_days(entry, post_result_full):
    named = {"urgent": True, "urgent_because": "A university place."}
    friday = mir.NOW  # 20 November 2026

    request = mir.a_request(entry, post_result_full, at=friday, **named)

    assert request.due_on == date(2026, 11, 24)
    letter = Message.objects.get(template="mir/to_the_board")
    assert "To be decided by: 24 November 2026" in letter.body


def test_the_days_are_a_figure_of_the_board(entry, post_result_full):
    named = {"urgent": True, "urgent_because": "A university place."}
    figure = Figure.objects.filter(slug="urgent-request-working-days")
    figure.update(value=1)
    assert mir.a_request(entry, post_result_full, **named).due_on == date(2026, 11, 23)

    figure.delete()

    assert mir.a_request(entry, post_result_full, **named).due_on is None


def test_bank_holidays_are_no_working_days(entry, post_result_full):
    named = {"urgent": True, "urgent_because": "A university place."}
    BankHoliday.objects.create(on=date(2026, 11, 23), title="A jubilee")

    assert mir.a_request(entry, post_result_full, at=mir.NOW, **named).due_on == date(2026, 11, 25)

    BankHoliday.objects.all().delete()

    assert mir.a_request(entry, post_result_full, at=mir.NOW, **named).due_on == date(2026, 11, 24)


def test_what_is_not_urgent_has_no_such_day(raised):
    assert raised.due_on is None


def test_a_request_becomes_urgent_by_what_is_added_once(raised, send, post_result_full, sign_in):
    Figure.objects.update_or_create(
        slug="urgent-request-working-days", defaults={"title": "days", "value": 2}
    )
    token = str(uuid.uuid4())
    data = {"token": token, "reply": "An offer came.", "urgent_because": "A place at Leeds."}
    assert "needed urgently by now" in text(
        sign_in(post_result_full).get(raised.get_absolute_url())
    )

    for _ in range(2):
        send(post_result_full, "mir:add", raised.number, data=data)

    raised.refresh_from_db()
    assert (raised.urgent, raised.urgent_because) == (True, "A place at Leeds.")
    assert raised.due_on is not None
    [added] = [one for one in queries.story(raised) if one.title == "Something added"]
    assert added.words == "An offer came.\n\nNeeded urgently: A place at Leeds."
    page = text(sign_in(post_result_full).get(raised.get_absolute_url()))
    assert "needed urgently by now" not in page
    assert "The board means to decide by" in page


def test_what_is_urgent_already_keeps_its_day(entry, post_result_full, at):
    urgent = mir.a_request(entry, post_result_full, urgent=True, urgent_because="A place.")
    was = urgent.due_on

    commands.add(
        request=urgent, words="More.", token=uuid.uuid4(), by=post_result_full,
        at=at + timedelta(days=9), urgent_because="Another place.",
    )  # fmt: skip

    urgent.refresh_from_db()
    assert (urgent.due_on, urgent.urgent_because) == (was, "A place.")
