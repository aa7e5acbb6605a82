"""Each person says which letters they get; somebody at each centre is always reminded."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interchange.accounts.roles import Role
from interchange.audit.models import Event
from reminders import queries
from reminders.models import LettersWanted
from tests.factories import accounts
from tests.reading import text

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def officer(centre):
    """The centre's exams officer, the only one who can do what an Exams Officer can."""
    return accounts.with_role(Role.EXAMS_OFFICER, centre)


def choose(client, *letters):
    """What the page answers to these ticks."""
    return client.post(reverse("reminders:letters"), {"letters": letters}, follow=True)


def test_all_letters_come_until_somebody_says_otherwise(officer):
    now = queries.wanted(officer)

    assert (now.reminders, now.digest, now.news) == (True, True, True)


def test_digest_and_news_are_switched_off_and_it_is_noted_once(sign_in, officer):
    client = sign_in(officer)

    for _ in range(2):
        assert "Saved." in text(choose(client, "reminders"))

    now = queries.wanted(officer)
    assert (now.reminders, now.digest, now.news) == (True, False, False)
    assert Event.objects.filter(name="user.choose_letters").count() == 1
    assert "Weekly digest" in text(client.get(reverse("reminders:letters")))


def test_the_last_who_would_be_reminded_cannot_switch_it_off(sign_in, centre, officer):
    answer = choose(sign_in(officer), "digest")

    assert f"You are the last who would be reminded at {centre}" in text(answer)
    assert not LettersWanted.objects.exists()


def test_an_invited_colleague_who_never_came_reads_nothing(sign_in, centre, officer):
    invited = accounts.with_role(Role.EXAMS_OFFICER, centre)
    assert "You are the last" in text(choose(sign_in(officer), "digest"))

    invited.last_login = timezone.now()
    invited.save()
    assert "Saved." in text(choose(sign_in(officer), "digest"))
    assert not queries.wanted(officer).reminders


def test_of_two_colleagues_the_second_cannot(sign_in, centre, officer):
    other = accounts.with_role(Role.EXAMS_OFFICER, centre, last_login=timezone.now())
    officer.last_login = timezone.now()
    officer.save()
    choose(sign_in(officer), "digest")

    assert "You are the last" in text(choose(sign_in(other), "digest"))


def test_who_holds_no_role_that_is_reminded_may(sign_in, centre):
    reader = accounts.with_role(Role.POST_RESULT_READ, centre)

    assert "Saved." in text(choose(sign_in(reader)))
