"""Whose is a UCI or ULN that two records had? The board says so."""

from dataclasses import replace

from django.db import transaction

from entries.commands.awards import raise_award_due_of
from entries.commands.locking import hold_people, one_at_a_time
from entries.details_states import Status
from entries.models import Candidate, DetailsChange, NumberTwice
from entries.rules import details as rules
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail

ANSWERED = "The board has answered this already."
CHANGED = (
    "The {} of {} was changed since, so there is nothing to give back. Open the record, and use"
    " “Correct details” for what is still wrong."
)
HAS_ANOTHER = (
    "{} has another {} by now. Open the record, and use “Correct details” for what is still wrong."
)
WHOSE = "The board said whose the {} is."


@transaction.atomic
def say_whose_number(*, twice, answer, by, at) -> None:
    """Answer whose a number is that two records had: it stays, or goes back from the other.

    Raises DetailsRefused where it is answered already, or a record has another number by now.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    one_at_a_time([f"{twice.kind} {twice.number}"])
    hold_people([twice.candidate_id, twice.holder_id])
    twice = NumberTwice.objects.select_for_update(no_key=True).get(pk=twice.pk)
    if twice.answer:
        raise rules.DetailsRefused(ANSWERED)
    if answer == NumberTwice.Answer.GOES_BACK:
        _give_back(twice, by, at)
    twice.answer, twice.answered_at, twice.answered_by = answer, at, by
    twice.save(update_fields=["answer", "answered_at", "answered_by"])
    raise_award_due_of([twice.candidate_id, twice.holder_id], at=at)
    trail.record("numbertwice.answer", about=twice, by=by, at=at, detail={"answer": answer})


def _give_back(twice, by, at):
    """Take the number off the record that has it, and give it to the other one.

    Each record keeps it as a change of its details, by which who left a centre is read of as then.
    """
    records = Candidate.objects.in_bulk([twice.candidate_id, twice.holder_id])
    candidate, holder = records[twice.candidate_id], records[twice.holder_id]
    kind, title = twice.kind, twice.get_kind_display()
    if getattr(holder, kind) != twice.number:
        raise rules.DetailsRefused(CHANGED.format(title, holder.ocr_number))
    if getattr(candidate, kind):
        raise rules.DetailsRefused(HAS_ANOTHER.format(candidate.ocr_number, title))
    for record, old, new in ((holder, twice.number, ""), (candidate, "", twice.number)):
        said = rules.of(record)
        DetailsChange.objects.create(
            candidate=record,
            status=Status.MADE,
            old=rules.as_json(said),
            new=rules.as_json(replace(said, **{kind: new})),
            reason=WHOSE.format(title),
            made_at=at,
            made_by=by,
        )
        Candidate.objects.filter(pk=record.pk).update(**{kind: new})
        trail.record(
            "candidate.change_details", about=record, by=by, at=at, detail={kind: [old, new]}
        )
