"""`manage.py prepare` and what it is made of, run as an operator runs them, on a real database."""

import pytest

from interchange.database import roles

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(roles.one_role(), reason="DATABASE_URL names one role for everything"),
]
NEW, STRONG = "beside_serving", "beside_strong"


def as_role(database, name, password="secret"):
    """The URL that leads to the database as that role."""
    return database.url({"USER": name, "PASSWORD": password})


@pytest.fixture
def empty(beside):
    """The database beside, without roles of its own when the test is over."""
    yield beside
    for name in (NEW, STRONG):
        if beside.ask("SELECT 1 FROM pg_roles WHERE rolname = %s", name):
            beside.ask(f"DROP OWNED BY {name}")
            beside.ask(f"DROP ROLE {name}")


def test_a_role_that_is_missing_is_made_with_the_password_of_its_url(empty):
    code, said = empty.manage("grant_serving", DATABASE_URL=as_role(empty, NEW))

    assert (code, said) == (0, f"“{NEW}” may read and write rows, and nothing else.\n")
    kept = empty.ask("SELECT rolpassword, rolcanlogin FROM pg_authid WHERE rolname = %s", NEW)
    assert kept[0][0].startswith("SCRAM-SHA-256$") and kept[0][1]


def test_another_password_in_the_url_is_the_roles_from_then_on(empty):
    asked = "SELECT rolpassword FROM pg_authid WHERE rolname = %s"
    empty.manage("grant_serving", DATABASE_URL=as_role(empty, NEW))
    before = empty.ask(asked, NEW)

    empty.manage("grant_serving", DATABASE_URL=as_role(empty, NEW, "another"))

    assert empty.ask(asked, NEW) != before


@pytest.mark.parametrize("power", ["SUPERUSER", "CREATEROLE", "CREATEDB", "IN ROLE pg_monitor"])
def test_a_role_that_may_do_too_much_is_refused(power, empty):
    empty.ask(f"CREATE ROLE {STRONG} LOGIN {power}")

    code, said = empty.manage("grant_serving", DATABASE_URL=as_role(empty, STRONG))

    assert code == 1
    assert f"The role “{STRONG}” of DATABASE_URL may do too much" in said


def test_a_database_of_a_version_that_was_never_released_is_refused_and_left_alone(beside):
    beside.load("0.1.0")
    beside.ask("ALTER TABLE entries_candidate DROP COLUMN uln")
    before = beside.counts()

    code, said = beside.manage("prepare")

    assert code == 1
    assert "was made by a version of the portal that was never released" in said
    assert "Traceback" not in said
    assert beside.counts() == before


def test_one_role_for_everything_works_and_is_told(beside):
    beside.ask("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    owner = {"USER": beside.login["user"], "PASSWORD": beside.login["password"]}

    one = {"DATABASE_URL": beside.url(owner), "DATABASE_OWNER_URL": ""}
    code, said = beside.manage("prepare", **one)

    assert code == 0, said
    assert roles.ONE_ROLE in said
