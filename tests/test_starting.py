"""The portal starts with everything named, or says all that is missing or dangerous at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from interchange import starting

FIT = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "127.0.0.1,portal.board.org",
    "PORTAL_ADDRESS": "https://portal.board.org",
    "DATABASE_URL": "postgres://serving:secret@database/portal",
    "DATABASE_OWNER_URL": "postgres://owner:other@database/portal",
    "REDIS_URL": "redis://broker:6379/0",
    "EMAIL_HOST": "mail.board.org",
    "EMAIL_FROM": "portal@board.org",
    "MODERATION_INBOX": "moderation@board.org",
    "PROCESSING_INBOX": "processing@board.org",
    "SUPPORT_INBOX": "support@board.org",
}
AT_HOME = {
    **FIT,
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "PORTAL_ADDRESS": "http://localhost:8000",
    "NO_SSL_REDIRECT": "1",
    "SUPPORT_INBOX": "support@board.example",
}
ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("what", "environment"),
    [
        ("in earnest", FIT),
        ("in earnest, with one role", {**FIT, "DATABASE_OWNER_URL": ""}),
        ("in earnest, a domain named", {**FIT, "ALLOWED_HOSTS": ".board.org"}),
        ("on this machine, without https", AT_HOME),
        ("developing", {"DEBUG": "1", "SECRET_KEY": "short"}),
        ("the demo", {"PORTAL_DEMO": "1", "SECRET_KEY": "x", "ALLOWED_HOSTS": "localhost"}),
    ],
)
def test_it_starts(what, environment):
    assert starting.problems(environment) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": "x" * 60}, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY": "change me"}, "SECRET_KEY can be guessed"),
        ({"SECRET_KEY": f"django-insecure-{FIT['SECRET_KEY']}"}, "SECRET_KEY can be guessed"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is not set"),
        ({"ALLOWED_HOSTS": "portal.board.org,*"}, "ALLOWED_HOSTS has a *"),
        ({"PORTAL_ADDRESS": ""}, "PORTAL_ADDRESS is not set"),
        ({"PORTAL_ADDRESS": "portal.board.org"}, "is no address such as"),
        ({"PORTAL_ADDRESS": "https://portal.board.org/here"}, "is no address such as"),
        ({"PORTAL_ADDRESS": "http://portal.board.org"}, "must begin with https://"),
        ({"PORTAL_ADDRESS": "https://other.board.org"}, "is not among ALLOWED_HOSTS"),
        ({"NO_SSL_REDIRECT": "1"}, "NO_SSL_REDIRECT is for trying out"),
        ({"CSRF_TRUSTED_ORIGINS": "http://portal.board.org"}, "CSRF_TRUSTED_ORIGINS has http://"),
        ({"CSRF_TRUSTED_ORIGINS": "https://*"}, "CSRF_TRUSTED_ORIGINS has https://*"),
        ({"BEHIND_PROXY": "two"}, "BEHIND_PROXY is “two”: give how many"),
        ({"BEHIND_PROXY": "-1"}, "BEHIND_PROXY is “-1”: give how many"),
        ({"DATABASE_URL": ""}, "DATABASE_URL is not set"),
        ({"DATABASE_URL": "sqlite:///x", "DATABASE_OWNER_URL": ""}, "DATABASE_URL is not of the"),
        ({"DATABASE_OWNER_URL": "postgres://o@other/portal"}, "names another database"),
        ({"REDIS_URL": ""}, "REDIS_URL is not set"),
        ({"EMAIL_HOST": ""}, "EMAIL_HOST is not set"),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT=smtp is no number"),
        ({"EMAIL_FROM": ""}, "EMAIL_FROM is not set"),
        ({"EMAIL_FROM": "the board"}, "EMAIL_FROM=the board is no e-mail address"),
        ({"MODERATION_INBOX": ""}, "MODERATION_INBOX is not set"),
        ({"PROCESSING_INBOX": ""}, "PROCESSING_INBOX is not set"),
        ({"SUPPORT_INBOX": "support@board.example"}, "is the example's, where nobody reads"),
        ({"METRICS_TOKEN": "short"}, "METRICS_TOKEN can be guessed"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT=xml is neither line nor json"),
        ({"TRAIL_INBOX": "somebody"}, "TRAIL_INBOX=somebody is no e-mail address"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL=loud is none of"),
        ({"DEBUG": "1"}, "DEBUG is on, which shows strangers"),
        ({"PORTAL_DEMO": "yes"}, "PORTAL_DEMO is on, which shows strangers"),
        ({"PORTAL_DEMO": "1", "ALLOWED_HOSTS": "localhost"}, "PORTAL_DEMO is on"),  # the address
        ({"DEBUG": "1", "ALLOWED_HOSTS": "*", "PORTAL_ADDRESS": ""}, "DEBUG is on"),
    ],
)
def test_it_does_not_start(changed, sentence):
    found = starting.problems({**FIT, **changed})

    assert len(found) == 1
    assert sentence in found[0]


def test_everything_that_is_wrong_is_said_at_once():
    with pytest.raises(starting.NotFitToStart) as refused:
        starting.check({}, ["gunicorn", "interchange.wsgi"])

    for name in FIT.keys() - {"DATABASE_OWNER_URL"}:
        assert f"  - {name} is not set" in str(refused.value)


@pytest.mark.parametrize("words", [["manage.py", "what_if", "05842"], ["./manage.py", "check"]])
def test_what_looks_at_nothing_but_the_code_needs_no_environment(words):
    starting.check({}, words)


@pytest.mark.parametrize(
    "words", [["manage.py", "migrate"], ["manage.py", "check", "--deploy"], ["celery", "check"], []]
)
def test_whatever_else_is_started_needs_all_of_it(words):
    with pytest.raises(starting.NotFitToStart):
        starting.check({}, words)


def manage(*words, **environment):
    path = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-W", "error", str(ROOT / "manage.py"), *words],
        env={**path, **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.slow
def test_a_command_says_it_in_sentences_without_a_traceback():
    done = manage("sweep", **{**FIT, "SECRET_KEY": "", "SUPPORT_INBOX": ""})

    assert done.returncode == 1
    assert done.stderr.startswith("The portal does not start with these settings:\n  - SECRET_KEY")
    assert "SUPPORT_INBOX is not set" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_djangos_own_check_for_production_finds_nothing():
    done = manage("check", "--deploy", "--fail-level", "DEBUG", **FIT)

    assert (done.returncode, done.stderr) == (0, ""), done.stderr
