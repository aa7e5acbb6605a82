"""Do the columns of a table hold what their headings say, or were some exchanged or shifted?"""

import re
from collections import Counter

from entries.written_dates import written_date
from interchange.uploads import letters_of

SEXES = {
    "f": "F",
    "m": "M",
    "x": "X",
    "female": "F",
    "male": "M",
    "not specified": "X",
}
NAMES, DATE, SEX = "names", "dates of birth", "sexes"
NUMBER, UCI, ULN, OCR = "candidate numbers", "UCIs", "ULNs", "OCR candidate numbers"
NUMBERS = {
    NUMBER: r"\d{2,4}",
    OCR: r"5\d{7}",
    ULN: r"[1-9]\d{9}",
    UCI: r"\d{5}[0-9A-Z]\d{6}[A-Z]?",
}
PLAIN = {DATE, UCI, ULN, OCR}  # kinds that nothing else looks like
LONG = {UCI, ULN, OCR}  # columns in which a candidate number is misplaced
FEW = 3  # cells: one column alone with fewer may be a slip in each


def _kind_of(text):
    """What a cell holds, as one of the kinds above; "" for what is none of them."""
    if text.casefold() in SEXES:
        return SEX
    if written_date(text).month:
        return DATE
    plain = "".join(text.split()).upper()
    for kind, shape in NUMBERS.items():
        if re.fullmatch(shape, plain):
            return kind
    return NAMES if any(map(str.isalpha, text)) and not re.search(r"\d", text) else ""


def misplaced(rows, kinds, titles):
    """Which columns hold what belongs to others, as sentences; "" where none is seen to.

    `kinds` says by a column's place what it should hold, "" for what is not looked at. A column is
    taken to hold what more than half of its cells are.
    """
    wrong = {
        at: held
        for at, kind in kinds.items()
        if kind and (held := _held(rows, at)) and held != kind
    }
    if not _is_plain(rows, wrong, kinds):
        return ""
    for one, held in wrong.items():
        for other, also in wrong.items():
            if one < other and (held, also) == (kinds[other], kinds[one]):
                return _exchanged(one, other, wrong, titles)
    told = ", ".join(f"{_column(at, titles)} holds {held}" for at, held in wrong.items())
    lead = "the columns look shifted" if len(wrong) > 1 else "a column looks misplaced"
    return (
        f"{lead}: {told}. Nothing was read. Put each heading above what belongs to it, and read the"
        " file again."
    )


def _held(rows, at):
    """What more than half of the cells in a column are."""
    cells = [row[at] for row in rows if row[at]]
    [(kind, count)] = Counter(map(_kind_of, cells)).most_common(1) or [("", 0)]
    return kind if count * 2 > len(cells) else ""


def _is_plain(rows, wrong, kinds):
    """Whether it is plain that columns are misplaced, and no mere slip or habit of writing."""
    if not any(
        held in PLAIN or (held == NUMBER and kinds[at] in LONG) for at, held in wrong.items()
    ):
        return False
    if len(wrong) > 1:
        return True
    [at] = wrong
    return sum(bool(row[at]) for row in rows) >= FEW


def _exchanged(one, other, wrong, titles):
    return (
        f"{_column(one, titles)} holds {wrong[one]}, and {_column(other, titles)} holds"
        f" {wrong[other]}: are {titles[one]} and {titles[other]} exchanged? Nothing was read."
        " Exchange the two headings, and read the file again."
    )


def _column(at, titles):
    return f"column {letters_of(at + 1)} ({titles[at]})"
