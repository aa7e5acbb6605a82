import pytest
from django.core.exceptions import PermissionDenied

from interchange.accounts import permissions
from interchange.accounts.models import Membership, User
from interchange.accounts.roles import CENTRE_ROLES, PERMISSIONS, Permission, Role
from tests.factories import accounts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role)
def test_every_role_stands_in_the_table(role):
    assert role in PERMISSIONS


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_is_held_by_some_role(permission):
    assert any(permission in held for held in PERMISSIONS.values())


def test_a_role_counts_only_at_its_centre(tutor, centre, other_centre):
    assert permissions.can(tutor, Permission.MAKE_CLAIMS, centre=centre)
    assert not permissions.can(tutor, Permission.MAKE_CLAIMS, centre=other_centre)
    assert not permissions.can(tutor, Permission.MAKE_CLAIMS)


def test_board_staff_may_do_their_part_at_every_centre(processor, centre):
    assert permissions.can(processor, Permission.PROCESS_CLAIMS, centre=centre)
    assert not permissions.can(processor, Permission.MAKE_CLAIMS, centre=centre)


def test_a_moderator_may_only_do_the_subject_of_the_allocation(moderator, centre, other_centre):
    may = Permission.MODERATE_CLAIMS

    assert permissions.can(moderator, may, centre=centre, subject="IT")
    assert permissions.can(moderator, may, centre=centre)
    assert not permissions.can(moderator, may, centre=centre, subject="Business")
    assert not permissions.can(moderator, may, centre=other_centre, subject="IT")


def test_an_allocation_does_not_make_the_centre_ones_own(moderator, centre):
    assert permissions.centres(moderator) == [centre]
    assert permissions.own_centres(moderator) == []


@pytest.mark.parametrize("role", CENTRE_ROLES)
@pytest.mark.slow
def test_nobody_may_moderate_where_they_belong(role, moderator, centre):
    Membership.objects.create(user=moderator, role=role, centre=centre)
    may = Permission.MODERATE_CLAIMS

    assert not permissions.can(moderator, may, centre=centre, subject="IT")
    assert permissions.allocations(moderator) == []
    assert permissions.subjects(moderator, may, centre) == set()
    with pytest.raises(PermissionDenied, match="You belong to"):
        permissions.check(moderator, may, centre=centre, subject="IT")


def test_a_closed_account_may_nothing(tutor, centre):
    tutor.is_active = False

    assert not permissions.can(tutor, Permission.MAKE_CLAIMS, centre=centre)


def test_nobody_may_nothing(centre):
    assert not permissions.can(None, Permission.VIEW_CENTRE, centre=centre)


def test_a_refusal_names_the_act_and_the_roles(tutor, centre):
    with pytest.raises(PermissionDenied) as refusal:
        permissions.check(tutor, Permission.SET_COMPLETION, centre=centre)

    assert str(refusal.value) == (
        "You cannot set completion dates and mark entries Withdrawn:"
        " this needs the role Exams Officer."
    )


def test_a_role_taken_away_ends_at_once(tutor, centre):
    assert permissions.can(tutor, Permission.MAKE_CLAIMS, centre=centre)

    Membership.objects.filter(user=tutor).delete()

    assert not permissions.can(tutor, Permission.MAKE_CLAIMS, centre=centre)


def test_within_a_request_memberships_are_read_once(tutor, centre, django_assert_num_queries):
    person = User.objects.get(pk=tutor.pk)

    with django_assert_num_queries(1):
        permissions.remember(person)
        permissions.can(person, Permission.MAKE_CLAIMS, centre=centre)
        permissions.centres(person)


def test_centres_come_by_number_and_once(other_centre, centre):
    person = accounts.with_role(Role.TUTOR, other_centre)
    for role in (Role.TUTOR, Role.EXAMS_OFFICER):
        Membership.objects.create(user=person, role=role, centre=centre)

    assert permissions.centres(person) == [centre, other_centre]
