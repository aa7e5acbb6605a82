from datetime import timedelta

import pytest

from interchange.accounts import commands
from interchange.accounts.models import User
from interchange.notifications.models import Message
from tests.factories import accounts, second_factor
from tests.factories.audit import events

pytestmark = pytest.mark.django_db


def unknown(person):
    return False


def known(person):
    return True


@pytest.fixture
def sam():
    person = accounts.a_person(email="Sam@school.example")
    person.set_password(accounts.PASSWORD)
    person.save()
    return person


def tries(at, password=accounts.PASSWORD, email="sam@school.example", browser=unknown):
    return commands.check_password(email=email, password=password, known=browser, at=at)


def test_the_right_password_gives_the_person_whatever_the_capitals_of_the_address(sam, at):
    assert tries(at, email=" SAM@SCHOOL.example ") == sam


@pytest.mark.parametrize("email", ["nobody@school.example", ""])
def test_an_unknown_address_gives_nobody(email, sam, at):
    assert tries(at, email=email) is None


def test_a_wrong_password_gives_nobody_and_is_counted(sam, at):
    assert tries(at, password="wrong") is None

    sam.refresh_from_db()
    assert (sam.failed_logins, sam.last_failed_at) == (1, at)


def test_a_failure_stands_in_the_trail_without_the_password(sam, at):
    tries(at, password="wrong-and-secret")

    event = events().get()
    assert (event.name, event.by, event.label) == ("user.fail_log_in", None, "Sam Sample")
    assert event.detail == {"step": "password"}


def test_after_failures_even_the_right_password_must_wait(sam, at):
    for _ in range(20):
        tries(at, password="wrong")
        at += timedelta(minutes=15)

    assert tries(at - timedelta(minutes=15) + timedelta(minutes=14)) is None
    assert tries(at) == sam


def test_a_try_that_came_too_early_does_not_lengthen_the_wait(sam, at):
    tries(at, password="wrong")
    tries(at, password="wrong")

    sam.refresh_from_db()
    assert sam.failed_logins == 1
    assert events().count() == 1


def test_guessing_elsewhere_hardly_keeps_the_owner_out_of_a_known_browser(sam, at):
    User.objects.update(failed_logins=30, last_failed_at=at)

    assert tries(at + timedelta(seconds=11)) is None
    assert tries(at + timedelta(seconds=11), browser=known) == sam


def test_a_closed_account_is_not_let_in(sam, at):
    User.objects.update(is_active=False)

    assert tries(at) is None


def test_who_has_chosen_no_password_yet_is_not_let_in(at):
    person = accounts.a_person(email="new@school.example")
    person.set_unusable_password()
    person.save()

    assert tries(at, email="new@school.example", password="") is None


def test_the_right_code_gives_the_app(tutor, at):
    app = second_factor.an_app(tutor)

    found = commands.check_code(person=tutor, code=second_factor.code(), known=False, at=at)

    assert found == app


def test_a_code_works_once(tutor, at):
    second_factor.an_app(tutor)
    code = second_factor.code()
    commands.check_code(person=tutor, code=code, known=False, at=at)

    assert commands.check_code(person=tutor, code=code, known=False, at=at) is None


@pytest.mark.parametrize("code", ["", "abc", "12", "٣٣٣٣٣٣"])
def test_no_other_code_is_right(code, tutor, at):
    second_factor.an_app(tutor)

    assert commands.check_code(person=tutor, code=code, known=False, at=at) is None

    tutor.refresh_from_db()
    assert tutor.failed_logins == 1


def test_a_known_password_buys_no_extra_guesses_at_the_code(sam, at):
    second_factor.an_app(sam)
    User.objects.update(failed_logins=9, last_failed_at=at)
    later = at + timedelta(minutes=5)

    tries(later)

    assert commands.check_code(person=sam, code="000000", known=False, at=later) is None
    sam.refresh_from_db()
    assert sam.failed_logins == 10


def test_a_recovery_code_works_once_and_is_told_of(tutor, at):
    device = second_factor.recovery_codes(tutor, "abcdefghjk", "mnpqrstuvw")
    check = {"person": tutor, "code": "ABCDE-fghjk", "known": False, "at": at}

    assert commands.check_recovery_code(**check) == device
    assert commands.check_recovery_code(**check) is None

    assert [token.token for token in device.token_set.all()] == ["mnpqrstuvw"]
    assert events().filter(name="user.use_code", detail={"left": 1}).exists()
    letter = Message.objects.get()
    assert letter.to == tutor.email
    assert "You have 1 left." in letter.body


def test_logging_in_forgets_the_failures(tutor, at):
    User.objects.update(failed_logins=9, last_failed_at=at)

    commands.log_in(by=tutor, at=at)

    tutor.refresh_from_db()
    assert (tutor.failed_logins, tutor.last_failed_at) == (0, None)
    assert events().get().name == "user.log_in"
