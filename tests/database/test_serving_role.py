"""The role that serves reads and writes rows. Whatever else is tried through it is refused."""

import psycopg2
import pytest
from django.apps import apps
from django.conf import settings
from django.db import InternalError, connection, transaction
from psycopg2.errors import InsufficientPrivilege

from interchange.database import privileges, roles
from tests import ownership

KEPT = {
    "assessed_teacherassessedgrade",
    "audit_event",
    "audit_seal",
    "catalogue_enteredrules",
    "catalogue_olderrules",
    "catalogue_markboundaries",
    "certificates_certificate",
    "certificates_reissue",
    "certificates_returned",
    "certificates_takenout",
    "checkpoints_declaration",
    "checkpoints_declaredresult",
    "checkpoints_notice",
    "checkpoints_noticedentry",
    "checkpoints_reminder",
    "desk_note",
    "entries_charge",
    "entries_credit",
    "entries_invoice",
    "entries_invoiceline",
    "results_atrisk",
    "results_attendance",
    "results_awardforeseen",
    "results_decision",
    "results_qualificationresult",
    "results_resultsfile",
    "results_resultsfileline",
    "results_unitresult",
}
pytestmark = pytest.mark.django_db
OWNER = (settings.DATABASE_OWNER or {"USER": "portal"})["USER"]
TRIED = {
    "empty the trail": "TRUNCATE audit_event",
    "empty whatever is there": "TRUNCATE entries_candidate CASCADE",
    "switch a trigger off": "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    "switch triggers off for itself": "SET session_replication_role = replica",
    "drop a trigger": "DROP TRIGGER pgtrigger_append_only_7d947 ON audit_event",
    "drop a table": "DROP TABLE mir_attachment",
    "change a table": "ALTER TABLE audit_event ADD COLUMN more text",
    "take a table": "ALTER TABLE audit_event OWNER TO CURRENT_USER",
    "take all that the owner made": f'REASSIGN OWNED BY "{OWNER}" TO CURRENT_USER',
    "put a rule in the way": "CREATE RULE quiet AS ON INSERT TO audit_event DO INSTEAD NOTHING",
    "put a trigger in the way": (
        "CREATE TRIGGER mine BEFORE INSERT ON audit_event"
        " EXECUTE FUNCTION pgtrigger_append_only_7d947()"
    ),
    "make a table": "CREATE TABLE mine (id int)",
    "make a table for a while": "CREATE TEMP TABLE mine (id int)",
    "make a view": "CREATE VIEW mine AS SELECT 1",
    "make a schema": "CREATE SCHEMA mine",
    "make a function": "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "write a function anew": (
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
        " RETURNS boolean LANGUAGE sql AS 'SELECT true'"
    ),
    "open a function again": "ALTER FUNCTION _pgtrigger_should_ignore(name) RESET ALL",
    "make an extension": "CREATE EXTENSION pg_prewarm",
    "make a role": "CREATE ROLE mine",
    "make a database": "CREATE DATABASE mine",
    "make itself a superuser": "ALTER ROLE CURRENT_USER SUPERUSER",
    "become the owner": f'SET ROLE "{OWNER}"',
    "log in as the owner": f'SET SESSION AUTHORIZATION "{OWNER}"',
    "join the owner": f'GRANT "{OWNER}" TO CURRENT_USER',
    "run a program": "COPY (SELECT 1) TO PROGRAM 'true'",
    "hear a program": "COPY audit_event (name) FROM PROGRAM 'id'",
    "write a file": "COPY (SELECT 1) TO '/tmp/mine'",
    "read a file": "SELECT pg_read_file('/etc/passwd')",
    "read the server's folder": "SELECT pg_ls_dir('.')",
    "take a file in": "SELECT lo_import('/etc/passwd')",
    "read the passwords of roles": "SELECT rolpassword FROM pg_authid",
    "set the server up": "ALTER SYSTEM SET log_statement = 'none'",
    "end the owner's connection": (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE usename = '{OWNER}' AND pid <> pg_backend_pid()"
    ),
    "say that a migration was applied": "DELETE FROM django_migrations",
    "say which migrations were applied": "UPDATE database_appliedmigration SET digest = ''",
    "set a sequence back": "SELECT setval('ocr_candidate_number', 1)",
    **{f"change {table}": f"UPDATE {table} SET {column} = NULL" for table, column in (
        ("audit_event", "label"),
        ("entries_invoice", "because"),
        ("entries_invoiceline", "pence"),
        ("results_unitresult", "grade"),
        ("results_qualificationresult", "grade"),
    )},
    **{f"delete from {table}": f"DELETE FROM {table}" for table in sorted(KEPT)},
}  # fmt: skip


