from datetime import UTC, datetime, timedelta

import pytest

from interchange.accounts import guessing
from interchange.accounts.guessing import LIMITS, Failures, Step

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
EARLIER = NOON - timedelta(hours=1)


@pytest.mark.parametrize(
    "failures, seconds", [(0, 0), (1, 1), (2, 2), (3, 4), (6, 32), (10, 512), (11, 900), (99, 900)]
)
def test_each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(failures, seconds):
    assert guessing.wait(failures) == timedelta(seconds=seconds)


@pytest.mark.parametrize("known", [True, False])
def test_a_try_is_listened_to_again_once_the_wait_is_over(known):
    failures = Failures(here=4, last_at=NOON)
    early, late = NOON + timedelta(seconds=7), NOON + timedelta(seconds=8)

    assert not guessing.may_try(Step.PASSWORD, failures, known=known, at=early)
    assert guessing.may_try(Step.PASSWORD, failures, known=known, at=late)


@pytest.mark.parametrize("step", LIMITS)
@pytest.mark.parametrize("known", [True, False])
def test_who_never_failed_may_try(step, known):
    assert guessing.may_try(step, Failures(), known=known, at=NOON)


@pytest.mark.parametrize("step", LIMITS)
@pytest.mark.parametrize("known", [True, False])
def test_a_place_has_so_many_tries_a_day_and_no_more(step, known):
    most = LIMITS[step].place
    below, at_most = (Failures(here=number, last_at=EARLIER) for number in (most - 1, most))

    assert guessing.may_try(step, below, known=known, at=NOON)
    assert not guessing.may_try(step, at_most, known=known, at=NOON)


@pytest.mark.parametrize("step", [Step.PASSWORD, Step.CODE])
def test_strangers_together_have_so_many_tries_a_day_and_hinder_no_known_browser(step):
    failures = Failures(strangers=LIMITS[step].strangers)

    assert not guessing.may_try(step, failures, known=False, at=NOON)
    assert guessing.may_try(step, failures, known=True, at=NOON)


def test_who_knows_a_password_finds_the_code_of_six_figures_in_no_reasonable_time():
    at_a_time = 3  # codes that are right: of this half minute, the one before and the one after
    a_day = max(LIMITS[Step.CODE].place, LIMITS[Step.CODE].strangers)

    assert a_day * at_a_time / 10**6 < 0.0001


@pytest.mark.parametrize("step", [Step.CODE, Step.RECOVERY_CODE])
def test_a_network_where_many_guess_passwords_still_takes_codes(step):
    failures = Failures(neighbours=guessing.MOST_FROM_A_NETWORK)

    assert guessing.may_try(step, failures, known=False, at=NOON)
    assert not guessing.may_try(Step.PASSWORD, failures, known=False, at=NOON)


@pytest.mark.parametrize(
    "step, failures, told, hears",
    [
        (Step.PASSWORD, 9, None, False),
        (Step.PASSWORD, 10, None, True),
        (Step.CODE, 2, None, False),
        (Step.CODE, 3, None, True),
        (Step.CODE, 30, NOON - timedelta(hours=23), False),
        (Step.CODE, 30, NOON - timedelta(hours=24), True),
    ],
)
def test_the_owner_hears_once_failures_have_gathered_and_once_a_day(step, failures, told, hears):
    assert guessing.owner_hears(step, failures, told, at=NOON) is hears
