"""What does the demo keep between runs, and can this version go on from it?"""

import hashlib
import json
import os
import secrets
import shutil
from functools import partial

from local import places
from local.problem import CannotStart

BEGUN = "first-run-begun"
PREPARED = "first-run-complete"  # holds the fingerprints of the code it was made with
KEPT = (PREPARED, "postgres", "postgres.new", "broker", "uploads", "log", "secret-key", BEGUN)
PACKAGES = ("interchange", "entries", "claims", "results", "mir", "tracker")
SHAPES_DATA = ("migrations/0*.py",)
FILLS_DATA = ("*.py", "*.toml")


def go_on(data, say):
    """Make the folder fit to go on from.

    What a first run left that did not get to its end is deleted. Raises CannotStart where the
    tables were made by another version of a migration.
    """
    if (data / PREPARED).exists():
        check_migrations(prepared_with(data)["migrations"])
        return
    if (data / BEGUN).exists():
        say("The first run did not get to its end: starting it over.")
        delete(data)
    say("This is the first run: it takes a minute.")
    (data / BEGUN).touch()


def is_up_to_date(data):
    """Whether the first run got to its end, and the code has not changed since it was prepared."""
    return (data / PREPARED).exists() and prepared_with(data) == fingerprints()


def mark_prepared(data):
    """Note that the database is filled, and by which code."""
    unfinished = data / f"{PREPARED}.new"
    unfinished.write_text(json.dumps(fingerprints(), indent=1))
    unfinished.rename(data / PREPARED)


def prepared_with(data):
    return json.loads((data / PREPARED).read_text())


def check_migrations(applied):
    """Raise CannotStart if a migration that made the tables has since been rewritten."""
    now = fingerprints()["migrations"]
    if any(now.get(name) != fingerprint for name, fingerprint in applied.items()):
        raise CannotStart(
            "The demo's data were made by another version of the portal: "
            "'make demo-reset' starts over."
        )


def fingerprints():
    """Give the fingerprint of each migration by its path, and one of all the code."""
    migrations = {
        str(path.relative_to(places.ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in code(SHAPES_DATA)
    }
    everything = hashlib.sha256()
    for path in code(FILLS_DATA):
        everything.update(path.read_bytes())
    return {"migrations": migrations, "code": everything.hexdigest()}


def code(patterns):
    """Give the files of the portal's packages that match a pattern, in order."""
    folders = [places.ROOT / package for package in PACKAGES]
    return sorted(path for folder in folders for each in patterns for path in folder.rglob(each))


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