@pytest.fixture
def attempt(serving):
    """A function that tries a statement as the role that serves."""

    def tried(statement):
        with serving.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None

    return tried


@pytest.mark.parametrize("what", TRIED)
def test_the_role_that_serves_cannot(what, attempt):
    with pytest.raises(InsufficientPrivilege):
        attempt(TRIED[what])


def test_it_cannot_give_itself_a_right(attempt):
    attempt("GRANT ALL ON audit_event TO CURRENT_USER")  # PostgreSQL only warns

    assert attempt("SELECT has_table_privilege('audit_event', 'TRUNCATE, UPDATE')") == [(False,)]


def test_it_is_no_superuser_and_belongs_to_no_role(attempt):
    assert attempt(
        "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,"
        " EXISTS (SELECT 1 FROM pg_auth_members WHERE member = pg_roles.oid)"
        " FROM pg_roles WHERE rolname = current_user"
    ) == [(False,) * 6]


def test_what_is_append_only_is_read_from_the_triggers_of_the_models():
    assert privileges.append_only_tables().keys() == KEPT


def test_it_has_what_it_needs_of_every_table_and_no_more(attempt):
    needed = {each._meta.db_table: "arwd" for each in apps.get_models(include_auto_created=True)}
    needed |= dict.fromkeys(KEPT, "ar") | dict.fromkeys(privileges.READ_ONLY, "r")
    given = attempt(
        "SELECT relname, coalesce(string_agg(letter, '' ORDER BY letter), '') FROM pg_class"
        " LEFT JOIN LATERAL (SELECT letter FROM (VALUES ('a', 'INSERT'), ('r', 'SELECT'),"
        " ('w', 'UPDATE'), ('d', 'DELETE'), ('D', 'TRUNCATE'), ('x', 'REFERENCES'),"
        " ('t', 'TRIGGER')) AS rights (letter, name)"
        " WHERE has_table_privilege(current_user, pg_class.oid, name)) AS had ON true"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace GROUP BY relname"
    )
    assert {table: set(letters) for table, letters in given} == {
        table: set(letters) for table, letters in needed.items()
    }


def test_nobody_switches_a_kept_trigger_off_by_naming_it_in_a_variable(attempt):
    attempt("SET pgtrigger.ignore = '{pgtrigger_sent_stays_0c32b}'")
    assert attempt("SELECT _pgtrigger_should_ignore('pgtrigger_sent_stays_0c32b')") == [(False,)]


def test_the_row_of_an_invoice_can_be_held_and_not_changed(attempt):
    attempt("SELECT id FROM entries_invoice FOR UPDATE")
    with pytest.raises(InsufficientPrivilege):
        attempt("UPDATE entries_invoice SET number = number + 1")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_what_it_set_for_itself_leads_nobody_astray_is_told_and_taken_back(attempt, client):
    own = f'ALTER ROLE CURRENT_USER IN DATABASE "{connection.settings_dict["NAME"]}"'
    attempt(f"{own} SET search_path = nowhere")
    try:
        connection.close()
        assert client.get("/health/").json()["notes"] == [roles.SETTINGS_OF_ITS_OWN]

        with ownership.owning():
            privileges.grant()

        assert client.get("/health/").json()["notes"] == []
    finally:
        attempt(f"{own} RESET ALL")


def test_a_connection_says_itself_where_it_looks_for_tables():
    with connection.cursor() as cursor:
        cursor.execute("SELECT setting, source FROM pg_settings WHERE name = 'search_path'")
        assert cursor.fetchone() == ("public", "client")


@pytest.mark.parametrize("table", [*sorted(KEPT), "claims_feedbackreport"])
def test_not_even_the_owner_empties_what_is_kept(table):
    with (
        ownership.owning(),
        pytest.raises(InternalError, match=f"Cannot empty {table}"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_table_made_later_is_served_too(serving):
    with ownership.owning():
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE made_later (id serial)")
        try:
            with serving.cursor() as cursor:
                cursor.execute("INSERT INTO made_later DEFAULT VALUES RETURNING id")
                assert cursor.fetchone() == (1,)
                with pytest.raises(psycopg2.Error, match="permission denied"):
                    cursor.execute("TRUNCATE made_later")
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP TABLE made_later")
