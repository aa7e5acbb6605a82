"""As whom does PostgreSQL run? It refuses to run as root, so root needs a stand-in."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache

NOBODY = 65534
USER_NAMESPACE = (
    "unshare",
    "--user",
    f"--map-user={NOBODY}",
    f"--map-group={NOBODY}",
    "--",
)


@dataclass(frozen=True)
class Identity:
    """What goes before a command, and the user it is started as."""

    prefix: tuple = ()
    user: dict = field(default_factory=dict)

    def give(self, folder):
        """Make a folder and hand it to this identity, closed to everybody else."""
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        if self.user:
            os.chown(folder, self.user["user"], self.user["group"])

    def reaches(self, path):
        """Whether a program that runs as this identity can run the file, or enter the folder."""
        if not self.user:
            return True
        return subprocess.run(["test", "-x", path], **self.user).returncode == 0


@cache
def identity():
    """Give the identity for PostgreSQL: ourselves, or for root a user namespace, or nobody.

    In a user namespace the files stay root's, so it works below a closed home too. Containers
    often refuse namespaces; then the user *nobody* runs it.
    """
    if os.geteuid() != 0:
        return Identity()
    if _namespaces_work():
        return Identity(prefix=USER_NAMESPACE)
    nobody = pwd.getpwnam("nobody")
    return Identity(user={"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []})


def _namespaces_work():
    if os.environ.get("INTERCHANGE_NO_NAMESPACE") or not shutil.which("unshare"):
        return False
    return subprocess.run([*USER_NAMESPACE, "true"], capture_output=True).returncode == 0


def reachable_programs(folder, who, spare):
    """Give the folder of the programs, or of a copy below `spare` where `who` cannot reach it."""
    if who.reaches(folder / "postgres"):
        return folder
    package = folder.parents[1]
    libraries = package.with_name(f"{package.name}.libs")
    copy = spare / "programs"
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        for part in filter(os.path.exists, (package, libraries)):
            shutil.copytree(part, copy / part.name, symlinks=True)
        (copy / "complete").touch()
    return copy / folder.relative_to(package.parent)
