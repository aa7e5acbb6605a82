"""May the portal start with this environment? What is missing or dangerous is said all at once.

In earnest (neither DEBUG nor PORTAL_DEMO) everything must be named; while trying out, only what
would be dangerous is refused. Commands that look at nothing but the code need no environment.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
NEAR = {"localhost", "127.0.0.1", "::1", "[::1]"}
INBOXES = ("MODERATION_INBOX", "PROCESSING_INBOX", "SUPPORT_INBOX")
LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}
LOOK_ONLY = {
    *("check", "makemigrations", "draw_states", "list_migrations"),
    *("what_if", "specification", "help", "version"),
}
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
A_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(50))' makes one"


class NotFitToStart(ImproperlyConfigured):
    """The environment leaves something out or sets something dangerous; the message lists it."""


def check(environment, words=()):
    """Raise NotFitToStart, with a sentence for each problem, unless the portal may start.

    Takes the variables of the environment and the `words` of the command line.
    """
    if _only_looks(words):
        return
    found = problems(environment)
    if found:
        lines = "\n".join(f"  - {sentence}" for sentence in found)
        raise NotFitToStart(f"The portal does not start with these settings:\n{lines}")


def _only_looks(words):
    """Whether the command line asks for something that looks at nothing but the code."""
    named = len(words) > 1 and Path(words[0]).name == "manage.py" and words[1] in LOOK_ONLY
    return named and "--deploy" not in words


def flag(environment, name):
    """Whether the variable says yes ("1", "true", "yes" or "on")."""
    return environment.get(name, "").lower() in YES


def hosts(environment):
    """The names under which browsers reach the portal."""
    named = (each.strip() for each in environment.get("ALLOWED_HOSTS", "").split(","))
    return [each for each in named if each]


def problems(environment):
    """Give a sentence for each thing that is missing or dangerous, none if the portal may start."""
    trying = [name for name in ("DEBUG", "PORTAL_DEMO") if flag(environment, name)]
    checks = TRYING if trying else IN_EARNEST
    return [sentence for each in checks for sentence in each(environment)]


def _is_public(environment):
    """Whether anything but this machine itself is named."""
    address = urlsplit(environment.get("PORTAL_ADDRESS", "")).hostname
    return any(each not in NEAR for each in [*hosts(environment), *filter(None, [address])])


def _proxies(environment):
    """A number of proxies that is none would count all people as one."""
    said = environment.get("BEHIND_PROXY", "").strip().lower()
    if said and not said.isdecimal() and said not in YES | NO:
        yield (
            f"BEHIND_PROXY is “{said}”: give how many proxies of yours stand in front, such as 1,"
            " or leave it out."
        )


def _only_near(environment):
    """What shows errors or everybody's password is for this machine alone."""
    if _is_public(environment):
        for name in ("DEBUG", "PORTAL_DEMO"):
            if flag(environment, name):
                yield (
                    f"{name} is on, which shows strangers what they must not see, and ALLOWED_HOSTS"
                    f" or PORTAL_ADDRESS names more than this machine: leave {name} out."
                )


def _a_key(environment):
    if not environment.get("SECRET_KEY"):
        yield f"SECRET_KEY is not set: give it a long random text ({A_KEY})."


def _a_strong_key(environment):
    key = environment.get("SECRET_KEY", "")
    weak = len(key) < 50 or len(set(key)) < 5 or key.startswith("django-insecure-")
    if key and weak:
        yield f"SECRET_KEY can be guessed: give it 50 or more random characters ({A_KEY})."


def _named_hosts(environment):
    named = hosts(environment)
    if not named:
        yield "ALLOWED_HOSTS is not set: name what browsers call the portal, with commas between."
    elif any("*" in each for each in named):
        yield "ALLOWED_HOSTS has a *, which lets anybody name the portal: name each host."


def _an_address(environment):
    address = environment.get("PORTAL_ADDRESS", "")
    parts = urlsplit(address)
    if not address:
        yield "PORTAL_ADDRESS is not set: give the address for links in letters, https://…"
    elif parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
        yield f"PORTAL_ADDRESS={address} is no address such as https://portal.example.org: no path."
    elif parts.scheme != "https" and parts.hostname not in NEAR:
        yield f"PORTAL_ADDRESS={address} must begin with https:// – links in letters let people in."
    elif hosts(environment) and not _serves(parts.hostname, hosts(environment)):
        yield f"PORTAL_ADDRESS={address} is not among ALLOWED_HOSTS: every link would be refused."


