from datetime import timedelta

import pytest

from interchange.accounts import commands, links, rules
from interchange.accounts.models import User
from interchange.notifications.models import Message
from tests.factories import accounts
from tests.factories.audit import events

pytestmark = pytest.mark.django_db


def pk_and_token(path):
    _, pk, token, _ = path.strip("/").split("/") + [""]
    return int(pk), token


def test_who_forgot_the_password_is_sent_a_link(tutor, at):
    commands.send_reset(email=tutor.email.upper(), at=at)

    letter = Message.objects.get()
    assert letter.to == tutor.email
    assert (letter.link, letter.reader) == (links.CHOOSE_PASSWORD, tutor)


def test_nobody_is_written_to_at_an_unknown_address(db, at):
    commands.send_reset(email="nobody@school.example", at=at)

    assert not Message.objects.exists()


def test_a_closed_account_is_sent_no_link(tutor, at):
    User.objects.update(is_active=False)

    commands.send_reset(email=tutor.email, at=at)

    assert not Message.objects.exists()


def test_a_mailbox_is_not_flooded(tutor, at):
    commands.send_reset(email=tutor.email, at=at)
    commands.send_reset(email=tutor.email, at=at + timedelta(minutes=4))
    commands.send_reset(email=tutor.email, at=at + timedelta(minutes=6))

    assert Message.objects.count() == 2


def test_a_link_works_once(tutor, at):
    pk, token = pk_and_token(links.to_choose_password(tutor))
    assert links.person_of(pk, token) == tutor

    commands.choose_password(by=tutor, password=accounts.PASSWORD, at=at)

    assert links.person_of(pk, token) is None


def test_a_link_works_for_nobody_else(tutor, exams_officer):
    _, token = pk_and_token(links.to_choose_password(tutor))

    assert links.person_of(exams_officer.pk, token) is None


def test_choosing_a_password_frees_whoever_was_kept_waiting(tutor, at):
    User.objects.update(failed_logins=30, last_failed_at=at)
    tutor.refresh_from_db()

    commands.choose_password(by=tutor, password=accounts.PASSWORD, at=at)

    tutor.refresh_from_db()
    assert tutor.check_password(accounts.PASSWORD)
    assert (tutor.failed_logins, tutor.last_failed_at) == (0, None)


@pytest.fixture
def sam(tutor):
    tutor.set_password(accounts.PASSWORD)
    tutor.save()
    return tutor


def test_a_password_is_changed_with_the_old_one(sam, at):
    commands.change_password(by=sam, old=accounts.PASSWORD, password="another of them", at=at)

    sam.refresh_from_db()
    assert sam.check_password("another of them")
    assert events().get().name == "user.change_password"
    assert Message.objects.get().subject == "Your password for Interchange has been changed"


def test_a_password_is_not_changed_without_the_old_one(sam, at):
    with pytest.raises(rules.WrongPassword):
        commands.change_password(by=sam, old="wrong", password="another of them", at=at)

    sam.refresh_from_db()
    assert sam.check_password(accounts.PASSWORD)
