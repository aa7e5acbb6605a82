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
PREPARED = "first-run-complete"  # holds the fingerprint of the code it was made with
KEPT = (PREPARED, "postgres", "postgres.new", "broker", "uploads", "log", "secret-key", BEGUN)
PACKAGES = (
    "interchange",
    "entries",
    "claims",
    "results",
    "assessed",
    "mir",
    "certificates",
    "reviews",
    "checkpoints",
    "reminders",
    "cases",
    "tracker",
)
KINDS = ("*.py", "*.toml")


def go_on(data, say):
    """Make the folder fit to go on from.

    What a first run left that did not get to its end is deleted. Whether this version can go on
    from the tables, `manage.py prepare` knows. Raises CannotStart where the folder is not ours.
    """
    if (data / PREPARED).exists():
        return
    check_is_the_demos(data)
    if (data / BEGUN).exists():
        say("The first run did not get to its end: starting it over.")
        delete(data)
    say("This is the first run: it takes a minute.")
    (data / BEGUN).touch()


def check_is_the_demos(data):
    """Raise CannotStart where a folder without the demo's mark keeps something under its names.

    A portal at work keeps its papers in such a folder, unless PORTAL_DATA names another.
    """
    if any((data / mark).exists() for mark in (PREPARED, BEGUN)):
        return
    kept = [name for name in KEPT if (data / name).exists()]
    if kept:
        raise CannotStart(
            f"{data} keeps {', '.join(kept)}, and no demo has made that: move it away, or name"
            " a folder of the demo's own with --data."
        )


def is_up_to_date(data):
    """Whether the first run got to its end, and the code has not changed since it was prepared."""
    return (data / PREPARED).exists() and prepared_with(data) == {"code": _fingerprint()}


def mark_prepared(data):
    """Note that the database is filled, and by which code."""
    unfinished = data / f"{PREPARED}.new"
    unfinished.write_text(json.dumps({"code": _fingerprint()}, indent=1))
    unfinished.rename(data / PREPARED)


def prepared_with(data):
    """What the folder of data says of the code that filled it; raises where it says nothing."""
    return json.loads((data / PREPARED).read_text())


def _fingerprint():
    """Give the fingerprint of all the code that fills the database."""
    folders = [places.ROOT / package for package in PACKAGES]
    everything = hashlib.sha256()
    for path in sorted(path for each in folders for kind in KINDS for path in each.rglob(kind)):
        everything.update(path.read_bytes())
    return everything.hexdigest()


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
