"""What does the centre do with a file? Send it, answer what is asked, confirm it or cancel it."""

import hashlib

from django.db import transaction
from django.utils.timezone import localdate

from entries import queries
from entries.commands.files.lines import judged_again, keep_judged
from entries.file_states import CANCEL, CONFIRM, Outcome, Status
from entries.models import EntryFile
from entries.rules import exams, files
from entries.rules.lines import BACK, NEW
from interchange import shown, workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.queue import hint
from interchange.tokens import named

WORK = "entries.work_files"


@transaction.atomic
def send_file(*, centre, name, content, by, at, token=None) -> EntryFile:
    """Take a file of entries in, to be read; give it. The same file sent twice is one.

    Raises FileRefused for one that is empty or too large.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=centre)
    files.check_size(name, len(content))
    digest = hashlib.sha256(content).hexdigest()
    file, made = EntryFile.objects.get_or_create(
        token=named(token, "file", centre.pk, name, digest),
        defaults={
            "centre": centre,
            "name": name[:150],
            "content": content,
            "digest": digest,
            "sent_at": at,
            "sent_by": by,
        },
    )
    if made:
        trail.record("entryfile.send", about=file, by=by, at=at, detail={"digest": file.digest})
        hint(WORK)
    return file


@transaction.atomic
def confirm_file(*, file, by, at, seen=None) -> None:
    """Have what the centre was shown loaded: `seen` on the page (queries.shown_of_file).

    Raises FileRefused where nothing can be, MoveRefused where the file is not waiting for that,
    ShownOtherwise where it would do something else, such as cost more.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=file.centre)
    if file.series and file.series.month in exams.MONTHS:
        refusal = exams.series_refusal(file.series, localdate(at))
        if refusal:
            raise files.FileRefused(refusal)
    EntryFile.objects.select_for_update(no_key=True).only("pk").get(pk=file.pk)
    if file.status == Status.CHECKED and not file.asked.filter(outcome=Outcome.NEW).exists():
        raise files.FileRefused("Nothing in the file can be loaded. Correct it and send it again.")
    if seen is not None and file.status == Status.CHECKED:
        counted = queries.tally(file)
        charged = queries.charges_of_file(file, localdate(at))
        shown.check_same(seen, queries.shown_of_file(file, counted, charged))
    workflow.perform(CONFIRM, file, by=by, at=at, confirmed_at=at, confirmed_by=by, tries=0)
    hint(WORK)


@transaction.atomic
def cancel_file(*, file, by, at) -> None:
    """Leave the file, of which nothing is loaded then. Raises MoveRefused where it is too late."""
    workflow.perform(CANCEL, file, by=by, at=at)


@transaction.atomic
def answer_likely(*, file, answers, by, at, sat) -> int:
    """Take the centre's answers about likely duplicates, and judge their lines again.

    `answers` are, by line number, the OCR number of one of the centre's candidates, `new`, or
    `back` to take an answer back. Gives how many were taken. Raises FileRefused where the file is
    not waiting for answers.
    """
    permissions.check(by, Permission.MAKE_ENTRIES, centre=file.centre)
    file = EntryFile.objects.defer("content").select_for_update(of=("self",)).get(pk=file.pk)
    if file.status != Status.CHECKED:
        status = file.get_status_display()
        raise files.FileRefused(f"The file is not waiting for answers: its status is {status}.")
    taken = _take_back(file, {number for number, answer in answers.items() if answer == BACK})
    answers = {number: answer for number, answer in answers.items() if answer != BACK}
    likely = file.asked.filter(outcome=Outcome.LIKELY, number__in=answers)
    whose = dict(likely.values_list("uci", "number"))
    for uci, number in whose.items():
        answer = answers[number]
        if answer == NEW or queries.candidates_of(file.centre).filter(ocr_number=answer).exists():
            taken += file.asked.filter(outcome=Outcome.LIKELY, uci=uci).update(answer=answer)
    if not taken:
        return 0
    _judge_again(file, file.asked.filter(outcome=Outcome.LIKELY).exclude(answer=""), at, sat)
    trail.record("entryfile.answer", about=file, by=by, at=at, detail={"answers": taken})
    return taken


def _take_back(file, numbers):
    """Have the people of these lines asked about again; how many lines that are."""
    answered = file.asked.filter(number__in=numbers).exclude(answer="")
    of_them = file.asked.filter(uci__in=list(answered.values_list("uci", flat=True)))
    return of_them.exclude(answer="").update(
        answer="", outcome=Outcome.LIKELY, candidate=None, problems=[], note="", resit=False
    )


def _judge_again(file, lines, at, sat):
    """Judge the lines, knowing whom the others of the file name."""
    on = localdate(at)
    context = queries.file_context(file.centre, file.series, on=on, amends=file.amends, sat=sat)
    named = file.asked.exclude(candidate=None).exclude(pk__in=lines.values("pk")).order_by("number")
    for record, number, uci in named.values_list("candidate", "number", "uci"):
        context.known.named.setdefault(record, (number, uci))
    for some in judged_again(context, lines):
        keep_judged([one for one, differs in some if differs])
