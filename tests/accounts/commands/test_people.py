import pytest
from django.core.exceptions import PermissionDenied

from interchange.accounts import commands, links, queries, rules
from interchange.accounts.models import Membership, User
from interchange.accounts.roles import Role
from interchange.names import NameRefused
from interchange.notifications.models import Message
from interchange.refusals import AlreadyDone
from tests.factories import accounts
from tests.factories.audit import events
from tests.racing import at_once

pytestmark = pytest.mark.django_db


def invite(by, centre, at, **given):
    details = {"name": "Nell O'Hara", "email": "nell@school.example", "roles": [Role.TUTOR]}
    return commands.invite(centre=centre, by=by, at=at, **{**details, **given})


def test_a_new_colleague_is_sent_a_link_to_begin(centre_administrator, centre, at):
    person = invite(centre_administrator, centre, at)

    assert queries.roles_at(centre, person) == {Role.TUTOR}
    assert not person.has_usable_password()
    letter = Message.objects.get()
    assert letter.to == "nell@school.example"
    assert "Dear Nell O'Hara," in letter.body
    assert (letter.link, letter.reader) == (links.CHOOSE_PASSWORD, person)


def test_a_centre_gives_no_role_to_who_moderates_its_claims(
    centre_administrator, centre, other_centre, moderator, at
):
    """Else any centre could be rid of its moderator for the year, whom nobody would have asked."""
    with pytest.raises(rules.NotAllowedIn, match="moderates claims of your centre"):
        invite(centre_administrator, centre, at, email=moderator.email)

    elsewhere = accounts.with_role(Role.CENTRE_ADMINISTRATOR, other_centre)
    assert invite(elsewhere, other_centre, at, email=moderator.email) == moderator


def test_nobody_writes_a_line_or_a_link_into_an_invitation_by_a_name(
    centre_administrator, centre, at
):
    with pytest.raises(NameRefused, match="no address of a page"):
        invite(centre_administrator, centre, at, name="Nell, see https://x.example")
    person = invite(centre_administrator, centre, at, name="Nell\nYour account is closed")

    assert person.name == "Nell Your account is closed"
    assert "Dear Nell Your account is closed," in Message.objects.get().body


def test_an_invitation_stands_in_the_trail_with_the_centre(centre_administrator, centre, at):
    invite(centre_administrator, centre, at, roles=[Role.TUTOR, Role.EXAMS_OFFICER])

    event = events().get()
    assert (event.name, event.by, event.centre) == ("user.invite", centre_administrator, "12345")
    assert event.detail == {"roles": ["exams_officer", "tutor"]}


@pytest.mark.slow
def test_a_person_of_another_centre_is_just_added(centre_administrator, centre, stranger, at):
    stranger.set_password(accounts.PASSWORD)
    stranger.save()

    person = invite(centre_administrator, centre, at, email=stranger.email.upper(), name="Typo")

    assert person == stranger
    assert person.name == "Sasha Stranger"
    assert queries.roles_at(centre, stranger) == {Role.TUTOR}
    assert "You have been added to Fernhill College" in Message.objects.get().subject


def test_a_colleague_is_not_invited_twice(centre_administrator, centre, tutor, at):
    with pytest.raises(rules.AlreadyHere, match="change their roles instead"):
        invite(centre_administrator, centre, at, email=tutor.email)


def test_a_closed_account_is_not_invited(centre_administrator, centre, stranger, at):
    User.objects.filter(pk=stranger.pk).update(is_active=False)

    with pytest.raises(rules.NotAllowedIn, match="has closed the account"):
        invite(centre_administrator, centre, at, email=stranger.email)


def test_nobody_comes_to_the_account_of_the_portal(centre_administrator, centre, at):
    account = commands.service_account()

    with pytest.raises(rules.NotAllowedIn, match="an account of the portal"):
        invite(centre_administrator, centre, at, email=account.email)
    assert links.person_of(account.pk, links.tokens.make_token(account)) is None


def test_nobody_invites_themself_into_more_roles(centre_administrator, centre, at):
    with pytest.raises(rules.NotYourOwn):
        invite(centre_administrator, centre, at, email=centre_administrator.email)


def test_only_the_centre_administrator_invites(exams_officer, stranger, centre, at):
    for person in (exams_officer, stranger):
        with pytest.raises(PermissionDenied, match="Centre Administrator"):
            invite(person, centre, at)

    assert not User.objects.filter(email="nell@school.example").exists()


