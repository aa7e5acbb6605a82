"""What the board and the centre do with a request that was raised."""

import pytest
from django.core.exceptions import PermissionDenied

from interchange.notifications.models import Message
from interchange.refusals import NothingSaid
from interchange.workflow import MoveRefused
from mir import commands, queries
from mir.states import Status
from tests.factories import mir, papers
from tests.mir.sending import BY_LETTER, events, letters


@pytest.fixture
def raised(entry, post_result_full):
    request = mir.a_request(entry, post_result_full)
    Message.objects.all().delete()
    return request


@pytest.fixture
def taken(raised, processor):
    commands.take(request=raised, by=processor, at=mir.NOW)
    Message.objects.all().delete()
    return raised


@pytest.mark.slow
def test_taking_a_request_up_tells_the_centre(raised, processor, at):
    commands.take(request=raised, by=processor, at=at)

    assert raised.status == Status.IN_REVIEW
    assert events(raised)[0] == "request.take"
    assert letters() == [("mir/taken", "exams@fernhill.example")]


@pytest.mark.slow
def test_a_question_goes_to_the_centre_with_its_words(taken, processor, at):
    commands.ask(request=taken, question="Which number is right?", by=processor, at=at)

    assert (taken.status, taken.question) == (Status.MORE_NEEDED, "Which number is right?")
    letter = Message.objects.get(template="mir/question")
    assert "Which number is right?" in letter.body


@pytest.mark.slow
def test_an_answer_goes_to_the_board_with_its_papers(taken, processor, post_result_full, at):
    commands.ask(request=taken, question="Which?", by=processor, at=at)
    token = mir.Request().token
    commands.keep(
        token=token,
        document="other",
        upload=papers.a_file(),
        centre=taken.centre,
        by=post_result_full,
        at=at,
    )

    commands.answer(request=taken, reply="The first.", token=token, by=post_result_full, at=at)

    assert (taken.status, taken.reply) == (Status.IN_REVIEW, "The first.")
    assert [one.document for one in taken.attachments.all()] == ["other"]
    assert {to for _, to in letters()} == {"exams@fernhill.example", "support@board.example"}


@pytest.mark.slow
def test_a_second_question_clears_the_answer_and_the_trail_keeps_it(
    taken, processor, post_result_full, at
):
    commands.ask(request=taken, question="Which?", by=processor, at=at)
    token = mir.Request().token
    commands.answer(request=taken, reply="The first.", token=token, by=post_result_full, at=at)

    commands.ask(request=taken, question="Are you sure?", by=processor, at=at)

    assert taken.reply == ""
    words = [step.words for step in queries.story(taken)]
    assert {"Which?", "The first.", "Are you sure?"} <= set(words)


def test_resolving_says_what_was_done(taken, processor, at):
    commands.resolve(
        request=taken, decision="The records are merged.", **BY_LETTER, by=processor, at=at
    )

    assert taken.status == Status.RESOLVED
    assert (taken.decided_by, taken.decided_at) == (processor, at)
    letter = Message.objects.get(template="mir/resolved")
    assert "The records are merged." in letter.body
    assert "Nothing was changed in the portal by it: It was done by letter." in letter.body


@pytest.mark.slow
@pytest.mark.parametrize("why", ["", "  "])
def test_resolving_by_words_alone_says_why_nothing_is_changed(taken, processor, at, why):
    with pytest.raises(NothingSaid, match="why nothing is changed"):
        commands.resolve(
            request=taken, decision="Done.", unchanged_because=why, by=processor, at=at
        )

    taken.refresh_from_db()
    assert taken.status == Status.IN_REVIEW


@pytest.mark.slow
def test_rejecting_says_why(taken, processor, at):
    commands.reject(request=taken, reason="These are two people.", by=processor, at=at)

    assert taken.status == Status.REJECTED
    assert "These are two people." in Message.objects.get(template="mir/rejected").body


@pytest.mark.slow
@pytest.mark.parametrize("words", ["", "   "])
def test_the_board_never_decides_without_words(taken, processor, at, words):
    with pytest.raises(NothingSaid):
        commands.resolve(request=taken, decision=words, **BY_LETTER, by=processor, at=at)
    with pytest.raises(NothingSaid):
        commands.reject(request=taken, reason=words, by=processor, at=at)
    with pytest.raises(NothingSaid):
        commands.ask(request=taken, question=words, by=processor, at=at)

    assert letters() == []


@pytest.mark.slow
def test_a_decided_request_cannot_be_decided_again(taken, processor, at):
    commands.resolve(request=taken, decision="Done.", **BY_LETTER, by=processor, at=at)

    with pytest.raises(MoveRefused, match="Resolved"):
        commands.reject(request=taken, reason="No.", by=processor, at=at)

    assert taken.decision == "Done."


@pytest.mark.slow
@pytest.mark.parametrize("role", ["post_result_full", "centre_administrator", "tutor"])
def test_centres_decide_nothing(taken, role, request, at):
    person = request.getfixturevalue(role)

    with pytest.raises(PermissionDenied):
        commands.resolve(request=taken, decision="Done.", **BY_LETTER, by=person, at=at)


@pytest.mark.slow
def test_a_centre_takes_its_request_back(raised, post_result_full, at):
    commands.withdraw(request=raised, by=post_result_full, at=at)

    assert raised.status == Status.WITHDRAWN
    assert [template for template, _ in letters()] == [
        "mir/withdrawn",
        "mir/withdrawn_at_the_board",
    ]
