"""A claim in progress, and who opens its grid."""

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from interchange.accounts.models import User
from interchange.accounts.roles import Role
from tests.factories import accounts, claims, second_factor
from tests.factories.accounts import PASSWORD


@pytest.fixture
def colleague(centre):
    """Somebody else who builds the same claim."""
    return accounts.with_role(Role.TUTOR, centre, name="Kim Colleague")


@pytest.fixture
def claim(centre, catalogue, tutor):
    """A claim in progress with 30 candidates, one assessor and no grade."""
    return claims.a_draft(centre, candidates=30, by=tutor)


@pytest.fixture
def two_assessors(claim, tutor):
    """Two assessors, so that none is filled in."""
    claim.centre.assessors.update(initials="AA")
    claims.an_assessor(claim.centre, by=tutor, name="Bo Bell", initials="BB")


@pytest.fixture
def grid_of(desk_of, claim):
    """A function that opens the grid as a person, in a browser of their own."""

    def opened(person, **options):
        page = desk_of(person, **options)
        page.goto(reverse("claims:grid", args=[claim.centre.number, claim.pk]))
        return page

    return opened


@pytest.fixture
def log_in_beside(log_in):
    """A function that logs a person in on another page of the same browser."""

    def beside(page, person):
        User.objects.filter(pk=person.pk).update(password=make_password(PASSWORD))
        second_factor.an_app(person)
        other = page.context.new_page()
        other.goto("/log-in/")
        log_in(other, person)

    return beside
