"""What do the specification files of this installation say, and which of it is not loaded yet?"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from interchange.catalogue import specification as specifications
from interchange.catalogue.models import EnteredRules, Qualification, SpecificationVersion
from interchange.catalogue.specification import Specification, SpecificationError


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

    What the board entered stands in the place of a file, unless it no longer loads with the scheme
    and the bank there are now.

    Raises SpecificationError, naming file and line, when a file is broken.
    """
    folder = folder or specifications.FOLDER
    return _read(folder, _state(folder), tuple(sorted(entered_texts().items())))


def entered_texts() -> dict[str, str]:
    """What the board entered in the place of files and still counts, by entry code; one query."""
    rows = EnteredRules.objects.order_by("number").values_list("qualification__code", "text")
    return {code: text for code, text in dict(rows).items() if text}


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
    known = {one.code: one for one in Qualification.objects.filter(code__in=codes)}
    latest = latest_versions()
    return {
        whose.pk: version_of(one, latest, pk=-whose.pk, qualification=whose)
        for one in published()
        if (whose := known.get(one.code))
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
def _read(folder, state, entered):
    texts = dict(entered)
    found = [_load(code, folder, texts.get(code)) for code in specifications.codes(folder)]
    return tuple(Published(one, specifications.digest(one)) for one in found)


def _load(code, folder, text):
    if text is None:
        return specifications.load(code, folder=folder)
    try:
        return specifications.load(code, folder=folder, text=text)
    except SpecificationError:
        return specifications.load(code, folder=folder)
