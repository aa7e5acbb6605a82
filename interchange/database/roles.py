"""As which role does a process speak to the database: the one that owns, or the one that serves?

`DATABASE_URL` leads every process to the role that serves. `DATABASE_OWNER_URL` is given to
`manage.py prepare` and `migrate` alone; without it one role does both, which works and is told.
"""

import logging
from functools import cache

from django.conf import settings
from django.db import connection

log = logging.getLogger(__name__)

ONE_ROLE = (
    "The portal serves as a database role that may also empty and change its tables."
    " Give it a role of its own: see “Two roles” in docs/operation.md."
)

SETTINGS_OF_ITS_OWN = (
    "The database role that serves has been given settings of its own, which the portal never does."
    " Find out by whom, then run “prepare”, which takes them back."
)


def act_as_owner():
    """Go on as the role that owns the database, where DATABASE_OWNER_URL names one."""
    owner = settings.DATABASE_OWNER
    if owner and connection.settings_dict["USER"] != owner["USER"]:
        connection.close()
        connection.settings_dict.update(USER=owner["USER"], PASSWORD=owner["PASSWORD"])


def one_role():
    """Whether the settings name one role for owning and for serving."""
    owner = settings.DATABASE_OWNER
    return not owner or owner["USER"] == settings.SERVING_ROLE["USER"]


def serves_as_owner():
    """Whether the role that speaks now could empty the trail, or is a superuser; logged once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR has_table_privilege('audit_event', 'TRUNCATE')"
            " FROM pg_roles WHERE rolname = current_user"
        )
        too_much = cursor.fetchone()[0]
    if too_much:
        log_once(ONE_ROLE)
    return too_much


def keeps_settings():
    """Whether the role that speaks now has settings of its own in the database; logged once.

    Every role may give itself some, and PostgreSQL has no right that could be taken from it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_db_role_setting JOIN pg_roles ON pg_roles.oid = setrole"
            " LEFT JOIN pg_database ON pg_database.oid = setdatabase WHERE rolname = current_user"
            " AND coalesce(datname, current_database()) = current_database())"
        )
        keeps = cursor.fetchone()[0]
    if keeps:
        log_once(SETTINGS_OF_ITS_OWN)
    return keeps


@cache
def log_once(sentence):
    """Warn in the log, once in the life of a process."""
    log.warning(sentence)
