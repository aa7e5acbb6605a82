"""Who must say something says it."""

import pytest

from interchange.refusals import NothingSaid, check_says_something


@pytest.mark.parametrize("words", ["", "  ", "\n\t"])
def test_decisions_answers_and_reasons_are_never_empty(words):
    with pytest.raises(NothingSaid, match="Write what was done") as refused:
        check_says_something(words, "Write what was done.", field="words")

    assert refused.value.field == "words"


def test_a_single_word_says_something():
    check_says_something(" Merged. ", "Write what was done.")
