from datetime import UTC, datetime, timedelta

import pytest

from interchange.accounts import rules
from interchange.accounts.roles import Role

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "failures, seconds", [(0, 0), (1, 1), (2, 2), (3, 4), (6, 32), (10, 512), (11, 900), (99, 900)]
)
def test_each_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(failures, seconds):
    assert rules.wait(failures, known=False) == timedelta(seconds=seconds)


@pytest.mark.parametrize("failures, seconds", [(0, 0), (1, 1), (4, 8), (5, 10), (99, 10)])
def test_in_a_known_browser_the_wait_stays_short(failures, seconds):
    assert rules.wait(failures, known=True) == timedelta(seconds=seconds)


def test_a_try_is_listened_to_again_once_the_wait_is_over():
    assert not rules.may_try(4, NOON, known=False, at=NOON + timedelta(seconds=7))
    assert rules.may_try(4, NOON, known=False, at=NOON + timedelta(seconds=8))


def test_who_never_failed_may_try():
    assert rules.may_try(0, None, known=False, at=NOON)


def test_a_centre_gives_at_least_one_role():
    with pytest.raises(rules.RolesUnclear, match="at least one"):
        rules.check_roles([])


@pytest.mark.parametrize(
    "role", [Role.MODERATOR, Role.PROCESSOR, Role.BOARD_ADMINISTRATOR, Role.SERVICE]
)
def test_a_centre_gives_no_role_of_the_board(role):
    with pytest.raises(rules.RolesUnclear, match="only the roles of a centre"):
        rules.check_roles([Role.TUTOR, role])


@pytest.mark.parametrize("typed", ["abcde-fghjk", " ABCDE FGHJK ", "abcdefghjk"])
def test_a_code_may_be_typed_with_hyphens_spaces_and_capitals(typed):
    assert rules.normal_code(typed) == "abcdefghjk"
