from datetime import timedelta

import pytest
from django.core.management import call_command

from interchange.accounts import commands, links, rules
from interchange.accounts.guessing import (
    HOUR,
    MOST_FROM_A_NETWORK,
    MOST_WISHES_FROM_A_NETWORK,
    Step,
)
from interchange.accounts.models import AskedReset, FailedTry, User
from interchange.accounts.visitors import Visitor
from interchange.notifications.models import Message
from tests.factories import accounts, second_factor
from tests.factories.audit import events
from tests.racing import at_once

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

    choose(tutor, at)

    assert links.person_of(pk, token) is None


def test_a_link_works_for_nobody_else(tutor, exams_officer):
    _, token = pk_and_token(links.to_choose_password(tutor))

    assert links.person_of(exams_officer.pk, token) is None


def choose(person, at, password=accounts.PASSWORD):
    token = links.tokens.make_token(person)
    return commands.choose_password(person=person, token=token, password=password, at=at)


def test_choosing_a_password_gives_the_person_with_it(tutor, at):
    assert choose(tutor, at).check_password(accounts.PASSWORD)


def test_a_link_that_ended_since_the_page_was_shown_chooses_nothing(tutor, at):
    token = links.tokens.make_token(tutor)
    choose(tutor, at)

    with pytest.raises(rules.LinkEnded):
        commands.choose_password(person=tutor, token=token, password="another of them", at=at)

    tutor.refresh_from_db()
    assert tutor.check_password(accounts.PASSWORD)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_link_that_is_used_twice_at_once_works_once(tutor, at):
    token = links.tokens.make_token(tutor)

    def use(password):
        return commands.choose_password(person=tutor, token=token, password=password, at=at)

    came_to = at_once(lambda: use("first of the two"), lambda: use("second of the two"))

    assert {type(one) for one in came_to} == {User, rules.LinkEnded}
    (winner,) = (one for one in came_to if isinstance(one, User))
    assert User.objects.get(pk=tutor.pk).password == winner.password
    assert events().filter(name="user.choose_password").count() == 1


@pytest.mark.parametrize("email", ["known", "nobody@school.example"])
def test_asking_is_the_same_work_whether_there_is_such_a_person(
    email, tutor, at, django_assert_num_queries, monkeypatch
):
    hints = []
    monkeypatch.setattr("interchange.accounts.commands.passwords.hint", hints.append)

    # How often this network asked, that it asks again, the wish; between savepoint and release.
    with django_assert_num_queries(5):
        commands.ask_for_reset(
            email=tutor.email if email == "known" else email, visitor=Visitor(network="here"), at=at
        )

    assert hints == ["accounts.send_resets"]
    assert not Message.objects.exists()


@pytest.mark.slow
def test_from_one_network_a_new_password_is_asked_for_so_often_an_hour(tutor, at):
    here = Visitor(network="here")
    for number in range(MOST_WISHES_FROM_A_NETWORK):
        commands.ask_for_reset(email=f"{number}@school.example", visitor=here, at=at)

    with pytest.raises(rules.AskedTooOften) as refused:
        commands.ask_for_reset(email=tutor.email, visitor=here, at=at)

    assert refused.value.field == "email"
    assert not AskedReset.objects.filter(email=tutor.email).exists()
    commands.ask_for_reset(email=tutor.email, visitor=Visitor(network="elsewhere"), at=at)
    commands.ask_for_reset(email="late@school.example", visitor=here, at=at + HOUR)


@pytest.mark.slow
def test_wishes_for_a_password_keep_nobody_from_logging_in(sam, at):
    here = Visitor(network="here")
    FailedTry.objects.bulk_create(
        FailedTry(step=Step.RESET, network="here", at=at) for _ in range(MOST_FROM_A_NETWORK)
    )

    given = {"email": sam.email, "password": accounts.PASSWORD}
    assert commands.check_password(**given, visitor=here, at=at) == sam


def test_a_worker_sends_the_link_to_whom_there_is_and_forgets_the_wish(tutor, at):
    for email in (tutor.email.upper(), tutor.email, "nobody@school.example"):
        commands.ask_for_reset(email=email, visitor=Visitor(), at=at)

    assert commands.send_resets(at=at) == 2

    assert Message.objects.get().to == tutor.email
    assert not AskedReset.objects.exists()


def test_the_sweeper_sends_what_no_worker_heard_of(tutor, at):
    commands.ask_for_reset(email=tutor.email, visitor=Visitor(), at=at)

    call_command("sweep", "--once")

    assert Message.objects.filter(to=tutor.email).exists()


@pytest.fixture
def sam(tutor):
    tutor.set_password(accounts.PASSWORD)
    tutor.save()
    return tutor


def change(person, at, **given):
    return commands.change_password(
        **{
            "by": person,
            "old": accounts.PASSWORD,
            "code": second_factor.code(),
            "password": "another of them",
            "visitor": Visitor(),
            "at": at,
            **given,
        }
    )


@pytest.mark.slow
def test_a_password_is_changed_with_the_old_one_and_a_code(sam, at):
    second_factor.an_app(sam)

    change(sam, at)

    sam.refresh_from_db()
    assert sam.check_password("another of them")
    assert events().get().name == "user.change_password"
    assert Message.objects.get().subject == "Your password for Interchange has been changed"


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong, refusal",
    [({"old": "wrong"}, rules.WrongPassword), ({"code": "000000"}, rules.WrongCode)],
)
def test_a_password_is_not_changed_without_both_and_the_guess_is_counted(wrong, refusal, sam, at):
    second_factor.an_app(sam)

    with pytest.raises(refusal):
        change(sam, at, **wrong)

    sam.refresh_from_db()
    assert sam.check_password(accounts.PASSWORD)
    assert sam.failed_logins == 1
