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

    `marked` have a mark since, and the grade they had.
    `settled` took the place of what was pending or had no result, or of an absence after which the
    candidate was entered again. `held` of all these are kept until the results of their series are
    out. With a refused line nothing was loaded or corrected.
    """

    loaded: int = 0
    already: int = 0
    corrected: int = 0
    settled: int = 0
    held: int = 0
    marked: int = 0
    refused: tuple[Refusal, ...] = ()

    @property
    def sentence(self) -> str:
        """The report in one sentence."""
        if self.refused:
            lines = len({refusal.line for refusal in self.refused})
            return f"Nothing was loaded: {_plural(lines, 'line')} cannot be loaded."
        if not any((self.loaded, self.corrected, self.settled, self.marked)):
            return f"Nothing was changed: {self._already}."
        corrected = f" {_plural(self.corrected, 'result')} corrected." if self.corrected else ""
        marked = f" {_plural(self.marked, 'mark')} entered, grade as before." if self.marked else ""
        settled = (
            f" {_plural(self.settled, 'result')} where there was no grade." if self.settled else ""
        )
        already = f" {self._already[0].upper()}{self._already[1:]}." if self.already else ""
        held = (
            f" {_plural(self.held, 'result')} of these held until results day: no centre knows."
            if self.held
            else ""
        )
        return (
            f"{_plural(self.loaded, 'result')} loaded.{settled}{corrected}{marked}{held}{already}"
        )

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
        self.report = report
        more = len(report.refused) - self.SHOWN
        self.sentences = [report.sentence, *map(str, report.refused[: self.SHOWN])]
        if more > 0:
            self.sentences.append(f"… and {more:,} more.")
