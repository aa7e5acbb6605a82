"""The board writes to the centre of an open request, with no answer asked."""

import pytest

from interchange.refusals import AlreadyDone, NothingSaid
from interchange.workflow import MoveRefused
from mir import commands, queries
from mir.states import Status
from tests.factories import mir
from tests.mir.sending import letters

pytestmark = pytest.mark.slow

WORDS = "The script is being looked for; we write on Monday."


@pytest.fixture
def raised(entry, post_result_full):
    """A request that the board has received."""
    return mir.a_request(entry, post_result_full)


def test_the_centre_reads_it_in_a_letter_and_in_the_story_and_nothing_moves(raised, processor, at):
    commands.write_to_centre(request=raised, words=WORDS, by=processor, at=at)

    assert letters()[-1] == ("mir/told", raised.email)
    step = queries.story(raised)[0]
    assert (step.title, step.by, step.words) == ("The board wrote", "the board", WORDS)
    raised.refresh_from_db()
    assert raised.status == Status.SUBMITTED


def test_while_the_board_waits_for_an_answer_it_can_still_write(entry, post_result_full, processor):
    asked = mir.request_at(Status.MORE_NEEDED, entry, post_result_full, processor)

    commands.write_to_centre(request=asked, words=WORDS, by=processor, at=mir.NOW)

    asked.refresh_from_db()
    assert (asked.status, asked.question) == (Status.MORE_NEEDED, "Which of the two?")


def test_the_same_is_written_once(raised, processor, at):
    commands.write_to_centre(request=raised, words=WORDS, by=processor, at=at)

    with pytest.raises(AlreadyDone):
        commands.write_to_centre(request=raised, words=WORDS, by=processor, at=at)


def test_nothing_is_written_without_words_or_of_what_is_finished(
    raised, processor, post_result_full, at
):
    with pytest.raises(NothingSaid):
        commands.write_to_centre(request=raised, words=" ", by=processor, at=at)
    commands.withdraw(request=raised, by=post_result_full, at=at)
    with pytest.raises(MoveRefused, match="is Withdrawn"):
        commands.write_to_centre(request=raised, words=WORDS, by=processor, at=at)
