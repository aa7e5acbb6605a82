"""Codes of the app, codes of recovery and links by letter."""

from datetime import timedelta

import pytest

from interchange.accounts import commands, links, rules
from interchange.accounts.guessing import Step
from interchange.accounts.models import FailedTry
from interchange.accounts.visitors import Visitor
from interchange.notifications.models import Message
from tests.accounts.commands.trying import ANYWHERE, fail, own_browser, tries
from tests.factories import accounts, second_factor
from tests.factories.audit import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    person = accounts.a_person(email="Sam@school.example")
    person.set_password(accounts.PASSWORD)
    person.save()
    return person


def test_the_right_code_gives_the_app(tutor, at):
    app = second_factor.an_app(tutor)

    found = commands.check_code(person=tutor, code=second_factor.code(), visitor=ANYWHERE, at=at)

    assert found == app


def test_a_code_works_once(tutor, at):
    second_factor.an_app(tutor)
    code = second_factor.code()
    commands.check_code(person=tutor, code=code, visitor=ANYWHERE, at=at)

    assert commands.check_code(person=tutor, code=code, visitor=ANYWHERE, at=at) is None


@pytest.mark.parametrize("code", ["", "abc", "12", "٣٣٣٣٣٣"])
def test_no_other_code_is_right(code, tutor, at):
    second_factor.an_app(tutor)

    assert commands.check_code(person=tutor, code=code, visitor=ANYWHERE, at=at) is None

    tutor.refresh_from_db()
    assert tutor.failed_logins == 1


@pytest.mark.parametrize("known", [True, False])
def test_a_code_is_guessed_at_twenty_times_a_day_even_in_a_known_browser(known, sam, at):
    second_factor.an_app(sam)
    visitor = own_browser(sam) if known else ANYWHERE
    code = {"person": sam, "code": second_factor.code(), "visitor": visitor}
    fail(sam, Step.CODE, 20, at, visitor)

    assert tries(at, visitor=visitor) == sam
    assert commands.check_code(**code, at=at) is None
    assert commands.check_code(**code, at=at + timedelta(days=1)) is not None


def test_guesses_at_a_code_from_many_places_keep_no_known_browser_out(sam, at):
    app = second_factor.an_app(sam)
    for place in range(20):
        fail(sam, Step.CODE, 1, at, Visitor(network=f"place {place}"))
    code = {"person": sam, "code": second_factor.code(), "at": at}

    assert commands.check_code(**code, visitor=ANYWHERE) is None
    assert commands.check_code(**code, visitor=own_browser(sam)) == app


@pytest.mark.slow
def test_a_recovery_code_lets_the_owner_into_a_new_browser_whatever_others_guess(sam, at):
    device = second_factor.recovery_codes(sam, "abcdefghjk")
    for place in range(200):
        fail(sam, Step.RECOVERY_CODE, 1, at, Visitor(network=f"place {place}"))
    fail(sam, Step.CODE, 20, at)

    let_in = commands.check_recovery_code(person=sam, code="abcdefghjk", visitor=ANYWHERE, at=at)

    assert let_in == device


def test_a_link_by_letter_lets_the_owner_into_a_new_browser_whatever_others_guess(sam, at):
    fail(sam, Step.PASSWORD, 100, at)
    token = links.tokens.make_token(sam)

    commands.choose_password(person=sam, token=token, password="another of them", at=at)

    assert tries(at, password="another of them") == sam


def test_the_person_is_asked_again_for_password_and_code(sam, at):
    second_factor.an_app(sam)
    given = {"by": sam, "visitor": ANYWHERE, "at": at}

    with pytest.raises(rules.WrongPassword):
        commands.confirm(**given, password="wrong", code=second_factor.code())
    with pytest.raises(rules.WrongCode):
        commands.confirm(
            **given | {"at": at + timedelta(minutes=1)}, password=accounts.PASSWORD, code="000000"
        )
    commands.confirm(
        **given | {"at": at + timedelta(minutes=2)},
        password=accounts.PASSWORD,
        code=second_factor.code(),
    )

    assert [one.step for one in FailedTry.objects.order_by("at")] == ["password", "code"]


def test_a_recovery_code_confirms_as_well_for_who_lost_the_phone(sam, at):
    device = second_factor.recovery_codes(sam, "abcdefghjk")

    commands.confirm(
        by=sam, password=accounts.PASSWORD, code="abcde-fghjk", visitor=ANYWHERE, at=at
    )

    assert not device.token_set.exists()
    assert events().filter(name="user.use_code", by=sam, detail={"left": 0}).count() == 1


@pytest.mark.slow
def test_a_recovery_code_works_once_and_is_told_of(tutor, at):
    device = second_factor.recovery_codes(tutor, "abcdefghjk", "mnpqrstuvw")
    check = {"person": tutor, "code": "ABCDE-fghjk", "visitor": ANYWHERE, "at": at}

    assert commands.check_recovery_code(**check) == device
    assert commands.check_recovery_code(**check) is None

    assert [token.token for token in device.token_set.all()] == ["mnpqrstuvw"]
    assert events().filter(name="user.use_code", detail={"left": 1}).exists()
    letter = Message.objects.get()
    assert letter.to == tutor.email
    assert "You have 1 left." in letter.body
