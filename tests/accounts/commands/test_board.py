import pytest
from django.core.exceptions import PermissionDenied
from django_otp import user_has_device

from interchange.accounts import commands, links, rules
from interchange.accounts.models import Membership, User
from interchange.accounts.roles import Role
from interchange.notifications.models import Message
from tests.factories import second_factor
from tests.factories.audit import events

pytestmark = pytest.mark.django_db


@pytest.mark.slow
def test_resetting_takes_app_and_codes_away_and_is_told(board_administrator, tutor, at):
    second_factor.an_app(tutor)
    second_factor.recovery_codes(tutor, "abcdefghjk")

    commands.reset_second_factor(person=tutor, by=board_administrator, at=at)

    assert not user_has_device(tutor)
    event = events().get()
    assert (event.name, event.by) == ("user.reset_second_factor", board_administrator)
    assert Message.objects.get().to == tutor.email


def test_staff_do_not_reset_their_own(board_administrator, at):
    with pytest.raises(rules.NotYourOwn):
        commands.reset_second_factor(person=board_administrator, by=board_administrator, at=at)


@pytest.mark.slow
@pytest.mark.parametrize("command", [commands.reset_second_factor, commands.close, commands.reopen])
def test_only_board_administrators_may(command, processor, tutor, at):
    with pytest.raises(PermissionDenied, match="Board administrator"):
        command(person=tutor, by=processor, at=at)


def test_a_closed_account_opens_again(board_administrator, tutor, at):
    commands.close(person=tutor, by=board_administrator, at=at)
    assert not User.objects.get(pk=tutor.pk).is_active

    commands.reopen(person=tutor, by=board_administrator, at=at)
    assert User.objects.get(pk=tutor.pk).is_active
    assert [event.name for event in events()] == ["user.reopen", "user.close"]
    assert Message.objects.count() == 2


def test_a_fresh_installation_gets_its_first_board_administrator(db, at):
    path = commands.create_board_administrator(email="bo@board.example", name="Bo", at=at)

    person = User.objects.get()
    _, pk, token = path.strip("/").split("/")
    assert links.person_of(int(pk), token) == person
    assert Membership.objects.get().role == Role.BOARD_ADMINISTRATOR
    assert events().get().by is None


def test_asking_twice_makes_nobody_twice(db, at):
    for _ in range(2):
        commands.create_board_administrator(email="bo@board.example", name="Bo", at=at)

    assert Membership.objects.count() == User.objects.count() == 1
