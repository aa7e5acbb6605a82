"""Mutants: the portal with one rule, right or move spoilt, which tests must notice.

`python -m tests.mutants` (DEVELOPERS.md, "Tests") plays them in copies; see `__main__`.
"""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


class Outdated(Exception):
    """A mutant does not fit the source any more; the message says which and why."""


@dataclass(frozen=True)
class Mutant:
    """What is spoilt (in words), in which file, and which test files must notice it.

    `stands` is text that stands in the file exactly once, `becomes` what takes its place.
    """

    says: str
    file: str
    stands: str
    becomes: str
    tests: tuple[str, ...]

    def spoilt(self, root: Path = ROOT) -> str:
        """The file's text under `root`, spoilt; raises Outdated."""
        text = (root / self.file).read_text()
        if (count := text.count(self.stands)) != 1:
            raise Outdated(
                f"“{self.says}”: in {self.file} this stands {count} times, not once:"
                f" {self.stands!r}. Write the mutant anew for what stands there now."
            )
        if missing := [one for one in self.tests if not (root / one).exists()]:
            raise Outdated(f"“{self.says}”: there is no {', '.join(missing)}.")
        return text.replace(self.stands, self.becomes)
