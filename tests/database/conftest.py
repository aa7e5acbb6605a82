"""A connection that logs in as the role that serves, as every process of the portal does."""

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from interchange.database import roles


@pytest.fixture(scope="session")
def serving(django_db_setup):
    """A connection of its own, in nobody's transaction."""
    if roles.one_role():
        pytest.skip("DATABASE_URL names one role for everything")
    known = {**connection.settings_dict, **settings.SERVING_ROLE}
    words = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
    with_what = {word: known[name] for name, word in words.items() if known[name]}
    opened = psycopg2.connect(dbname=known["NAME"], **with_what)
    opened.autocommit = True
    yield opened
    opened.close()
