"""A browser once logged in with is known again; guesses do not keep it waiting."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from interchange.accounts.guessing import LIMITS, Step
from interchange.accounts.models import FailedTry, User
from interchange.accounts.visitors import disguised
from tests.accounts.views.logging_in import LOG_IN, give_code, give_password
from tests.factories import accounts, second_factor

pytestmark = [pytest.mark.django_db]


@pytest.mark.slow
def test_a_browser_once_logged_in_with_is_known_again(client, sam):
    second_factor.an_app(sam)
    give_password(client)
    give_code(client)

    cookie = client.cookies["known"]
    browser, *people = cookie.value.partition(":")[0].split(".")
    assert (len(browser), people) == (32, [str(sam.pk)])
    assert cookie["httponly"]


@pytest.mark.slow
def test_a_forged_cookie_makes_no_browser_known(client, sam):
    client.cookies["known"] = f"{sam.pk}:forged"

    assert give_password(client).url == reverse("accounts:second_factor")


@pytest.mark.slow
def test_who_logs_in_after_guesses_is_told_of_them(client, sam):
    second_factor.an_app(sam)
    User.objects.update(failed_logins=12)
    give_password(client)

    answer = give_code(client, next="/account/")

    assert "12 wrong passwords or codes were tried" in client.get(answer.url).content.decode()


def fail_all_day(person):
    """Have as many wrong passwords of the person come from the test's own address as count."""
    here = {"network": disguised("127.0.0.1"), "at": timezone.now()}
    most = LIMITS[Step.PASSWORD].place
    FailedTry.objects.bulk_create(
        FailedTry(person=person, step=Step.PASSWORD, **here) for _ in range(most)
    )


@pytest.mark.slow
def test_a_guesser_beside_a_known_browser_does_not_keep_it_waiting(client, sam):
    second_factor.an_app(sam)
    give_password(client)
    give_code(client)
    client.post("/log-out/")
    stranger = Client()
    fail_all_day(sam)
    assert give_password(stranger).status_code == 200

    assert give_password(client).url == reverse("accounts:second_factor")


@pytest.mark.slow
def test_a_header_that_anybody_may_write_makes_no_other_network(client, sam):
    fail_all_day(sam)
    answers = [
        client.post(
            LOG_IN,
            {"email": sam.email, "password": accounts.PASSWORD},
            headers={"x-forwarded-for": f"192.0.2.{number}"},
        )
        for number in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]


@pytest.mark.slow
def test_behind_a_proxy_each_network_is_one_of_its_own(client, sam, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(2):
        give = {"email": sam.email, "password": "wrong"}
        client.post(LOG_IN, give, headers={"x-forwarded-for": f"192.0.2.{number}"})

    assert FailedTry.objects.values("network").distinct().count() == 2
