"""The owner is told of guesses at the account."""

from datetime import timedelta

import pytest

from interchange.accounts import commands
from interchange.notifications.models import Message
from tests.accounts.commands.trying import ANYWHERE, tries
from tests.factories import accounts, second_factor

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    person = accounts.a_person(email="Sam@school.example")
    person.set_password(accounts.PASSWORD)
    person.save()
    return person


def guess(person, number, at, step="password"):
    """Have a guesser try that often, patiently."""
    for _ in range(number):
        at += timedelta(minutes=15)
        if step == "password":
            tries(at, password="wrong")
        else:
            commands.check_code(person=person, code="000000", visitor=ANYWHERE, at=at)
    return at


@pytest.mark.slow
def test_the_owner_is_told_of_guesses_in_one_letter_a_day(sam, at):
    begun = guess(sam, 9, at)
    assert not Message.objects.exists()

    later = guess(sam, 30, begun)

    letter = Message.objects.get()
    assert letter.to == sam.email
    assert "10 wrong passwords have been tried for Sam@school.example" in letter.body

    guess(sam, 80, later)
    assert Message.objects.count() == 2


@pytest.mark.slow
def test_who_knows_the_password_and_guesses_at_the_code_is_told_of_sooner(sam, at):
    second_factor.an_app(sam)
    guess(sam, 10, at)

    guess(sam, 3, at + timedelta(hours=5), step="code")

    letter = Message.objects.order_by("id").last()
    assert letter.subject.startswith("Somebody knows your password")
    assert "3 wrong codes" in letter.body


@pytest.mark.slow
def test_the_letter_of_failures_tells_no_place_and_nothing_typed(sam, at):
    guess(sam, 10, at)

    body = Message.objects.get().body
    assert "wrong passwords" in body
    assert ANYWHERE.network not in body
