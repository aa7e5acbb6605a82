"""Where do the servers keep things?"""

import hashlib
import os
import stat
import tempfile
from pathlib import Path

from local.problem import CannotStart

ROOT = Path(__file__).resolve().parents[1]
LONGEST_SOCKET_PATH = 107  # bytes: what the kernel accepts
SHORTEST_USUAL_PLACES = ("/tmp", os.environ.get("XDG_RUNTIME_DIR", ""))


def _private_folder():
    """Give this user's folder for sockets and throw-away data: short, and closed to others.

    Raises CannotStart where somebody else has taken the name.
    """
    for place in (*SHORTEST_USUAL_PLACES, tempfile.gettempdir()):
        if place and os.access(place, os.W_OK | os.X_OK):
            folder = Path(place) / f"interchange-{os.geteuid()}"
            return open_to_all(folder)
    raise CannotStart("There is no writable folder for temporary files: set TMPDIR to one.")


def checked(folder):
    """Give the folder back if it is ours and nobody else can write to it; else CannotStart."""
    state = folder.lstat()
    if not stat.S_ISDIR(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & 0o022:
        raise CannotStart(f"{folder} belongs to somebody else: remove it, then try again.")
    return folder


def throw_away_folder():
    """Make a folder for one run."""
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=_private_folder()))
    folder.chmod(0o711)
    return folder


def socket_folder(data):
    """Name the folder for the sockets of the servers whose data are in `data`, however deep."""
    return fitting(_private_folder() / _short_name(data))


def fitting(folder):
    """Give the folder back if a socket in it has a path the kernel accepts; else CannotStart."""
    if len(os.fsencode(folder / ".s.PGSQL.5432")) > LONGEST_SOCKET_PATH:
        raise CannotStart(f"The path {folder} is too long for a socket: set TMPDIR to a short one.")
    return folder


def spare_folder(data):
    """Name a lasting folder outside of every home, for when `data` is below a closed one."""
    return Path("/var/tmp") / f"interchange-{os.geteuid()}-{_short_name(data)}"


def open_to_all(folder):
    """Make a folder that every user can enter and only we can write to. Gives it back."""
    folder.mkdir(mode=0o711, exist_ok=True)
    return checked(folder)


def _short_name(path):
    return hashlib.sha256(os.fsencode(Path(path).resolve())).hexdigest()[:12]
