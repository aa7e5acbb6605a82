"""Who logs in."""

import pytest

from interchange.accounts.roles import Role
from tests.factories import accounts


@pytest.fixture
def sam(centre):
    """A teacher whose password is PASSWORD."""
    person = accounts.with_role(Role.TUTOR, centre, email="sam@school.example")
    person.set_password(accounts.PASSWORD)
    person.save()
    return person
