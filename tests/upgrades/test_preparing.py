"""What `manage.py prepare` is made of, on a database of its own: roles are made, or refused."""

import os

import pytest
from django.core.management import CommandError, call_command

from interchange.database import roles
from tests.upgrades.conftest import inside

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(roles.one_role(), reason="DATABASE_URL names one role for everything"),
]
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")  # a role is known to all databases
NEW, STRONG = f"beside_serving_{WORKER}", f"beside_strong_{WORKER}"


@pytest.fixture
def grant(beside, settings, capsys):
    """A function that grants what serving needs to a role; roles of ours go with the test."""

    def granted(name, password="secret"):
        settings.SERVING_ROLE = {"USER": name, "PASSWORD": password}
        with inside(beside):
            call_command("grant_serving")
        return capsys.readouterr().out

    yield granted
    for name in (NEW, STRONG):
        if beside.ask("SELECT 1 FROM pg_roles WHERE rolname = %s", name):
            beside.ask(f"DROP OWNED BY {name}")
            beside.ask(f"DROP ROLE {name}")


def kept_password(beside):
    return beside.ask("SELECT rolpassword FROM pg_authid WHERE rolname = %s", NEW)[0][0]


@pytest.mark.slow
def test_a_role_that_is_missing_is_made_with_the_password_of_its_url(grant, beside):
    assert grant(NEW) == f"“{NEW}” may read and write rows, and nothing else.\n"

    assert kept_password(beside).startswith("SCRAM-SHA-256$")


@pytest.mark.slow
def test_another_password_in_the_url_is_the_roles_from_then_on(grant, beside):
    grant(NEW)
    before = kept_password(beside)

    grant(NEW, "another")

    assert kept_password(beside) != before


@pytest.mark.slow
@pytest.mark.parametrize("power", ["SUPERUSER", "CREATEROLE", "CREATEDB", "IN ROLE pg_monitor"])
def test_a_role_that_may_do_too_much_is_refused(power, grant, beside):
    beside.ask(f"CREATE ROLE {STRONG} LOGIN {power}")

    with pytest.raises(CommandError, match=f"The role “{STRONG}” .* may do too much"):
        grant(STRONG)


@pytest.mark.slow
def test_one_role_for_everything_works_and_is_told(beside, settings, capsys):
    settings.DATABASE_OWNER = None

    with inside(beside):
        call_command("grant_serving")

    assert capsys.readouterr().err.strip() == roles.ONE_ROLE


@pytest.mark.slow
def test_a_database_of_a_version_that_was_never_released_is_refused_and_left_alone(beside):
    beside.load("0.1.0")
    beside.ask("ALTER TABLE entries_candidate DROP COLUMN uln")
    before = beside.counts()

    with inside(beside), pytest.raises(CommandError, match="that was never released"):
        call_command("prepare", verbosity=0)

    assert beside.counts() == before
