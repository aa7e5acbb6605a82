"""How are files of results made for a centre's system? From what stands, and kept as they are."""

import hashlib
from collections import Counter

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate, localtime

from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.bulk import copy_made
from interchange.edi.kinds import Unwritable
from interchange.edi.layouts import RESULTS
from interchange.edi.writer import Head, write
from interchange.holding import Work, wait_for
from interchange.refusals import RuleBroken
from results import queries, results_file
from results.models import ResultsFile, ResultsFileLine

MOST_SEQUENCE = 1000  # the header has three figures; they begin again
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


class ResultsFileRefused(RuleBroken):
    """No file can be made."""


@transaction.atomic
def make_results_files(*, centre, year, heading, by, at) -> list[ResultsFile]:
    """Make the files of units and of qualifications of the centre's results of a ResultsYear.

    `heading` says which series their headers carry. Only what differs from the last file of its
    kind under the same heading is made. Raises ResultsFileRefused where nothing does, and NoCode
    where the key lacks a grade.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    wait_for(Work.RESULTS_FILES, [centre.pk])
    made, last = [], None
    for kind in ResultsFile.Kind.values:
        last_of_kind = queries.last_results_file(centre, kind, year, heading.name)
        last = max(filter(None, (last, last_of_kind)), key=lambda one: one.made_at, default=None)
        compared = results_file.compared(
            queries.lines_for_file(centre, kind, year), queries.last_told(last_of_kind)
        )
        if compared.differs:
            made.append(_made(centre, year, heading, kind, compared, last_of_kind, by, at))
    if not made:
        raise ResultsFileRefused(_nothing(year, last))
    return made


def _nothing(year, last):
    """Why there is nothing to make."""
    if last is None:
        return (
            f"There are no results of {year} that a file can tell."
            " Where candidates have results and no UCI, give it first."
        )
    return (
        f"Nothing is new or changed since {last.name} was made on"
        f" {localtime(last.made_at):%-d %B %Y at %H:%M}. Download that file again."
    )


def _made(centre, year, heading, kind, compared, last, by, at):
    """The file, kept with its lines."""
    given = ResultsFile.objects.filter(centre=centre).aggregate(most=Max("sequence"))["most"]
    head = Head(
        RESULTS,
        heading.reference(year.year),
        ((given or 0) + 1) % MOST_SEQUENCE,
        localdate(at),
        centre=centre.number,
    )
    content = _written(head, compared.lines)
    counts = Counter(one.change for one in _all(compared))
    file = ResultsFile.objects.create(
        centre=centre,
        year=year.year,
        kind=kind,
        heading=heading.name,
        sequence=(given or 0) + 1,
        name=head.name,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        records=len(compared.lines),
        counts=counts,
        follows=last,
        made_at=at,
        made_by=by,
    )
    copy_made(ResultsFileLine, COLUMNS, _rows(compared), file=file)
    detail = {"digest": file.digest, "records": file.records, **counts}
    trail.record("resultsfile.make", about=file, by=by, at=at, detail=detail)
    return file


def _written(head, lines):
    try:
        return write(head, (one.detail(head.centre) for one in lines))
    except Unwritable as wrong:
        raise ResultsFileRefused(f"The file cannot be made. {wrong}") from wrong


def _all(compared):
    return (*compared.lines, *compared.gone, *compared.left_out)


def _rows(compared):
    """The values of COLUMNS of each line: those of the file, then what is gone and left out."""
    for number, one in enumerate(compared.lines, BEFORE_THEM + 1):
        yield _row(number, one)
    for one in (*compared.gone, *compared.left_out):
        yield _row(0, one)


def _row(number, line):
    return (
        number,
        line.change,
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
