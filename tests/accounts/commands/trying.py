"""Tries to log in, from known browsers and from anywhere."""

from datetime import timedelta

from interchange.accounts import commands
from interchange.accounts.models import FailedTry
from interchange.accounts.visitors import Visitor
from tests.factories import accounts

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


def tries(at, password=accounts.PASSWORD, email="sam@school.example", visitor=ANYWHERE):
    return commands.check_password(email=email, password=password, visitor=visitor, at=at)