@pytest.mark.slow
def test_a_new_link_is_sent_until_the_first_is_used(centre_administrator, centre, at):
    person = invite(centre_administrator, centre, at)
    again = {"person": person, "centre": centre, "by": centre_administrator, "at": at}

    commands.invite_again(**again)
    assert Message.objects.count() == 2
    with pytest.raises(AlreadyDone, match="a moment ago"):
        commands.invite_again(**again)

    token = links.tokens.make_token(person)
    again["person"] = commands.choose_password(
        person=person, token=token, password=accounts.PASSWORD, at=at
    )
    with pytest.raises(rules.AlreadyHere, match="taken up the invitation"):
        commands.invite_again(**again)


@pytest.mark.slow
def test_roles_are_set_and_told(centre_administrator, centre, tutor, at):
    roles = [Role.EXAMS_OFFICER, Role.POST_RESULT_READ]

    commands.set_roles(person=tutor, centre=centre, roles=roles, by=centre_administrator, at=at)

    assert queries.roles_at(centre, tutor) == set(roles)
    assert events().get().detail == {
        "from": ["tutor"],
        "to": ["exams_officer", "post_result_read"],
    }
    assert "you are: Exams Officer, Post Result Read Only" in Message.objects.get().body


def test_setting_the_same_roles_again_says_nothing(centre_administrator, centre, tutor, at):
    commands.set_roles(
        person=tutor, centre=centre, roles=[Role.TUTOR], by=centre_administrator, at=at
    )

    assert not events().exists()
    assert not Message.objects.exists()


def test_nobody_changes_their_own_roles(centre_administrator, centre, at):
    change = {"person": centre_administrator, "centre": centre, "by": centre_administrator}

    with pytest.raises(rules.NotYourOwn):
        commands.set_roles(**change, roles=[Role.TUTOR], at=at)
    with pytest.raises(rules.NotYourOwn):
        commands.remove(**change, at=at)


def test_a_leaver_belongs_to_the_centre_no_more(centre_administrator, centre, tutor, at):
    commands.remove(person=tutor, centre=centre, by=centre_administrator, at=at)

    assert queries.roles_at(centre, tutor) == set()
    assert User.objects.filter(pk=tutor.pk, is_active=True).exists()
    assert events().get().name == "user.remove"
    assert Message.objects.get().to == tutor.email


def test_a_leaver_keeps_other_centres(centre_administrator, centre, other_centre, stranger, at):
    Membership.objects.create(user=stranger, role=Role.TUTOR, centre=centre)

    commands.remove(person=stranger, centre=centre, by=centre_administrator, at=at)

    assert queries.roles_at(other_centre, stranger) == {Role.CENTRE_ADMINISTRATOR}


@pytest.mark.slow
def test_the_centre_does_not_touch_a_moderators_allocation(
    centre_administrator, centre, moderator, at
):
    Membership.objects.create(user=moderator, role=Role.TUTOR, centre=centre)

    commands.remove(person=moderator, centre=centre, by=centre_administrator, at=at)

    assert [held.role for held in moderator.memberships.all()] == [Role.MODERATOR]


def test_the_last_centre_administrator_stays(centre_administrator, centre, at):
    other = accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre)
    Membership.objects.filter(user=other).update(role=Role.TUTOR)
    other._remembered = [Membership(user=other, role=Role.CENTRE_ADMINISTRATOR, centre=centre)]

    with pytest.raises(rules.NobodyLeft, match="without a Centre Administrator"):
        commands.remove(person=centre_administrator, centre=centre, by=other, at=at)

    assert queries.roles_at(centre, centre_administrator) == {Role.CENTRE_ADMINISTRATOR}


def test_a_tutor_removes_nobody(tutor, exams_officer, centre, at):
    with pytest.raises(PermissionDenied):
        commands.remove(person=exams_officer, centre=centre, by=tutor, at=at)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_administrators_invite_one_colleague_at_once_and_one_is_told(centre, at):
    first, second = (accounts.with_role(Role.CENTRE_ADMINISTRATOR, centre) for _ in range(2))

    came_to = at_once(
        lambda: invite(User.objects.get(pk=first.pk), centre, at),
        lambda: invite(User.objects.get(pk=second.pk), centre, at, email="NELL@school.example"),
    )

    assert {type(one) for one in came_to} == {User, rules.AlreadyHere}
    assert Membership.objects.filter(user__email__iexact="nell@school.example").count() == 1
    assert Message.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_centres_invite_one_newcomer_at_once_and_both_have_them(centre, other_centre, at):
    ours, theirs = (
        accounts.with_role(Role.CENTRE_ADMINISTRATOR, where) for where in (centre, other_centre)
    )

    came_to = at_once(
        lambda: invite(User.objects.get(pk=ours.pk), centre, at),
        lambda: invite(User.objects.get(pk=theirs.pk), other_centre, at),
    )

    assert came_to[0] == came_to[1] == User.objects.get(email="nell@school.example")
    assert Message.objects.count() == 2
