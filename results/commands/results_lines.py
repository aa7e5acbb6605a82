"""What waits on the disk while a file of results is written: its lines, and what is not in it."""

import marshal
from collections import Counter
from collections.abc import Iterator
from tempfile import TemporaryFile

from results import results_file

COLUMNS = (
    "number",
    "change",
    "candidate_id",
    "candidate_number",
    "ocr_number",
    "name",
    "uci",
    "uln",
    "option",
    "entry_code",
    "unit",
    "grade",
    "partly_absent",
    "code",
    "before",
    "because",
)
BEFORE_THEM = 2  # the headers


class Lines:
    """The lines of a file while it is written: on the disk, and how many there are of each change.

    First those of the file, then what is gone from it and left out.
    """

    def __enter__(self):
        """Begin with none."""
        self.of_file, self.others = TemporaryFile(), TemporaryFile()
        self.counts, self.records, self.differ = Counter(), 0, False
        return self

    def __exit__(self, *problem):
        """Throw them away."""
        self.of_file.close()
        self.others.close()

    def read(self, compared, head) -> Iterator[dict]:
        """Keep the lines of each Compared, and give the values of the file's records."""
        for some in compared:
            self.differ = self.differ or some.differs
            others = (*some.gone, *some.left_out)
            self.counts.update(str(one.change) for one in (*some.lines, *others))
            first = self.records + BEFORE_THEM + 1
            self.records += len(some.lines)
            rows = [_row(number, one) for number, one in enumerate(some.lines, first)]
            marshal.dump(rows, self.of_file)
            marshal.dump([_row(0, one) for one in others], self.others)
            for one in some.lines:
                yield one.detail(head.centre)

    def rows(self) -> Iterator[tuple]:
        """The values of COLUMNS of each line."""
        for kept in (self.of_file, self.others):
            end = kept.tell()
            kept.seek(0)
            while kept.tell() < end:
                yield from marshal.load(kept)


def _row(number, line):
    return (
        number,
        str(line.change),
        line.candidate,
        line.candidate_number,
        line.ocr_number,
        line.name,
        line.uci,
        line.uln,
        line.option,
        line.entry_code,
        line.unit,
        line.grade,
        line.partly_absent,
        line.code,
        line.before,
        line.missing if line.change == results_file.Change.LEFT_OUT else "",
    )
