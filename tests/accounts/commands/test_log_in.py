"""A password is checked, and guesses at it wait."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interchange.accounts import commands
from interchange.accounts.guessing import Step
from interchange.accounts.models import FailedTry, User
from interchange.accounts.visitors import Visitor
from tests.accounts.commands.trying import ANYWHERE, ELSEWHERE, fail, own_browser, tries
from tests.factories import accounts
from tests.factories.audit import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam():
    person = accounts.a_person(email="Sam@school.example")
    person.set_password(accounts.PASSWORD)
    person.save()
    return person


def test_the_right_password_gives_the_person_whatever_the_capitals_of_the_address(sam, at):
    assert tries(at, email=" SAM@SCHOOL.example ") == sam


@pytest.mark.parametrize("email", ["nobody@school.example", ""])
def test_an_unknown_address_gives_nobody(email, sam, at):
    assert tries(at, email=email) is None


def test_a_wrong_password_gives_nobody_and_is_counted(sam, at):
    assert tries(at, password="wrong") is None

    sam.refresh_from_db()
    assert sam.failed_logins == 1
    assert FailedTry.objects.get().person == sam


def test_a_failure_stands_in_the_trail_without_the_password(sam, at):
    tries(at, password="wrong-and-secret")

    event = events().get()
    assert (event.name, event.by, event.label) == ("user.fail_log_in", None, "Sam Sample")
    assert event.detail == {"step": "password"}


@pytest.mark.slow
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


def test_a_guesser_elsewhere_does_not_keep_the_owner_out_of_a_known_browser(sam, at):
    fail(sam, Step.PASSWORD, 100, at, ELSEWHERE)

    assert tries(at) is None
    assert tries(at, visitor=own_browser(sam)) == sam


def test_a_guesser_at_one_place_does_not_keep_the_owner_out_of_a_new_browser_at_another(sam, at):
    fail(sam, Step.PASSWORD, 99, at, ELSEWHERE)

    assert tries(at, visitor=ELSEWHERE) is None
    assert tries(at) == sam


@pytest.mark.slow
def test_many_places_together_have_no_more_guesses_at_a_password_than_a_hundred_a_day(sam, at):
    for place in range(100):
        fail(sam, Step.PASSWORD, 1, at, Visitor(network=f"place {place}"))

    assert tries(at, visitor=Visitor(network="one more")) is None
    assert tries(at + timedelta(days=1), visitor=Visitor(network="one more")) == sam


@pytest.mark.slow
def test_one_network_does_not_go_through_the_accounts_of_all(sam, at):
    for _ in range(199):
        fail(None, Step.PASSWORD, 1, at + timedelta(minutes=30))
    assert tries(at) == sam

    fail(None, Step.PASSWORD, 1, at + timedelta(minutes=30))

    assert tries(at) is None
    assert tries(at, visitor=ELSEWHERE) == sam
    same_school = Visitor(network="aaaa", browser="0" * 32, people=(sam.pk,))
    assert tries(at, visitor=same_school) == sam


def test_an_account_that_is_nobodys_is_counted_like_any_other(db, at):
    tries(at, email="nobody@school.example")

    assert FailedTry.objects.get().person is None


@pytest.mark.parametrize("email", ["sam@school.example", "nobody@school.example"])
@pytest.mark.parametrize("failures", [0, 100])
def test_whoever_is_refused_has_had_a_password_hashed_once(email, failures, sam, at, monkeypatch):
    hashed = []
    fail(sam, Step.PASSWORD, failures, at)
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args, **more: hashed.append(1) or encode(*args, **more)
    )

    tries(at, password="wrong", email=email)

    assert len(hashed) == 1


def test_a_wrong_password_of_somebody_elses_is_not_a_failure_of_a_known_browser(sam, tutor, at):
    tries(at, password="wrong", visitor=own_browser(tutor))

    assert FailedTry.objects.get().browser == ""


@pytest.mark.parametrize("email", ["sam@school.example", "nobody@school.example"])
def test_tries_for_one_address_queue_whether_or_not_it_is_anybodys(email, sam, at):
    with CaptureQueriesContext(connection) as captured:
        tries(at, password="wrong", email=email)

    queue = [one["sql"] for one in captured if "pg_advisory_xact_lock" in one["sql"]]
    assert len(queue) == 1 and email in queue[0]


def test_a_closed_account_is_not_let_in(sam, at):
    User.objects.update(is_active=False)

    assert tries(at) is None


def test_who_has_chosen_no_password_yet_is_not_let_in(at):
    person = accounts.a_person(email="new@school.example")
    person.set_unusable_password()
    person.save()

    assert tries(at, email="new@school.example", password="") is None


def test_logging_in_forgets_the_failures_from_here_and_says_how_many_there_were(tutor, at):
    User.objects.update(failed_logins=9)
    tutor.refresh_from_db()
    fail(tutor, Step.CODE, 2, at)
    fail(tutor, Step.CODE, 7, at, ELSEWHERE)

    assert commands.log_in(by=tutor, visitor=ANYWHERE, at=at) == 9

    tutor.refresh_from_db()
    assert tutor.failed_logins == 0
    assert {one.network for one in FailedTry.objects.all()} == {ELSEWHERE.network}
    assert events().get().name == "user.log_in"


def test_failures_are_forgotten_after_a_week(tutor, at):
    fail(tutor, Step.CODE, 1, at)

    commands.forget_old_failures(at=at + timedelta(days=6))
    assert FailedTry.objects.exists()
    commands.forget_old_failures(at=at + timedelta(days=7))
    assert not FailedTry.objects.exists()
