import pytest

from interchange.accounts import rules
from interchange.accounts.roles import Role


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
