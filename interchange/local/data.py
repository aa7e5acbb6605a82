"""What does the demo keep between runs, and can this version go on from it?"""

import hashlib
import json
import os
import secrets
import shutil
from functools import partial

from interchange.local import places
from interchange.local.problem import CannotStart

BEGUN = "first-run-begun"
PREPARED = "first-run-complete"  # holds the fingerprints of the migrations it was made with
KEPT = (PREPARED, "postgres", "postgres.new", "broker", "uploads", "log", "secret-key", BEGUN)


def go_on(data, say):
    """Make the folder fit to go on from. Whether this is the first run.

    What a first run left that did not get to its end is deleted. Raises CannotStart where the
    tables were made by another version of a migration.
    """
    if is_prepared(data):
        check_migrations(json.loads((data / PREPARED).read_text()))
        return False
    if (data / BEGUN).exists():
        say("The first run did not get to its end: starting it over.")
        delete(data)
    (data / BEGUN).touch()
    return True


def is_prepared(data):
    return (data / PREPARED).exists()


def mark_prepared(data):
    """Note that the first run has got to its end."""
    unfinished = data / f"{PREPARED}.new"
    unfinished.write_text(json.dumps(fingerprints(), indent=1))
    unfinished.rename(data / PREPARED)


def check_migrations(applied):
    """Raise CannotStart if a migration that made the tables has since been rewritten."""
    now = fingerprints()
    if any(now.get(name) != fingerprint for name, fingerprint in applied.items()):
        raise CannotStart(
            "The demo's data were made by another version of the portal: "
            "'make demo-reset' starts over."
        )


def fingerprints():
    """Give the fingerprint of every migration by its path."""
    found = [
        *places.ROOT.glob("*/migrations/0*.py"),
        *places.ROOT.glob("interchange/*/migrations/0*.py"),
    ]
    return {
        str(path.relative_to(places.ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(found)
    }


def delete(data):
    """Delete all that the demo keeps, the mark of a finished first run first."""
    for name in KEPT:
        path = data / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    shutil.rmtree(places.spare_folder(data), ignore_errors=True)


def secret_key(data):
    """Give the demo's own key, made at random the first time."""
    path = data / "secret-key"
    if not path.exists() or not path.read_text():
        with open(path, "w", opener=partial(os.open, mode=0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text()
