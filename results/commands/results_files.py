"""How are files of results made for a centre's system? By a worker, from an order that is kept.

A file is written as what stands is read, some candidates at a time, and its lines wait on the disk
until the file has its row. Each file is one transaction: of an order whose worker was killed, the
files that are made stay, and the others are made by whoever takes it up (docs/adr/0075).
"""

import hashlib
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.timezone import localdate, localtime

from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.commands import hold_centre
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.bulk import copy_made
from interchange.edi.kinds import Unwritable
from interchange.edi.layouts import RESULTS
from interchange.edi.writer import Head, pieces
from interchange.holding import Work, wait_for
from interchange.meanwhile import Meanwhile
from interchange.queue import hint
from interchange.refusals import RuleBroken
from interchange.runner import Runner
from interchange.tokens import named
from results import queries, results_file
from results.commands.results_lines import COLUMNS, Lines
from results.models import ResultsFile, ResultsFileLine, ResultsFileOrder
from results.order_states import GIVE_UP, LEAVE, MAKE, REFUSE, Status

WORK = "results.make_results_files"
SAID_EVERY = 2_000  # results: how far an order is, while a file is made
MOST_SEQUENCE = 1000  # the header has three figures; they begin again
GIVEN_UP = "These files could not be made. Order them again; if that fails too, tell us."
NO_RIGHT = "Whoever ordered them may not make entries any more. Order them yourself."


class ResultsFileRefused(RuleBroken):
    """No file can be made."""


@transaction.atomic
def order_results_files(*, centre, year, heading, by, at, token=None) -> ResultsFileOrder:
    """Order the files of units and of qualifications of the centre's results of a ResultsYear.

    `heading` says which series their headers carry, `token` names the form. Gives the order, which
    a worker takes up; one of the same files that still waits, or that the same form ordered before,
    is given as it is.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    hold_centre(centre)
    what = {"centre": centre, "year": year.year, "heading": heading.name}
    token = named(token, "results files", centre.pk, year.year, heading.name)
    before = Q(token=token) | Q(**what, status=Status.WAITING)
    if order := ResultsFileOrder.objects.filter(before).order_by("-pk").first():
        return order
    order = ResultsFileOrder.objects.create(**what, token=token, ordered_at=at, ordered_by=by)
    detail = {"year": str(year), "series": str(order.series)}
    trail.record("resultsfileorder.order", about=order, by=by, at=at, detail=detail)
    hint(WORK)
    return order


def make_results_files(*, centre, year, heading, by, at) -> list[ResultsFile]:
    """Order the files and make them at once. Gives those made.

    Only what differs from the last file of its kind under the same heading is made. Raises
    ResultsFileRefused where nothing does, or a result can be in none.
    """
    order = order_results_files(centre=centre, year=year, heading=heading, by=by, at=at)
    work_order(order, at=at)
    order.refresh_from_db()
    if not order.is_made:
        raise ResultsFileRefused(order.said or "The files are being made already.")
    return list(order.files.order_by("sequence"))


def work_an_order(*, at, older_than=timedelta(0)) -> bool:
    """Make the files of the order that has waited longest; give whether there was one."""
    return ORDERS.work_next(at=at, older_than=older_than)


def work_order(order, *, at) -> bool:
    """Make the files of the order, if it waits; give whether anything was done."""
    return ORDERS.work(order.pk, at=at)


def _make_ordered(order, *, at):
    """Make what of an order is not made yet, and say what came of it."""
    year, done = order.results_year, 0
    counts = queries.results_of_year(order.centre, year)
    _tell(order, expected=sum(counts.values()), done=0)
    for kind in ResultsFile.Kind.values:
        try:
            if not order.files.filter(kind=kind).exists():
                _make(order, kind, at, done)
        except (Unwritable, results_file.NoCode) as wrong:
            said = f"The file of {kind} cannot be made. {wrong}"
            workflow.perform(REFUSE, order, by=order.ordered_by, at=at, said=said[:300])
            return
        done += counts[kind]
        _tell(order, done=done)
    if order.files.exists():
        workflow.perform(MAKE, order, by=order.ordered_by, at=at, done=F("expected"))
    else:
        said = _nothing(order)
        workflow.perform(LEAVE, order, by=order.ordered_by, at=at, said=said)


ORDERS = Runner(
    model=ResultsFileOrder,
    lock=Work.RESULTS_ORDER,
    steps={Status.WAITING: _make_ordered},
    since=("ordered_at",),
    give_up=GIVE_UP,
    given_up={"said": GIVEN_UP},
    no_right={"said": NO_RIGHT},
    related=("centre", "ordered_by"),
)


def _saying_how_far(order, done, compared):
    """The Compared of a file; says of some thousand results at a time that they are dealt with."""
    said = done
    with Meanwhile(order) as meanwhile:
        for some in compared:
            yield some
            done += len(some.lines) + len(some.left_out)
            if done - said >= SAID_EVERY:
                meanwhile.say(done=done)
                said = done


def _tell(order, **fields):
    """Say how far it is."""
    ResultsFileOrder.objects.filter(pk=order.pk).update(**fields)


def _nothing(order):
    """Why there is nothing to make."""
    found = ResultsFile.objects.filter(centre=order.centre, year=order.year, heading=order.heading)
    last = found.defer("content").order_by("-made_at", "-sequence").first()
    if last is None:
        return (
            f"There are no results of {order.results_year} that a file can tell."
            " Where candidates have results and no UCI, give it first."
        )
    return (
        f"Nothing is new or changed since {last.name} was made on"
        f" {localtime(last.made_at):%-d %B %Y at %H:%M}. Download that file again."
    )


@transaction.atomic
def _make(order, kind, at, done):
    """Make the file of a kind and keep it with its lines, if it tells anything else than the last.

    So many results of the order are `done` when it begins. Raises Unwritable and NoCode for a
    result that no file can tell.
    """
    centre, year, by = order.centre, order.results_year, order.ordered_by
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    wait_for(Work.RESULTS_FILES, [centre.pk])
    last = queries.last_results_file(centre, kind, year, order.heading)
    given = ResultsFile.objects.filter(centre=centre).aggregate(most=Max("sequence"))["most"] or 0
    head = Head(
        RESULTS, order.series, (given + 1) % MOST_SEQUENCE, localdate(at), centre=centre.number
    )
    with Lines() as lines:
        content = bytearray()
        compared = _saying_how_far(order, done, queries.compared_lines(centre, kind, year, last))
        for piece in pieces(head, lines.read(compared, head)):
            content += piece
        if not lines.differ:
            return
        file = ResultsFile.objects.create(
            centre=centre,
            year=year.year,
            kind=kind,
            heading=order.heading,
            sequence=given + 1,
            name=head.name,
            content=content,
            digest=hashlib.sha256(content).hexdigest(),
            records=lines.records,
            counts=lines.counts,
            follows=last,
            made_at=at,
            made_by=by,
            order=order,
        )
        copy_made(ResultsFileLine, COLUMNS, lines.rows(), file=file)
    detail = {"digest": file.digest, "records": file.records, **lines.counts}
    trail.record("resultsfile.make", about=file, by=by, at=at, detail=detail)
