"""Whether a result is still expected is confirmed as it was shown, or refused with what differs."""

import pytest
from django.utils.timezone import now

from entries import commands as entries_commands
from entries.states import Status
from tests.factories import entries
from tests.tracker.expected import SUMMER, address, answer, looked_at, stand
from tracker import commands

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue"), pytest.mark.slow]
OTHERWISE = "This is not what the page showed you"


@pytest.fixture
def over(centre):
    """Two whose summer is over."""
    return [entries.an_entry(centre, completes_in=SUMMER - 1) for _ in range(2)]


@pytest.fixture
def page(sign_in, exams_officer):
    """The exams officer's browser."""
    return sign_in(exams_officer)


def words(answered):
    """What a page says."""
    return " ".join(answered.content.decode().split())


def test_what_a_colleague_changed_meanwhile_is_shown_and_nothing_is_done(
    over, centre, page, exams_officer
):
    sent = looked_at(page, centre, over, SUMMER)
    answer(over[:1], SUMMER + 1, exams_officer)

    refused = page.post(address(centre), sent)

    assert OTHERWISE in words(refused)
    assert f"result: Summer {SUMMER - 1} → Summer {SUMMER + 1}" in words(refused)
    assert [summer for _, summer in stand(over)] == [SUMMER + 1, SUMMER - 1]
    page.post(address(centre), looked_at(page, centre, over, SUMMER))
    assert [summer for _, summer in stand(over)] == [SUMMER, SUMMER]


def test_who_was_processed_meanwhile_is_named(over, centre, page, exams_officer, processor):
    sent = looked_at(page, centre, over, SUMMER)
    gone = over[0]
    answer([gone], None, exams_officer, left=True)
    gone.refresh_from_db()
    commands.process_withdrawal(entry=gone, by=processor, at=now())

    refused = page.post(address(centre), sent)

    assert OTHERWISE in words(refused)
    assert f"{gone.candidate.name} ({gone.candidate.ocr_number})" in words(refused)
    assert stand(over)[1] == (Status.REGISTERED, SUMMER - 1)


def test_where_nobody_is_left_they_are_named_too(over, centre, page, exams_officer, processor):
    gone = over[0]
    sent = looked_at(page, centre, [gone], SUMMER)
    entries_commands.withdraw(entry=gone, by=exams_officer, at=now())
    commands.process_withdrawal(entry=gone, by=processor, at=now())

    refused = page.post(address(centre), sent)

    assert gone.candidate.name in words(refused) and "Nobody changes" in words(refused)


def test_what_somebody_did_already_as_it_was_confirmed_is_no_difference(
    over, centre, page, exams_officer
):
    sent = looked_at(page, centre, over, SUMMER)
    answer(over[:1], SUMMER, exams_officer)

    answered = page.post(address(centre), sent, follow=True)

    assert f"1 candidate is expected to complete in summer {SUMMER}" in words(answered)


def test_without_what_was_shown_and_for_another_answer_nothing_is_done(over, centre, page):
    sent = looked_at(page, centre, over, SUMMER)
    for spoilt in ({"shown": ""}, {"answer": SUMMER + 1}):
        assert OTHERWISE in words(page.post(address(centre), {**sent, **spoilt}))

    assert [summer for _, summer in stand(over)] == [SUMMER - 1] * 2


def test_ticks_that_are_not_listed_are_counted_and_not_named(over, other_centre, centre, page):
    other = entries.an_entry(other_centre, completes_in=SUMMER - 1)
    asked = {"entry": [over[0].pk, other.pk], "answer": SUMMER}

    looked = words(page.get(address(centre), asked))

    assert "1 of those you ticked is not listed at your centre any more" in looked
    assert other.candidate.name not in looked


def test_more_than_are_answered_for_at_once_are_refused(over, centre, page, monkeypatch):
    monkeypatch.setattr("tracker.views.expecting.MOST_ROWS", 1)
    asked = {"entry": [one.pk for one in over], "answer": SUMMER}

    answered = page.get(address(centre), asked, follow=True)

    assert "You ticked 2. Answer for at most 1 at once" in words(answered)
