"""Another e-mail address to log in with: only its own mailbox and the person together."""

from datetime import timedelta

import pytest

from interchange.accounts import commands, links, rules
from interchange.accounts.models import EmailChange, User
from interchange.notifications.linking import NoLink
from interchange.notifications.models import Message
from tests.factories import accounts
from tests.factories.audit import events
from tests.racing import at_once

pytestmark = pytest.mark.django_db
NEW = "new@school.example"


def ask(person, at, email=NEW):
    commands.ask_for_email(by=person, email=email, at=at)
    change = EmailChange.objects.filter(person=person).first()
    return change and links.email_token(change)


def letters_to(address):
    return [one.template for one in Message.objects.filter(to=address).order_by("id")]


def test_the_new_address_is_sent_a_link_and_the_present_one_is_told(tutor, at):
    ask(tutor, at)

    assert letters_to(NEW) == ["accounts/email_to_confirm"]
    assert letters_to(tutor.email) == ["accounts/email_asked"]
    assert User.objects.get(pk=tutor.pk).email == tutor.email


def test_with_the_link_the_person_logs_in_by_the_new_address_and_both_are_told(tutor, at):
    token, old = ask(tutor, at), tutor.email

    commands.take_email(by=tutor, token=token, at=at)

    assert User.objects.get(pk=tutor.pk).email == NEW
    assert letters_to(old)[-1] == letters_to(NEW)[-1] == "accounts/email_changed"
    event = events().filter(name="user.change_email").get()
    assert (event.by, event.detail) == (tutor, {"from": old, "to": NEW})


def test_a_link_works_once_for_its_person_and_for_three_days(tutor, exams_officer, at):
    token = ask(tutor, at)
    for person, when in ((exams_officer, at), (tutor, at + timedelta(days=3, seconds=1))):
        with pytest.raises(rules.LinkEnded):
            commands.take_email(by=person, token=token, at=when)

    commands.take_email(by=tutor, token=token, at=at)

    with pytest.raises(rules.LinkEnded):
        commands.take_email(by=tutor, token=token, at=at)


def test_only_the_latest_link_works(tutor, at):
    first = ask(tutor, at, email="slip@school.example")
    second = ask(tutor, at + timedelta(minutes=1))

    with pytest.raises(rules.LinkEnded):
        commands.take_email(by=tutor, token=first, at=at)
    commands.take_email(by=tutor, token=second, at=at)


def test_a_link_to_a_new_password_ends_with_the_address_it_went_to(tutor, at):
    reset = links.tokens.make_token(tutor)

    commands.take_email(by=tutor, token=ask(tutor, at), at=at)

    assert links.person_of(tutor.pk, reset) is None


@pytest.mark.parametrize("change", [str.upper, str.title])
def test_the_address_in_use_is_no_new_one_however_it_is_written(change, tutor, at):
    with pytest.raises(rules.SameEmail):
        ask(tutor, at, email=change(tutor.email))


def test_nobody_learns_by_asking_who_has_an_account(tutor, exams_officer, at):
    assert ask(tutor, at, email=exams_officer.email.upper()) is None

    assert letters_to(tutor.email) == ["accounts/email_asked"]
    assert letters_to(exams_officer.email.upper()) == ["accounts/email_taken"]


def test_an_address_that_somebody_else_took_meanwhile_is_refused_with_a_sentence(tutor, at):
    token = ask(tutor, at)
    accounts.a_person(email=NEW.upper())

    with pytest.raises(rules.EmailTaken, match="Nothing was changed"):
        commands.take_email(by=tutor, token=token, at=at)

    assert User.objects.get(pk=tutor.pk).email == tutor.email


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_people_who_take_one_address_at_once_do_not_share_it(tutor, exams_officer, at):
    tokens = {person: ask(person, at) for person in (tutor, exams_officer)}

    came_to = at_once(
        *(
            lambda person=person, token=token: commands.take_email(by=person, token=token, at=at)
            for person, token in tokens.items()
        )
    )

    assert {type(one) for one in came_to} == {User, rules.EmailTaken}
    assert User.objects.filter(email=NEW).count() == 1


def test_the_link_is_made_for_the_new_address_and_for_no_other_when_its_letter_leaves(tutor, at):
    token = ask(tutor, at)
    letter = Message.objects.get(to=NEW)

    assert token not in letter.body
    assert token in links.for_letter(letter.link, letter.reader, letter.to)
    for other in (tutor.email, "slip@school.example"):
        with pytest.raises(NoLink):
            links.for_letter(letter.link, letter.reader, other)
