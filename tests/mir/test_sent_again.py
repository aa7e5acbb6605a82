"""A form sent again makes one request; another form makes another."""

import pytest

from mir import commands
from mir.models import Attachment, Request
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


def test_the_same_form_sent_again_with_other_words_is_another_request(entry, post_result_full, at):
    form = typed_once(entry)

    first, second = (
        commands.raise_request(request=form(explanation=words), by=post_result_full, at=at)
        for words in ("Two numbers.", "Two numbers, and two names.")
    )

    assert (first.explanation, second.explanation) == (
        "Two numbers.",
        "Two numbers, and two names.",
    )


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
    for words in ("One.", "One.", "Two."):
        request = form(explanation=words)
        keep(entry, post_result_full, request.token, "other")
        sent.append(commands.raise_request(request=request, by=post_result_full, at=at))

    assert sent[0] == sent[1] != sent[2]
    assert [one.attachments.count() for one in sent] == [1, 1, 1]
    assert not Attachment.objects.filter(request=None).exists()


@pytest.mark.slow
def test_another_paper_makes_it_another_request(entry, post_result_full, papers_folder, at):
    form = typed_once(entry)
    sent = []
    for name in ("register.pdf", "plan.png", "plan.png"):
        request = form()
        keep(entry, post_result_full, request.token, "other", papers.a_file(name))
        sent.append(commands.raise_request(request=request, by=post_result_full, at=at))

    assert sent[0] != sent[1] == sent[2]
