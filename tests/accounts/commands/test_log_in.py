from datetime import timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interchange.accounts import commands, links, rules
from interchange.accounts.guessing import Step
from interchange.accounts.models import FailedTry, User
from interchange.accounts.visitors import Visitor
from interchange.notifications.models import Message
from tests.factories import accounts, second_factor
from tests.factories.audit import events

pytestmark = pytest.mark.django_db


ANYWHERE, ELSEWHERE = Visitor(network="aaaa"), Visitor(network="bbbb")


def own_browser(person):
    """A browser in which the person has logged in before, far from ANYWHERE."""
    return Visitor(network="c", browser="0" * 32, people=(person.pk,))


def fail(person, step, number, at, visitor=ANYWHERE):
    """Have that many tries of the person fail, some time ago."""
    FailedTry.objects.bulk_create(
        FailedTry(
            person=person,
            step=step,
            at=at - timedelta(hours=1),
            network=visitor.network,
            browser=visitor.browser,
        )
        for _ in range(number)
    )


@pytest.fixture
def sam():
    person = accounts.a_person(email="Sam@school.example")
    person.set_password(accounts.PASSWORD)
    person.save()
    return person


def tries(at, password=accounts.PASSWORD, email="sam@school.example", visitor=ANYWHERE):
    return commands.check_password(email=email, password=password, visitor=visitor, at=at)


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