def _serves(host, named):
    """Whether one of the names is the host, or (`.board.example`) a domain it is in."""
    return any(host == each.strip("[]") or f".{host}".endswith(each) and each.startswith(".")
               for each in named)  # fmt: skip


def _https_everywhere(environment):
    if not _is_public(environment):
        return
    if flag(environment, "NO_SSL_REDIRECT"):
        yield "NO_SSL_REDIRECT is for trying out on this machine: leave it out for others."
    for origin in filter(None, environment.get("CSRF_TRUSTED_ORIGINS", "").split(",")):
        if not origin.startswith("https://") or origin.endswith("*"):
            yield f"CSRF_TRUSTED_ORIGINS has {origin}: each must be https:// and a name."


def _a_database(environment):
    url, owner = (environment.get(name, "") for name in ("DATABASE_URL", "DATABASE_OWNER_URL"))
    if not url:
        yield "DATABASE_URL is not set: postgres://role:password@host/name of the role that serves."
    for name, value in (("DATABASE_URL", url), ("DATABASE_OWNER_URL", owner)):
        if value and urlsplit(value).scheme not in ("postgres", "postgresql"):
            yield f"{name} is not of the form postgres://role:password@host/name."
    if url and owner and _whereabouts(url) != _whereabouts(owner):
        yield "DATABASE_OWNER_URL names another database than DATABASE_URL: only the role differs."


def _whereabouts(url):
    """Host, port and name of a database."""
    return urlsplit(url).netloc.rpartition("@")[2], urlsplit(url).path


def _a_broker(environment):
    if not environment.get("REDIS_URL"):
        yield "REDIS_URL is not set: redis://host:6379/0, of the broker."


def _letters(environment):
    if not environment.get("EMAIL_HOST"):
        yield "EMAIL_HOST is not set: name the server that sends letters."
    if not (environment.get("EMAIL_PORT") or "25").isdecimal():
        yield f"EMAIL_PORT={environment['EMAIL_PORT']} is no number."
    for name in ("EMAIL_FROM", *INBOXES):
        value = environment.get(name, "")
        if not value:
            yield f"{name} is not set: {WHOSE[name]}."
        elif not ADDRESS.fullmatch(value):
            yield f"{name}={value} is no e-mail address: {WHOSE[name]}."
        elif value.endswith(".example") and _is_public(environment):
            yield f"{name}={value} is the example's, where nobody reads: {WHOSE[name]}."


def _an_auditor(environment):
    value = environment.get("TRAIL_INBOX", "")
    if value and not ADDRESS.fullmatch(value):
        yield f"TRAIL_INBOX={value} is no e-mail address: who is sent the head of the trail."


def _a_token(environment):
    if 0 < len(environment.get("METRICS_TOKEN", "")) < 32:
        yield f"METRICS_TOKEN can be guessed: give it 32 or more random characters ({A_KEY})."


def _a_log(environment):
    level = environment.get("LOG_LEVEL") or "WARNING"
    if level not in LOG_LEVELS:
        yield f"LOG_LEVEL={level} is none of DEBUG, INFO, WARNING, ERROR and CRITICAL."
    if (environment.get("LOG_FORMAT") or "line") not in ("line", "json"):
        yield f"LOG_FORMAT={environment['LOG_FORMAT']} is neither line nor json."


WHOSE = {
    "EMAIL_FROM": "the address that letters come from",
    "MODERATION_INBOX": "where claims go that no moderator is allocated to",
    "PROCESSING_INBOX": "where the board's processing team reads its letters",
    "SUPPORT_INBOX": "where the board's support team reads its letters",
}
TRYING = (_only_near, _a_key, _a_log, _proxies)
IN_EARNEST = (
    *(_a_key, _a_strong_key, _named_hosts, _an_address, _https_everywhere),
    *(_a_database, _a_broker, _letters, _an_auditor, _a_token, _a_log, _proxies),
)
