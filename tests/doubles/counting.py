"""What is sent, counted: how many rows the tables have, and which pages are met on the way."""

from unittest import mock

from django.apps import apps
from django.db import connection
from django.test import Client

from interchange.accounts.models import FailedTry
from interchange.audit.models import Event

APART = {"sessions", "contenttypes", "admin", "auth", "otp_static", "otp_totp", "pgtrigger"}
A_TRY = "user.fail_log_in"  # a code works once: the second is told so, and noted as a try


def rows():
    """How many rows each table has; the trail, without tries to log in, and the letters too."""
    models = [one for one in apps.get_models() if one._meta.app_label not in APART]
    tables = [one._meta.db_table for one in models if one not in (Event, FailedTry)]
    counts = [f"SELECT '{one}', count(*) FROM {one}" for one in tables]
    counts.append(f"SELECT 'trail', count(*) FROM {Event._meta.db_table} WHERE name <> %s")
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts), [A_TRY])
        return dict(cursor.fetchall())


def more_since(before):
    """How many rows there are more than before, in each table where that changed."""
    return {table: more for table, count in rows().items() if (more := count - before[table])}


def pages_on_the_way(make_sending, scene):
    """What is to be sent, and what is sent before it and answered by a page: (client, what)."""
    met, post = [], Client.post

    def noting(client, *given, **more):
        answer = post(client, *given, **more)
        if answer.status_code == 200:
            met.append((client, given, more))
        return answer

    with mock.patch.object(Client, "post", noting):
        sent = make_sending(scene)
    return sent, met


def changed_by(met):
    """The tables that have other rows after each of the pages met was sent again."""
    before = rows() if met else {}
    for client, given, more in met:
        client.post(*given, **more)
    return set(more_since(before)) if met else set()
