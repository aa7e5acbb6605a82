"""Concerns about malpractice in the board's room: taken up, answered, in the way of processing."""

import re

import pytest
from django.urls import reverse

from claims.commands import answer_concern, raise_concern, take_up
from claims.states import Status
from tests.claims.processing import LIST, process, processed
from tests.factories import claims
from tests.factories.catalogue import qualification


@pytest.fixture
def concern(pending, moderator, at):
    """What the moderator suspects about the claim."""
    return raise_concern(claim=pending, about="Two folders alike.", by=moderator, at=at)


@pytest.mark.slow
def test_a_concern_waits_for_the_board_until_it_is_taken_up(sign_in, processor, concern):
    browser = sign_in(processor)
    assert "malpractice concerns to take up" in browser.get("/board/").content.decode()
    listed = reverse("admin:claims_malpracticeconcern_changelist")

    browser.post(listed, {"action": "take_it_up", "_selected_action": [concern.pk]})

    concern.refresh_from_db()
    assert concern.taken_by == processor
    page = browser.get(reverse("admin:claims_malpracticeconcern_change", args=[concern.pk]))
    assert "Two folders alike." in page.content.decode()
    assert "Take up</button>" not in page.content.decode()


@pytest.mark.slow
def test_the_page_with_the_button_to_process_shows_the_concern(
    sign_in, processor, pending, concern, at
):
    browser = sign_in(processor)
    page = reverse("admin:claims_claim_change", args=[pending.pk])

    told = browser.get(page).content.decode()
    assert "Not answered: the claim cannot be processed" in told
    assert "Two folders alike." in told
    assert "Not answered: the claim cannot be" in browser.get(LIST).content.decode()

    answer_concern(concern=concern, answer="One teacher's template.", by=processor, at=at)
    assert "Not answered" not in browser.get(page).content.decode()


@pytest.mark.slow
def test_a_claim_with_a_concern_is_processed_neither_alone_nor_among_others(
    sign_in, processor, pending, concern, other_centre, at
):
    other = claims.claim_at("pending", centre=other_centre)
    browser = sign_in(processor)
    chosen = {"action": "process", "_selected_action": [pending.pk, other.pk]}

    before = browser.post(LIST, chosen).content.decode()
    assert f"Will be processed: {other}." in before
    assert f"Will not be processed: {pending}. 1 malpractice concern about this" in before

    after = processed(browser, pending, other)
    pending.refresh_from_db()
    other.refresh_from_db()
    assert (pending.status, other.status) == (Status.PENDING, Status.PROCESSED)
    assert "1 malpractice concern about this claim is not answered" in after

    take_up(concern=concern, by=processor, at=at)
    processed(browser, pending)
    pending.refresh_from_db()
    assert pending.status == Status.PENDING


def offered(page):
    """The ids of the claims that the page offers to process."""
    found = re.findall(r'name="_selected_action" value="(\d+)"', page.content.decode())
    return [int(one) for one in found]


@pytest.mark.slow
def test_what_cannot_be_processed_is_said_and_not_offered(
    sign_in, processor, pending, concern, other_centre
):
    other = claims.claim_at("pending", centre=other_centre)
    browser = sign_in(processor)

    both = browser.post(LIST, {"action": "process", "_selected_action": [pending.pk, other.pk]})
    alone = browser.post(LIST, {"action": "process", "_selected_action": [pending.pk]})

    assert offered(both) == [other.pk]
    assert offered(alone) == []
    assert f"Will not be processed: {pending}. 1 malpractice" in alone.content.decode()
    assert 'type="submit" class="default"' not in alone.content.decode()


@pytest.mark.slow
def test_the_page_after_a_part_was_processed_speaks_of_the_rest_alone(
    sign_in, processor, pending, moderator, centre, at
):
    other = claims.claim_at(
        "pending", centre=centre, moderator=moderator, qualification=qualification("05842")
    )
    told = {"claim": pending, "about": "Two alike.", "by": moderator, "at": at}

    after = process(sign_in(processor), pending, other, meanwhile=lambda: raise_concern(**told))

    page = after.content.decode()
    assert "Process: 1 done." in page
    assert "Will be processed" not in page
    assert f"Will not be processed: {pending}. 1 malpractice concern" in page
    assert offered(after) == []


@pytest.mark.slow
def test_an_answered_concern_lets_its_claim_go_on(sign_in, processor, pending, concern):
    browser = sign_in(processor)
    listed = reverse("admin:claims_malpracticeconcern_changelist")
    fields = {"action": "answer", "_selected_action": [concern.pk], "asked": "1"}

    assert "Say what you found" in browser.post(listed, fields).content.decode()
    browser.post(listed, fields | {"ask-answer": "One teacher's template."})
    processed(browser, pending)

    concern.refresh_from_db()
    pending.refresh_from_db()
    assert (concern.answered_by, concern.taken_by) == (processor, processor)
    assert pending.status == Status.PROCESSED
