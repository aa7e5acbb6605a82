from datetime import timedelta

import pytest
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from interchange.accounts import commands, rules
from interchange.notifications.models import Message
from tests.factories import second_factor
from tests.factories.audit import events

pytestmark = pytest.mark.django_db
OTHER_KEY = "00" * 20


def enrol(person, at, key=second_factor.KEY, code=None):
    code = code or second_factor.code(key, at)
    return commands.enrol(by=person, key=key, code=code, at=at)


def test_enrolling_gives_the_app_and_ten_recovery_codes(tutor, at):
    device, codes = enrol(tutor, at)

    assert TOTPDevice.objects.get(user=tutor) == device
    assert len(set(codes)) == 10
    assert {token.token for token in StaticToken.objects.all()} == set(codes)


def test_enrolling_stands_in_the_trail_and_is_told(tutor, at):
    enrol(tutor, at)

    assert [event.name for event in events()] == ["user.enrol"]
    assert Message.objects.get().subject == "Your authenticator app is set up for Interchange"


@pytest.mark.parametrize("code", ["000000", "abcdef", "12345", ""])
def test_a_wrong_code_sets_nothing_up(code, tutor, at):
    with pytest.raises(rules.WrongCode, match="not the code the app shows"):
        enrol(tutor, at, code=code or " ")

    assert not TOTPDevice.objects.exists()


def test_the_code_of_the_half_minute_before_will_do(tutor, at):
    enrol(tutor, at, code=second_factor.code(at=at - timedelta(seconds=30)))

    assert TOTPDevice.objects.count() == 1


def test_the_code_that_enrolled_cannot_log_in_as_well(tutor, at):
    device, _ = enrol(tutor, at)

    assert device.last_t == int(at.timestamp()) // 30


def test_a_new_app_replaces_the_old_one_and_its_codes(tutor, at):
    _, old = enrol(tutor, at)

    device, new = enrol(tutor, at, key=OTHER_KEY)

    assert TOTPDevice.objects.get() == device
    assert {token.token for token in StaticToken.objects.all()} == set(new)
    assert not set(old) & set(new)


def test_new_codes_end_the_old_ones(tutor, at):
    second_factor.recovery_codes(tutor, "abcdefghjk")

    codes = commands.make_codes(by=tutor, at=at)

    assert {token.token for token in StaticToken.objects.all()} == set(codes)
    assert events().get().name == "user.make_codes"
    assert Message.objects.get().to == tutor.email


@pytest.mark.slow
def test_only_who_had_an_app_before_is_told_that_it_ends(tutor, at):
    enrol(tutor, at)
    assert "no longer work" not in Message.objects.get().body
    assert "keep them away from your phone" in Message.objects.get().body

    enrol(tutor, at + timedelta(minutes=5), key=OTHER_KEY)

    assert "The app used before" in Message.objects.first().body
