"""The assessed grade by the proportional method: like for like, averaged, turned back."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessed.rules.proportional import Halfway, Numbers, Supporter, assessed
from interchange.catalogue.specification import Unit

EXAM_GRADES, CLAIM_GRADES = ("D", "M", "P", "R", "U"), ("D", "M", "P", "U")
NUMBERS = Numbers(
    {
        "U": Fraction(0),
        "1C": Fraction(0),
        "R": Fraction(1, 2),
        "P": Fraction(1),
        "M": Fraction(2),
        "D": Fraction(3),
    }
)
NOTHING = {"title": "", "size": 60, "reference": "", "key": "", "same_as": None, "exam": None}
EXAM = Unit(
    **NOTHING, number="1", examined=True, grades=EXAM_GRADES, minimum="R", source="", verified=(),
    note="",
)  # fmt: skip
CLAIMED = replace(EXAM, number="9", examined=False, grades=CLAIM_GRADES, minimum="P")


def moderated(*grades):
    return [Supporter(str(2 + place), grade, False) for place, grade in enumerate(grades)]


def examined(*grades):
    return [Supporter(str(20 + place), grade, True) for place, grade in enumerate(grades)]


@pytest.mark.parametrize(
    ("grades", "expected"),
    [
        (["P", "M"], "M"),  # halfway, the better
        (["P", "P", "M"], "P"),
        (["D", "D", "P"], "M"),
        (["U", "P"], "R"),
        (["D"], "D"),
    ],
)
def test_the_mean_of_the_supporting_exams_is_turned_back_into_a_grade(grades, expected):
    assert assessed(EXAM, examined(*grades), NUMBERS).grade == expected


def test_a_moderated_unit_is_never_a_near_pass():
    assert assessed(CLAIMED, moderated("U", "P"), NUMBERS).grade == "P"


def test_exams_support_an_exam_whatever_was_claimed():
    found = assessed(EXAM, [*examined("P"), *moderated("D", "D", "D")], NUMBERS)

    assert (found.grade, found.is_like) == ("P", True)
    assert [one.number for one in found.supporters] == ["20"]


def test_claims_support_an_exam_where_no_exam_has_a_grade():
    found = assessed(EXAM, moderated("M", "D"), NUMBERS)

    assert (found.grade, found.is_like) == ("D", False)


def test_nothing_is_assessed_by_nothing():
    assert assessed(EXAM, [], NUMBERS) is None


@pytest.mark.parametrize(
    ("halfway", "expected"),
    [(Halfway.BETTER, "M"), (Halfway.LOWER, "P"), (Halfway.REACHED, "P")],
)
def test_the_rounding_is_a_figure(halfway, expected):
    numbers = replace(NUMBERS, halfway=halfway)

    assert assessed(EXAM, examined("P", "M"), numbers).grade == expected


def test_the_numbers_are_figures():
    numbers = replace(NUMBERS, of={**NUMBERS.of, "D": Fraction(9)})

    assert assessed(EXAM, examined("D", "P", "P"), numbers).grade == "M"


def test_the_working_says_who_supports_it_by_which_numbers():
    found = assessed(EXAM, examined("R", "P", "D"), NUMBERS)

    assert found.working == (
        "By the examined units 20 R = 0.5, 21 P = 1, 22 D = 3: mean 1.5, which is M (the nearest"
        " grade, halfway the better)."
    )


def test_the_working_says_that_the_other_type_had_to_support_it():
    found = assessed(EXAM, moderated("M"), NUMBERS)

    assert found.working.startswith(
        "By the moderated units (no unit of its own type has a grade) 2 M = 2: mean 2"
    )


SUPPORTERS = st.lists(
    st.one_of(
        st.builds(
            Supporter, st.text("123", min_size=1), st.sampled_from(EXAM_GRADES), st.just(True)
        ),
        st.builds(
            Supporter, st.text("123", min_size=1), st.sampled_from(CLAIM_GRADES), st.just(False)
        ),
    ),
    min_size=1,
)
UNITS = st.sampled_from([EXAM, CLAIMED])
ROUNDINGS = st.sampled_from(list(Halfway))


@pytest.mark.slow
@given(unit=UNITS, supporters=SUPPORTERS, halfway=ROUNDINGS)
def test_it_lies_between_the_worst_and_the_best_that_support_it(unit, supporters, halfway):
    found = assessed(unit, supporters, replace(NUMBERS, halfway=halfway))
    numbers, known = found.numbers, [NUMBERS.of[one] for one in unit.grades]

    assert max(one for one in known if one <= min(numbers)) <= NUMBERS.of[found.grade]
    assert NUMBERS.of[found.grade] <= min(one for one in known if one >= max(numbers))


@pytest.mark.slow
@given(unit=UNITS, supporters=SUPPORTERS, halfway=ROUNDINGS, order=st.randoms())
def test_the_order_of_the_supporters_does_not_matter(unit, supporters, halfway, order):
    numbers = replace(NUMBERS, halfway=halfway)
    other = list(supporters)
    order.shuffle(other)

    assert assessed(unit, supporters, numbers) == assessed(unit, other, numbers)


@pytest.mark.slow
@given(unit=UNITS, supporters=SUPPORTERS, halfway=ROUNDINGS, data=st.data())
def test_a_better_grade_of_a_supporter_never_lowers_it(unit, supporters, halfway, data):
    numbers = replace(NUMBERS, halfway=halfway)
    place = data.draw(st.integers(0, len(supporters) - 1))
    one = supporters[place]
    can_have = EXAM_GRADES if one.examined else CLAIM_GRADES
    better = dict((low, high) for high, low in pairwise(can_have)).get(one.grade, one.grade)
    raised = [*supporters[:place], replace(one, grade=better), *supporters[place + 1 :]]

    before, after = assessed(unit, supporters, numbers), assessed(unit, raised, numbers)

    assert NUMBERS.of[before.grade] <= NUMBERS.of[after.grade]
