"""What do the specification files of this installation say, and which of it is not loaded yet?"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from interchange.catalogue import specification as specifications
from interchange.catalogue.models import Qualification, SpecificationVersion
from interchange.catalogue.specification import Specification


@dataclass(frozen=True)
class Published:
    """A specification as its file says it, with the fingerprint of its content."""

    specification: Specification
    digest: str

    @property
    def code(self) -> str:
        """The entry code."""
        return self.specification.code


def published(folder=None) -> tuple[Published, ...]:
    """Every specification of the folder, or of the installation, in order of entry codes.

    Raises SpecificationError, naming file and line, when a file is broken.
    """
    folder = folder or specifications.FOLDER
    return _read(folder, _state(folder))


def not_loaded(folder=None) -> list[Published]:
    """Those that say something else than the version last loaded, or of which none is."""
    known = dict(
        SpecificationVersion.objects.order_by("version").values_list(
            "qualification__code", "digest"
        )
    )
    return [one for one in published(folder) if known.get(one.code) != one.digest]


def to_try(codes: Collection[str]) -> dict[int, SpecificationVersion]:
    """The versions that would be made of these files, by the qualification's id; none is saved.

    Each has a negative number, which no version of the database has.
    """
    known = dict(Qualification.objects.filter(code__in=codes).values_list("code", "pk"))
    latest = latest_versions()
    return {
        known[one.code]: version_of(
            one, latest, pk=-known[one.code], qualification_id=known[one.code]
        )
        for one in published()
        if one.code in known
    }


def latest_versions() -> dict[str, int]:
    """The number of the version last loaded, by entry code."""
    rows = SpecificationVersion.objects.order_by("version")
    return dict(rows.values_list("qualification__code", "version"))


def version_of(one: Published, latest: dict[str, int], **known) -> SpecificationVersion:
    """What becomes of the file when it is loaded: the version after the `latest`, not saved."""
    number = latest.get(one.code, 0) + 1
    content = specifications.to_dict(replace(one.specification, version=number))
    return SpecificationVersion(version=number, digest=one.digest, content=content, **known)


def _state(folder):
    """The files as they are now, so that unchanged ones are read once."""
    stats = ((path, path.stat()) for path in sorted(folder.rglob("*.toml")))
    return tuple((path, stat.st_mtime_ns, stat.st_size) for path, stat in stats)


@lru_cache(maxsize=1)
def _read(folder, state):
    found = [specifications.load(code, folder=folder) for code in specifications.codes(folder)]
    return tuple(Published(one, specifications.digest(one)) for one in found)
