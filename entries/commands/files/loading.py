"""How is what was confirmed loaded? All of it in one transaction, piece by piece.

Before that everything is judged again, while its persons are held; where something became refused
since the centre looked, nothing is loaded and the centre is asked to look again.
"""

from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.entering import finish
from entries.commands.files.lines import PERSON, judged_again, keep_judged
from entries.commands.locking import hold_whoever
from entries.commands.making import Wanted, maker
from entries.file_states import LOAD, SHOW_AGAIN, Outcome, Status
from entries.models import EntryFile
from entries.rules import exams
from entries.rules.lines import answered
from entries.rules.people import Person
from interchange import workflow
from interchange.notifications import outbox

LOOKED_AT = {Outcome.REFUSED, Outcome.LIKELY}  # first: nobody was shown it when the file was
LOOK_AGAIN = (
    "Something changed after you looked at this file, so nothing was loaded. Look at what is now"
    " refused, already there or charged as a further attempt, then confirm again."
)


@transaction.atomic
def load_file(file, *, at, sat) -> None:
    """Load what the centre confirmed; once, whoever asks for it how often."""
    held = EntryFile.objects.defer("content").select_for_update(of=("self",))
    file = held.select_related("centre", "series", "confirmed_by").get(pk=file.pk)
    if file.status != Status.CONFIRMED:
        return
    new = file.asked.filter(outcome=Outcome.NEW)
    on, unknown = localdate(file.confirmed_at), _unknown(new)
    likely = queries.foreseen(file.centre, unknown, on)  # while nobody is held
    _hold(file, new, unknown)
    context = queries.file_context(
        file.centre, file.series, on=on, amends=file.amends, sat=sat, likely=likely
    )
    before = transaction.savepoint()
    gone = _gone(file, context)
    loaded, using, changed = _make(file, context, new, at)
    if gone or any(one.outcome in LOOKED_AT or one.resit for one in changed):
        transaction.savepoint_rollback(before)
        keep_judged([*gone, *changed])
        notes = [*file.notes, LOOK_AGAIN] if LOOK_AGAIN not in file.notes else file.notes
        workflow.perform(SHOW_AGAIN, file, by=file.confirmed_by, at=at, notes=notes)
        return
    transaction.savepoint_commit(before)
    keep_judged(changed)
    finish(using)
    counts = {"loaded": loaded, "file": file.digest}
    workflow.perform(LOAD, file, by=file.confirmed_by, at=at, detail=counts)
    outbox.queue("entries/file_loaded", to=file.centre.email, at=at, file=file, loaded=loaded)


def _unknown(new):
    """The people of lines who had no record when they were judged."""
    unknown = new.filter(candidate=None).order_by().values_list("answer", *PERSON).distinct()
    return [
        answered(Person(**dict(zip(PERSON, details, strict=True))), answer)
        for answer, *details in unknown
    ]


def _hold(file, new, people):
    """Hold everybody whom the lines name, whether there is a record or not."""
    known = set(new.exclude(candidate=None).order_by().values_list("candidate", flat=True))
    hold_whoever(file.centre, people, known | queries.records_of(file.centre, people))


def _gone(file, context):
    """The lines that asked for what was there already and, judged again, is not any more.

    Not those that only ask for what an earlier line does: they name no candidate.
    """
    there = file.asked.filter(outcome=Outcome.ALREADY).exclude(candidate=None)
    return [
        one
        for some in judged_again(context, there)
        for one, _ in some
        if one.outcome != Outcome.ALREADY
    ]


def _make(file, context, new, at):
    """Judge and make what is new: how many, the Maker, and the lines that are judged otherwise.

    Once a line asks the centre to look again no more is made, since all of it is taken back.
    """
    exam = file.series.month in exams.MONTHS
    using = maker(
        centre=file.centre,
        by=file.confirmed_by,
        at=at,
        on=context.on,
        series=file.series if exam else None,
        stage=context.terms.stage if exam else "",
        file=file,
    )
    loaded, changed, stands = 0, [], True
    for some in judged_again(context, new):
        differing = [one for one, differs in some if differs]
        changed += differing
        stands = stands and not any(one.outcome in LOOKED_AT or one.resit for one in differing)
        if stands:
            wanted = [
                Wanted(one.who, one.target, one.verdict)
                for one, _ in some
                if one.outcome == Outcome.NEW
            ]
            using.make(wanted)
            loaded += len(wanted)
    return loaded, using, changed
