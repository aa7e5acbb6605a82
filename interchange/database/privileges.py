"""What may the role that serves do? Read and write rows; of what is append-only, only append.

It can neither create, alter, empty nor drop anything, nor switch a trigger off: the triggers of
append-only tables are the second net, not the first.
"""

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from psycopg2 import sql
from psycopg2.errors import InsufficientPrivilege
from psycopg2.extensions import encrypt_password

from interchange.database.roles import one_role
from interchange.refusals import RuleBroken

READ_ONLY = ("django_migrations", "database_appliedmigration")
ROWS = "SELECT, INSERT, UPDATE, DELETE"
TRIGGERS_ARE_IGNORED_BY = "_pgtrigger_should_ignore"  # by whoever sets a variable, unless closed


class CannotGrant(RuleBroken):
    """The roles are not as they should be; the message says what to do."""


def grant():
    """Give the role that serves what it needs in this database, and take all else from it.

    Spoken as the owner. Gives the name of the role, or None where one role owns and serves.
    Raises CannotGrant where the role is missing and cannot be made, or is too powerful.
    """
    if one_role():
        return None
    role = settings.SERVING_ROLE["USER"]
    with transaction.atomic(), connection.cursor() as cursor:
        _make_role(cursor, role, settings.SERVING_ROLE["PASSWORD"])
        _check_role(cursor, role)
        for statement in _statements(role, set(connection.introspection.table_names(cursor))):
            cursor.execute(statement)
    return role


def append_only_tables():
    """The tables whose rows nobody may change or delete, as the triggers of the models say."""
    return {model._meta.db_table: model._meta.pk.column for model in _models() if _is_kept(model)}


def _statements(role, existing):
    """Give the statements that leave the role with what it needs, of the tables that exist."""
    known = {"role": sql.Identifier(role), "database": sql.Identifier(_database())}
    for each in (
        "REVOKE ALL ON DATABASE {database} FROM PUBLIC, {role}",
        "GRANT CONNECT ON DATABASE {database} TO {role}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC, {role}",
        "GRANT USAGE ON SCHEMA public TO {role}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {role}",
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT {ROWS} ON TABLES TO {{role}}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    ):
        yield sql.SQL(each).format(**known)
    yield from _on_tables(known, existing)
    if append_only_tables().keys() & existing:
        close = f"ALTER FUNCTION {TRIGGERS_ARE_IGNORED_BY}(name) SET pgtrigger.ignore = '{{{{}}}}'"
        yield sql.SQL(close).format()


def _on_tables(known, existing):
    kept = append_only_tables()
    for table in sorted({model._meta.db_table for model in _models()} | set(READ_ONLY)):
        if table not in existing:
            continue
        words = ROWS
        if table in READ_ONLY:
            words = "SELECT"
        elif table in kept:  # to hold a row takes UPDATE of a column; the trigger refuses the rest
            words = f'SELECT, INSERT, UPDATE ("{kept[table]}")'
        yield sql.SQL(f"GRANT {words} ON {{table}} TO {{role}}").format(
            table=sql.Identifier(table), **known
        )


def _models():
    return [each for each in apps.get_models(include_auto_created=True) if each._meta.managed]


def _is_kept(model):
    """Whether a trigger without a condition refuses every change and every deletion of a row."""
    return any(
        isinstance(each, pgtrigger.Protect)
        and each.condition is None
        and {"UPDATE", "DELETE"} <= set(str(each.operation).split(" OR "))
        for each in getattr(model._meta, "triggers", ())
    )


def _database():
    return connection.settings_dict["NAME"]


def _make_role(cursor, role, password):
    """Make the role unless it is there, with the password that DATABASE_URL has.

    Every role may set itself another password and settings of its own; they are taken back.
    """
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    verb = "ALTER" if cursor.fetchone() else "CREATE"
    words = sql.SQL(f"{verb} ROLE {{}} LOGIN").format(sql.Identifier(role))
    if password:
        secret = encrypt_password(password, role, connection.connection, "scram-sha-256")
        words += sql.SQL(" PASSWORD {}").format(sql.Literal(secret))
    words += sql.SQL(" VALID UNTIL 'infinity'")
    named = sql.Identifier(role), sql.Identifier(_database())
    try:
        with transaction.atomic():
            cursor.execute(words)
            cursor.execute(sql.SQL("ALTER ROLE {} RESET ALL").format(named[0]))
            cursor.execute(sql.SQL("ALTER ROLE {} IN DATABASE {} RESET ALL").format(*named))
    except ProgrammingError as problem:
        if not isinstance(problem.__cause__, InsufficientPrivilege):
            raise
        if verb == "CREATE":
            raise CannotGrant(
                f"The role “{role}” of DATABASE_URL is not there, and the owner may not make it."
                f" Have it made by your administrator: CREATE ROLE {role} LOGIN PASSWORD '…';"
            ) from problem


def _check_role(cursor, role):
    """Refuse a role that could give itself what is kept from it."""
    cursor.execute(
        "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls"
        " OR EXISTS (SELECT 1 FROM pg_auth_members WHERE member = pg_roles.oid)"
        " OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid)"
        " FROM pg_roles WHERE rolname = %s",
        [role],
    )
    if cursor.fetchone()[0]:
        raise CannotGrant(
            f"The role “{role}” of DATABASE_URL may do too much: it is a superuser, may make roles"
            " or databases, belongs to another role, or owns tables. Name another one in"
            " DATABASE_URL; “prepare” makes it."
        )
