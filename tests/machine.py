"""What the machine gives every test: a closed network, and a browser for the journeys.

`open_page(**options)` opens a page of the portal under test in headless Chromium, signed out, in a
context of its own (Playwright's options: `viewport=…`, `java_script_enabled=False`); `page` is one
such page. `violations(page)` gives what axe-core finds wrong with what it shows, as sentences.
"""

import os
import shutil
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase

from interchange.database import roles
from tests import ownership, quickness, stage

HERE = Path(__file__).parent
PROGRAMS = (  # the quickest first
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)
HINT = "there is no Chromium here; on Debian: apt-get install chromium-headless-shell, or chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
LONGEST = "tests/journeys/test_every_page.py"
OF_THE_STAGE = {"db", "transactional_db", "live_server", "django_db_setup"}  # fixtures
TOGETHER = {  # modules whose tests share what takes long to make: one worker takes them, first
    LONGEST,
    "tests/architecture/test_what_a_centre_sees.py",
    "tests/upgrades/test_upgrading.py",
}
LONGEST_FIRST = ("browser", "slow")
SLOW = 0.1  # seconds
CANNOT_BE = {  # why a test may be skipped anywhere: nothing could be installed for it
    "DATABASE_URL names one role for everything",
    "only root needs a stand-in",
}
PATIENCE = 15_000  # milliseconds a page may take on a busy machine


def pytest_configure(config):
    """Close the network, and ask for pages without TLS.

    Open stay Unix sockets, this machine and the broker that was named.
    """
    socket.socket.connect = guarded(socket.socket.connect)
    settings.SECURE_SSL_REDIRECT = False
    quickness.begin()
    roles.act_as_owner()
    TransactionTestCase._fixture_teardown = lambda test: stage.set_back()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what drives a browser or takes long to make; begin with what takes longest.

    The marks stand before `-m` chooses; Django's order, which comes last, is no longer needed: see
    `stage`.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
            item.add_marker("slow")
        if unit_of(item.nodeid) in TOGETHER:
            item.add_marker("slow")
    answer = yield
    items.sort(key=turn)
    return answer


def pytest_collection_finish():
    """From here on tests are played."""
    quickness.settle()


def turn(item):
    """When a test's turn is: what is shared by a module, then browsers, the slow, the others.

    The worker that begins with the longest makes the stage, for which the others would wait:
    meanwhile they play the slow tests that need none.
    """
    unit = unit_of(item.nodeid)
    marks = [item.get_closest_marker(mark) is None for mark in LONGEST_FIRST]
    by_itself = not marks[-1] and not needs_the_stage(item)
    return unit != LONGEST, not by_itself, unit == item.nodeid, *marks


def needs_the_stage(item):
    """Whether a test asks for the database."""
    return bool(
        item.get_closest_marker("django_db") or OF_THE_STAGE.intersection(item.fixturenames)
    )


def unit_of(nodeid):
    """What one worker takes at a time: a test, or a module whose tests belong together."""
    module = nodeid.split("::")[0]
    return module if module in TOGETHER else nodeid


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Hand out unit by unit, in order, to whichever worker is free."""
    from xdist.scheduler import LoadScopeScheduling

    if config.getvalue("dist") != "loadscope":
        return None
    scheduling = LoadScopeScheduling(config, log)
    scheduling._split_scope = unit_of
    return scheduling


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(call):
    """Fail what is skipped for want of something, where NOTHING_SKIPPED is set as in .ci/run."""
    report = yield
    if report.skipped and (sentence := unwanted(str(call.excinfo.value))):
        report.outcome, report.longrepr = "failed", sentence
    return report


def unwanted(because):
    """What to say of a test that is skipped for that reason; "" where it may be."""
    if because in CANNOT_BE or not os.environ.get("NOTHING_SKIPPED"):
        return ""
    return f"skipped, which nothing may be where NOTHING_SKIPPED is set: {because}"


def pytest_terminal_summary(terminalreporter):
    """Name the slowest tests that are not marked slow; no failure: the machine may be busy."""
    passed = terminalreporter.stats.get("passed", ())
    unmarked = [one for one in passed if one.duration > SLOW and "slow" not in one.keywords]
    if unmarked:
        terminalreporter.section(f"over {SLOW} s and not marked slow")
        for one in sorted(unmarked, key=lambda one: -one.duration)[:10]:
            terminalreporter.write_line(f"{one.duration:5.2f} s  {one.nodeid}")


def guarded(connect):
    """Give a `connect` that refuses every machine but this one."""
    allowed = {"127.0.0.1", "::1", "localhost", urlsplit(os.environ.get("REDIS_URL", "")).hostname}

    def connect_nearby(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in allowed:
            raise RuntimeError(f"a test may not reach {address[0]}: only this machine is open")
        return connect(self, address)

    return connect_nearby


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment,
    django_db_blocker,
    django_db_modify_db_settings,
    tmp_path_factory,
    worker_id,
    furnish,
    pytestconfig,
):
    """The stage; what a page or a worker still holds open is closed before it goes."""
    mine = tmp_path_factory.getbasetemp()
    shared = mine if worker_id == "master" else mine.parent
    cache = getattr(pytestconfig, "cache", None)  # -p no:cacheprovider leaves none
    kept = cache.mkdir("stage") if cache else shared
    with django_db_blocker.unblock(), stage.made(shared, kept, furnish):
        ownership.serve()
        with django_db_blocker.block():
            yield
        ownership.stop_serving()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def chromium():
    """The path of Chromium; without one the test is skipped."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None) or pytest.skip(HINT)


@pytest.fixture(scope="session")
def browser(chromium):
    """A headless browser for the whole run."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser, live_server):
    """A function that opens a page in a context of its own."""
    contexts = []

    def open_one(**options):
        context = browser.new_context(base_url=live_server.url, locale="en-GB", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    """A page of the portal under test."""
    return open_page()


@pytest.fixture(scope="session")
def violations():
    """A function that gives what axe-core finds wrong with a page, one sentence each."""
    from tests.examining import examiner

    return examiner()
