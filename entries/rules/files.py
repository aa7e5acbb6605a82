"""What must be true of a file of entries as a whole?"""

from collections.abc import Collection
from datetime import date
from typing import Any

from entries.rules import exams
from entries.rules.registering import EntryRefused
from interchange.edi import layouts
from interchange.edi.kinds import SeriesReference
from interchange.edi.problems import Problem
from interchange.edi.records import Record

LETTER = "N"  # of the series of Cambridge Technicals, as our basedata has it
LARGEST = 12 * 1024 * 1024  # bytes
MOST_LINES = 100_000
AT_ONCE = 500  # lines that are worked while the page waits


class FileRefused(EntryRefused):
    """The file cannot be taken; the message says why and what to do."""


def check_size(name: str, size: int) -> None:
    """Raise FileRefused for a file that is empty or larger than any we take."""
    if not size:
        raise FileRefused(f"“{name}” is empty. Check that it was saved, and choose it again.")
    if size > LARGEST:
        raise FileRefused(
            f"“{name}” has {size / 1024 / 1024:.1f} MB; the most is {LARGEST // 1024 // 1024} MB,"
            f" about {MOST_LINES:,} lines. Export it in several files."
        )


def count_problem(count: int) -> tuple[str, str] | None:
    """What is wrong with so many lines, as (wrong, remedy); nothing where they can be taken."""
    if not count:
        return "The file names no candidate.", "Choose the entries in your system and export again."
    if count > MOST_LINES:
        return f"The file has {count:,} lines; {MOST_LINES:,} are the most.", "Export it in parts."
    return None


def series_problem(header: Record, series: Any, annual: Any, on: date) -> Problem | None:
    """What is wrong with the series a file is for, as a Problem; None where entries can be made.

    `series` is the one it names, None where there is none; `annual` the one that registrations
    use now.
    """
    wrong = _wrong_with(header["series"], series, annual, on)
    if not wrong:
        return None
    one = layouts.FRAME[layouts.HEADER].field("series")
    value = str(header["series"])
    remedy = "Load the basedata of the right series into your system and make the file again."
    return Problem(header.line, one.start, one.title, value, wrong, remedy)


def _wrong_with(reference: SeriesReference, series: Any, annual: Any, on: date) -> str:
    if reference.letter != LETTER or series is None:
        return f"There is no series {reference} of these qualifications."
    if series.month in exams.MONTHS:
        return exams.series_refusal(series, on)
    if annual is None or series != annual:
        now = f" The series for them is {annual}." if annual else ""
        return f"Registrations are not made for {series} now.{now}"
    return ""


def notes(framed_as: tuple[str, int], before: Collection[Any], digest: str) -> list[str]:
    """What the centre should know before it confirms: sentences about earlier files.

    `framed_as` is the (data type, sequence) of this one; `before` are the centre's loaded files of
    the same series, newest first.
    """
    data_type, sequence = framed_as
    same = next((one for one in before if one.digest == digest), None)
    if same:
        return [
            f"This is the very file that was loaded on {same.sent_at:%-d %B %Y}. What it made then"
            " is not made again."
        ]
    found = []
    later = next((one for one in before if one.sequence >= sequence), None)
    if later:
        found.append(
            f"The file has number {sequence}, and {later.name}, number {later.sequence}, was loaded"
            " before it. You can load this one all the same. Number your files in the order in"
            f" which they are made: give the next a number above {later.sequence}."
        )
    entries = [one for one in before if not one.amends]
    if data_type == layouts.ENTRIES and entries:
        found.append(
            "Entries of this series were loaded from a file before. Send later ones as amendments;"
            " what is there already is not made again."
        )
    if data_type == layouts.AMENDMENTS and not entries:
        found.append(
            "No file of entries was loaded for this series before these amendments. New candidates"
            " and entries are taken all the same."
        )
    return found
