"""A form sent again makes one request; what is asked already is not asked for twice."""

import pytest

from mir import commands
from mir.models import Attachment, Request
from mir.rules import RequestNotReady
from tests.factories import entries as candidates
from tests.factories import papers
from tests.mir.sending import keep, letters, typed_once


@pytest.mark.slow
def test_the_same_form_sent_twice_makes_one_request(entry, post_result_full, at):
    form = typed_once(entry)

    first, second = (
        commands.raise_request(request=form(), by=post_result_full, at=at) for _ in range(2)
    )

    assert second == first
    assert Request.objects.count() == 1
    assert len(letters()) == 2


@pytest.mark.slow
def test_the_same_form_sent_again_with_other_words_is_told_of_the_first(
    entry, post_result_full, at
):
    form = typed_once(entry)
    first = commands.raise_request(
        request=form(explanation="Two numbers."), by=post_result_full, at=at
    )

    with pytest.raises(RequestNotReady, match=f"Request {first.number} .* asks for the same"):
        again = form(explanation="Two numbers, and two names.")
        commands.raise_request(request=again, by=post_result_full, at=at)

    assert Request.objects.get() == first


@pytest.mark.slow
def test_once_the_first_is_over_the_same_can_be_asked_for_again(entry, post_result_full, at):
    form = typed_once(entry)
    first = commands.raise_request(request=form(), by=post_result_full, at=at)
    commands.withdraw(request=first, by=post_result_full, at=at)

    second = commands.raise_request(
        request=form(explanation="Once more."), by=post_result_full, at=at
    )

    assert second != first


@pytest.mark.slow
def test_a_token_of_another_centres_request_gives_nothing_of_it(
    entry, other_centre, stranger, post_result_full, at
):
    form = typed_once(entry)
    theirs = commands.raise_request(request=form(), by=post_result_full, at=at)
    here = candidates.an_entry(other_centre)
    ours = form(candidate=here.candidate)
    ours.centre = other_centre

    made = commands.raise_request(request=ours, by=stranger, at=at)

    assert made != theirs and made.centre == other_centre


@pytest.mark.slow
def test_a_paper_sent_again_goes_with_the_request_that_it_was_sent_with(
    entry, post_result_full, papers_folder, at
):
    form = typed_once(entry)
    sent = []
    for _ in range(2):
        request = form()
        keep(entry, post_result_full, request.token, "other")
        sent.append(commands.raise_request(request=request, by=post_result_full, at=at))

    assert sent[0] == sent[1]
    assert sent[0].attachments.count() == 1
    assert not Attachment.objects.filter(request=None).exists()


@pytest.mark.slow
def test_another_paper_for_what_is_asked_already_is_to_go_with_an_answer(
    entry, post_result_full, papers_folder, at
):
    form = typed_once(entry)
    keep(entry, post_result_full, form().token, "other", papers.a_file("register.pdf"))
    first = commands.raise_request(request=form(), by=post_result_full, at=at)
    keep(entry, post_result_full, form().token, "other", papers.a_file("plan.png"))

    with pytest.raises(RequestNotReady, match="takes what you want to add"):
        commands.raise_request(request=form(), by=post_result_full, at=at)

    assert first.attachments.count() == 1
