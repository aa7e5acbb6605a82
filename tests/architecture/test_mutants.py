"""The mutants still fit the source; whether they live, only playing them says."""

import pytest

from tests.mutants import Mutant, Outdated
from tests.mutants.__main__ import KINDS, chosen, main
from tests.mutants.runs import RUNS


@pytest.mark.parametrize("mutant", chosen([]), ids=lambda mutant: mutant.says)
def test_a_mutant_fits_the_source(mutant):
    compile(mutant.spoilt(), mutant.file, "exec")


@pytest.mark.parametrize(
    ("stands", "tests", "sentence"),
    [
        ("nobody wrote this", (), "this stands 0 times, not once"),
        ("import", (), "times, not once"),
        ("def can(", ("tests/test_nothing.py",), "there is no tests/test_nothing.py"),
    ],
)
def test_one_that_does_not_fit_says_so(stands, tests, sentence):
    mutant = Mutant("spoilt", "interchange/accounts/permissions.py", stands, "", tests)

    with pytest.raises(Outdated, match=sentence):
        mutant.spoilt()


def test_a_kind_is_all_of_its_mutants_and_no_others():
    assert chosen(["runs"]) == list(RUNS)
    assert chosen([*KINDS]) == chosen([])


def test_any_other_word_is_part_of_a_sentence_or_of_a_file():
    of_file = [one for one in chosen([]) if "interchange/accounts" in one.file]
    first = of_file[0]

    assert chosen(["interchange/accounts"]) == of_file
    assert first in chosen([first.says[3:-3]])


def test_words_that_fit_nothing_are_told_what_there_is(capsys):
    assert main(["runs", "nobody wrote this"]) == 2

    told = capsys.readouterr().err
    assert "“nobody wrote this”" in told and "“runs”" not in told
    assert all(kind in told for kind in KINDS)
