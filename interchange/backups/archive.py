"""How is a copy written and read? A tar that streams, with a manifest of digests as its end.

Whatever reads it sees whether it is whole: one that was cut off has no manifest.
"""

import json
import tarfile
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from interchange.refusals import RuleBroken

MANIFEST = "manifest.json"
PIECE = 1024 * 1024


class NotWhole(RuleBroken):
    """What was given is no copy, or not all of one; the message says what is missing."""


class _Digesting:
    """A file that is read once, with the digest of what was read."""

    def __init__(self, opened: IO[bytes]) -> None:
        self.opened, self.sum = opened, sha256()

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        piece = self.opened.read(size)
        self.sum.update(piece)
        return piece


def write(out: IO[bytes], files: Iterable[tuple[str, Path]], said: dict[str, Any]) -> int:
    """Write the files by their names, then a manifest of what is `said` and of their digests.

    A file that is gone by the time it would be read is left out. Gives how many were written.
    """
    digests = {}
    with tarfile.open(fileobj=out, mode="w|") as tar:
        for name, path in files:
            try:
                opened = path.open("rb")
            except FileNotFoundError:
                continue
            with opened:
                info, read = tar.gettarinfo(arcname=name, fileobj=opened), _Digesting(opened)
                tar.addfile(info, read)
            digests[name] = read.sum.hexdigest()
        manifest = json.dumps({**said, "files": digests}, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size = len(manifest)
        tar.addfile(info, BytesIO(manifest))
    return len(digests)


def read(source: IO[bytes], folder: Path) -> dict[str, Any]:
    """Write what the copy holds into the folder; give its manifest. Raises NotWhole."""
    digests, manifest = {}, None
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.isfile() else None
                if content is None:
                    continue
                if member.name == MANIFEST:
                    manifest = json.loads(content.read())
                else:
                    digests[member.name] = _kept(content, _inside(folder, member.name))
    except (tarfile.TarError, ValueError) as problem:
        raise NotWhole(f"This is no copy of a portal, or it is damaged: {problem}.") from problem
    if manifest is None:
        raise NotWhole("This copy has no manifest at its end: it was cut off.")
    wrong = sorted(
        name
        for name in digests.keys() | manifest["files"].keys()
        if digests.get(name) != manifest["files"].get(name)
    )
    if wrong:
        raise NotWhole(f"{len(wrong)} files are not what the manifest says, first {wrong[0]}.")
    return dict(manifest)


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise NotWhole(f"This copy has a file that leads elsewhere: {name}.")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _kept(content: IO[bytes], path: Path) -> str:
    found = sha256()
    with path.open("wb") as out:
        while piece := content.read(PIECE):
            found.update(piece)
            out.write(piece)
    return found.hexdigest()
