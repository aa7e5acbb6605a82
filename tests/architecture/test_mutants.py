"""The mutants still fit the source; whether they live, only playing them says."""

import pytest

from tests.mutants import Mutant, Outdated
from tests.mutants.__main__ import chosen


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
