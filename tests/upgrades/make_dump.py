"""Keep what a released version leaves: `python -m tests.upgrades.make_dump VERSION COMMIT`.

Takes the code as it stands in the commit, plays its demo term in a throw-away database, and writes
`tests/upgrades/VERSION.sql.xz`. Run once for each release, then checked in and never made again.
"""

import lzma
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from local import binaries

HERE = Path(__file__).parent
INSIDE = """
set -e
"$PYTHON" manage.py migrate --verbosity 0
"$PYTHON" manage.py load_catalogue --verbosity 0
"$PYTHON" manage.py play_demo_term
url="${DATABASE_OWNER_URL:-$DATABASE_URL}"
"$DUMP" --no-owner --no-privileges --inserts --rows-per-insert=100 --file="$SQL" \
    "postgresql${url#postgres}"
"""


def main(version, commit):
    """Write the file of the version."""
    with tempfile.TemporaryDirectory() as folder:
        archive = subprocess.run(["git", "archive", commit], check=True, stdout=subprocess.PIPE)
        subprocess.run(["tar", "x", "-C", folder], check=True, input=archive.stdout)
        package = "local" if (Path(folder) / "local").exists() else "interchange.local"
        sql = Path(folder) / "dump.sql"
        variables = {
            "PORTAL_DEMO": "1",
            "PORTAL_DATA": f"{folder}/data",
            "PYTHON": sys.executable,
            "DUMP": str(binaries.postgres() / "pg_dump"),
            "SQL": str(sql),
        }
        subprocess.run(
            [sys.executable, "-m", package, "run", "--", "sh", "-c", INSIDE],
            check=True,
            cwd=folder,
            env={**os.environ, **variables, "PYTHONPATH": folder, "DATABASE_URL": ""},
        )
        (HERE / f"{version}.sql.xz").write_bytes(lzma.compress(sql.read_bytes(), preset=9))


if __name__ == "__main__":
    main(*sys.argv[1:])
