"""What does the page of a file show: what it would do, or did, line by line?"""

from dataclasses import dataclass

from django.utils.timezone import localdate, localtime

from entries import queries
from entries.file_states import CANCELLABLE, TO_WORK, Outcome, Status
from entries.models import Candidate, FileLine
from entries.queries.seeing import read_by
from entries.rules import exams
from entries.rules.people import Person
from interchange import shown
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.edi.layouts import DATA_TYPES
from interchange.edi.problems import Problem
from interchange.look import tables


def purpose(found):
    """What the page of the file may be used for."""
    return f"load {found.pk}"


def file_page(request, found, seen=None):
    """All that the page of the file needs; with what an earlier one had shown, how that differs."""
    on = localdate()
    outcome = request.GET.get("show", "")
    outcome = outcome if outcome in Outcome.values else ""
    listing = tables.listing(
        request,
        queries.lines_of(found, outcome),
        sorts={"line": ("number", "place")},
        default="line",
    )
    tally = queries.tally(found)
    new = tally.counts[Outcome.NEW]
    charged, now = None, {}
    if found.status == Status.CHECKED:
        charged = queries.charges_of_file(found, on)
        now = queries.shown_of_file(found, tally, charged)
    may = permissions.can(request.user, Permission.MAKE_ENTRIES, centre=found.centre)
    return {
        "centre": found.centre,
        "file": found,
        "tally": tally,
        "listing": listing,
        "rows": _rows(found, listing),
        "answered": any(one.answer for one in listing),
        "tabs": _tabs(found, tally, outcome),
        "problems": [Problem(*one) for one in found.problems],
        "working": found.status in TO_WORK,
        "progress": f"{found.done:,} of {found.lines:,} lines checked",
        "can_confirm": may and found.status == Status.CHECKED and new,
        "can_cancel": may and found.status in CANCELLABLE,
        "can_answer": may and found.status == Status.CHECKED,
        "to_ask": queries.lines_to_ask_about(found.centre, listing, on) if may else (),
        "closed": _closed(found),
        "about": _about(found),
        "charges": charged,
        "shown": shown.carried(purpose(found), now),
        "differences": shown.differences(seen, now) if seen else [],
        "load": f"Load {new} entr{'y' if new == 1 else 'ies'}",
    }


def _about(found):
    """What is known of the file, in words, by title."""
    told = [("Status", found.get_status_display())]
    if found.data_type:
        told.append(("Holds", DATA_TYPES[found.data_type].capitalize()))
    if found.series:
        told.append(("Series", found.series))
    if found.sequence is not None:
        told.append(("Number", found.sequence))
    told.append(("Sent in", _when(found.sent_at, found.sent_by)))
    if found.confirmed_at:
        told.append(("Confirmed", _when(found.confirmed_at, found.confirmed_by)))
    return told


def _when(at, by):
    return f"{localtime(at):%-d %B %Y, %H:%M} by {by}"


def _closed(found):
    """Why nothing of the file can be loaded any more, as a sentence."""
    if found.status != Status.CHECKED or found.series.month not in exams.MONTHS:
        return ""
    return exams.series_refusal(found.series, localdate())


def _tabs(found, tally, outcome):
    here = found.get_absolute_url()
    tabs = [("All", here, not outcome, tally.total)]
    return tabs + [
        (one.label, f"{here}?show={one.value}", one == outcome, tally.counts[one])
        for one in Outcome
        if tally.counts[one]
    ]


ENTERED = {Outcome.LOADED, Outcome.ALREADY}


@dataclass(frozen=True)
class FileRow:
    """A line of the page: what it asks for, what is wrong, and who it may be."""

    line: FileLine
    problems: list[Problem]
    likely: list
    candidate: Candidate | None

    @property
    def elsewhere(self) -> str:
        """That somebody who is not the centre's own may be the same person; else nothing."""
        return next((one.because for one in self.likely if not one.ours), "")

    @property
    def shared(self):
        """The UCI or ULN that one of the likely has too, by its name: then it is nobody else."""
        return queries.shared_number(self.line, self.likely)


def _rows(found, listing):
    asking = [one for one in listing if one.outcome == Outcome.LIKELY]
    who = queries.likely_duplicates(found.centre, [_person(one) for one in asking], localdate())
    likely = dict(zip((one.pk for one in asking), who, strict=True))
    made = queries.candidates_made(found, [one.uci for one in listing if not one.candidate_id])
    known = {one.candidate_id for one in listing if one.became not in ENTERED} - {None}
    read = read_by(found.centre, known, localtime())
    return [
        FileRow(
            one,
            [Problem(one.number, *problem) for problem in one.problems],
            likely.get(one.pk, []),
            _shown(one, read) or made.get(one.uci),
        )
        for one in listing
    ]


def _shown(line, read):
    """The record of a line, once it is entered or where the centre may read it anyway."""
    is_shown = line.became in ENTERED or line.candidate_id in read
    return line.candidate if is_shown else None


def _person(line):
    return Person(line.surname, line.forenames, line.born_on, uci=line.uci, uln=line.uln)
