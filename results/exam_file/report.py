"""What became of a file of exam results, in sentences."""

from dataclasses import dataclass

from interchange.refusals import RuleBroken


class FileRefused(RuleBroken):
    """The file as a whole cannot be read."""


@dataclass(frozen=True)
class Refusal:
    """Why a line cannot be loaded: the field, what it says, what is wrong, what to do."""

    line: int
    field: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"Line {self.line}, {self.field}" if self.field else f"Line {self.line}"
        value = f" “{self.value}”" if self.value else ""
        return f"{where}{value}: {self.problem} {self.remedy}"


@dataclass(frozen=True)
class Report:
    """What became of a file: how many results are new, were there already, were corrected.

    With a refused line nothing was loaded or corrected.
    """

    loaded: int = 0
    already: int = 0
    corrected: int = 0
    refused: tuple[Refusal, ...] = ()

    @property
    def sentence(self) -> str:
        """The report in one sentence."""
        if self.refused:
            lines = len({refusal.line for refusal in self.refused})
            return f"Nothing was loaded: {_plural(lines, 'line')} cannot be loaded."
        if not self.loaded and not self.corrected:
            return f"Nothing was changed: {self._already}."
        corrected = f" {_plural(self.corrected, 'result')} corrected." if self.corrected else ""
        already = f" {self._already[0].upper()}{self._already[1:]}." if self.already else ""
        return f"{_plural(self.loaded, 'result')} loaded.{corrected}{already}"

    @property
    def _already(self) -> str:
        if self.already == 1:
            return "the 1 result of the file was there already"
        return f"{self.already:,} results of the file were there already"


def _plural(number: int, word: str) -> str:
    """A number with its word."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


class LinesRefused(RuleBroken):
    """Lines of a file cannot be loaded; `sentences` says which, at most SHOWN of them."""

    SHOWN = 200

    def __init__(self, report: Report) -> None:
        """Take the report of the file."""
        super().__init__(report.sentence)
        more = len(report.refused) - self.SHOWN
        self.sentences = [report.sentence, *map(str, report.refused[: self.SHOWN])]
        if more > 0:
            self.sentences.append(f"… and {more:,} more.")
