"""How people of a story come in: through the log-in pages, each in a browser of their own."""

import os
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from playwright.sync_api import expect

from interchange.accounts.models import User
from tests.factories import second_factor, sessions
from tests.factories.accounts import PASSWORD
from tests.journeys.looking import EXAMINED, NARROW, WIDE


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Hash passwords quickly, which is not the question here."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]


@pytest.fixture
def log_in():
    """A function that takes a page of somebody logged out through the log-in pages."""

    def through(page, person):
        page.get_by_label("E-mail address").fill(person.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
        page.get_by_label("Code", exact=False).first.fill(second_factor.code())
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text(re.compile("code", re.I))

    return through


@pytest.fixture
def sign_in_as(open_page, log_in):
    """A function that signs a person in, in a browser of their own, and gives its page."""

    def sign_in(person, **options):
        User.objects.filter(pk=person.pk).update(password=make_password(PASSWORD))
        second_factor.an_app(person)
        page = open_page(**options)
        page.goto("/")
        log_in(page, person)
        return page

    return sign_in


@pytest.fixture
def desk_of(open_page, live_server):
    """A function that gives a page of a person who has logged in before."""

    def opened(person, **options):
        session = sessions.begin(Client(), person).cookies["sessionid"].value
        page = open_page(**options)
        cookie = {"name": "sessionid", "value": session, "url": live_server.url}
        page.context.add_cookies([cookie])
        return page

    return opened


@pytest.fixture
def look(violations):
    """A function that finds nothing inaccessible on a page, wide and narrow.

    Where SHOTS names a folder it keeps pictures of it there, for whoever wants to look.
    """
    folder = os.environ.get("SHOTS", "")

    def look(page, name):
        for viewport in (WIDE, NARROW):
            page.set_viewport_size(viewport)
            if viewport in EXAMINED:
                assert violations(page) == []
            if folder:
                page.screenshot(path=f"{folder}/{name}-{viewport['width']}.png", full_page=True)
        page.set_viewport_size(WIDE)

    return look
