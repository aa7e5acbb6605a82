"""A question is answered, or a request withdrawn, and nothing typed or chosen is lost."""

import uuid

import pytest

from mir import commands, queries
from mir.models import Attachment
from mir.states import Status
from tests.factories import mir, papers
from tests.reading import said, text


@pytest.fixture
def asked(entry, post_result_full, processor):
    """A request with a question of the board."""
    return mir.request_at(Status.MORE_NEEDED, entry, post_result_full, processor)


@pytest.mark.slow
def test_a_question_is_answered_with_papers(asked, send, post_result_full):
    data = {
        "token": str(uuid.uuid4()),
        "reply": "The first.",
        "other": [papers.a_file("letter.docx"), papers.a_file("plan.png")],
    }

    got = send(post_result_full, "mir:answer", asked.number, data=data)

    asked.refresh_from_db()
    assert got.status_code == 302
    assert asked.status == Status.IN_REVIEW
    assert [one.name for one in queries.papers(asked)] == ["letter.docx", "plan.png"]


@pytest.mark.slow
def test_an_empty_answer_keeps_the_papers(asked, send, post_result_full):
    data = {"token": str(uuid.uuid4()), "reply": " ", "other": [papers.a_file("letter.docx")]}

    page = text(send(post_result_full, "mir:answer", asked.number, data=data))

    assert "Write your answer to the board" in page
    assert "Kept: letter.docx" in page


@pytest.mark.slow
def test_papers_of_an_answer_can_be_taken_back(asked, send, post_result_full):
    data = {"token": str(uuid.uuid4()), "reply": "", "other": [papers.a_file("letter.docx")]}
    page = text(send(post_result_full, "mir:answer", asked.number, data=data))
    assert "tick those to take back" in page

    data = {**data, "reply": "The first.", "remove": [Attachment.objects.get().pk], "other": []}
    send(post_result_full, "mir:answer", asked.number, data=data)

    assert not asked.attachments.exists()


@pytest.mark.slow
def test_answering_twice_says_that_it_is_done(asked, send, post_result_full):
    data = {"token": str(uuid.uuid4()), "reply": "The first."}
    send(post_result_full, "mir:answer", asked.number, data=data)

    got = send(post_result_full, "mir:answer", asked.number, data=data)

    assert got.status_code == 302
    assert "its status is In review" in said(got)[-1]


@pytest.mark.slow
def test_withdrawing_asks_first(entry, open_page, send, post_result_full):
    request = mir.a_request(entry, post_result_full)

    page = text(open_page(post_result_full, "mir:withdraw", request.number))
    assert "Do you want to withdraw this request?" in page

    got = send(post_result_full, "mir:withdraw", request.number)
    request.refresh_from_db()
    assert got.status_code == 302
    assert request.status == Status.WITHDRAWN


@pytest.mark.slow
def test_a_decided_request_cannot_be_withdrawn(entry, send, post_result_full, processor):
    request = mir.request_at(Status.RESOLVED, entry, post_result_full, processor)

    got = send(post_result_full, "mir:withdraw", request.number)

    assert "You cannot withdraw" in said(got)[-1]


@pytest.mark.slow
@pytest.mark.parametrize("page", ["mir:answer", "mir:withdraw"])
def test_read_only_changes_nothing(asked, send, post_result_read, page):
    assert send(post_result_read, page, asked.number).status_code == 403


@pytest.mark.slow
def test_withdrawn_while_the_answer_was_being_written(asked, send, post_result_full):
    commands.withdraw(request=asked, by=post_result_full, at=mir.NOW)
    data = {"token": str(uuid.uuid4()), "reply": "The first."}

    got = send(post_result_full, "mir:answer", asked.number, data=data)

    assert "its status is Withdrawn" in said(got)[-1]
