"""How do two records of one person become one, and two again?"""

from django.db import transaction
from django.utils.timezone import localdate

from entries import commands as entries_commands
from entries import states
from entries.models import Candidate, Merge, QualificationEntry
from entries.rules import merging as rules
from interchange import workflow
from interchange.accounts import permissions
from interchange.accounts.roles import Permission
from interchange.audit import trail
from interchange.catalogue.queries import figures
from interchange.notifications import outbox
from tracker.commands.ending import Ending, end_with
from tracker.commands.parting import hold_own_numbers, stand_with_the_registered
from tracker.queries import merging as merging_queries


@transaction.atomic
def merge(*, one, other, from_merged=(), because, by, at) -> Merge:
    """Merge two Candidates under the older OCR candidate number; give the Merge.

    Rows stay where they were recorded (docs/adr/0006); everything is read under the kept record,
    whose details become those chosen: `from_merged` names what is taken from the other. Both say
    the same of the person afterwards (entries.commands.persons). Of two registrations for the same
    at one centre the newer is closed. Awards are worked out again. Raises MergeRefused for what
    both have at once otherwise, or without a reason.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    kept, merged = _held(one, other)
    if refusal := rules.refusal(merging_queries.facts(kept, merged, because)):
        raise rules.MergeRefused(refusal)
    closed = _close(merging_queries.to_close(kept, merged), kept, merged, by, at)
    after = rules.settled(kept, merged, from_merged)
    changed = {name: value for name, value in after.items() if value != getattr(kept, name)}
    made = Merge.objects.create(
        kept=kept,
        merged=merged,
        because=because.strip()[:500],
        before={name: _told(getattr(kept, name)) for name in changed},
        after={name: _told(value) for name, value in changed.items()},
        own=entries_commands.own_details(merged),
        brought=list(merged.records.exclude(pk=merged.pk).values_list("pk", flat=True)),
        closed=[one.pk for one in closed],
        made_at=at,
        made_by=by,
    )
    entries_commands.join_record(made)
    _set(kept, changed)  # of two records that are not merged, one only may have a UCI
    entries_commands.carry_details(kept)
    trail.record("merge.make", about=made, by=by, at=at, detail={"changed": made.after})
    _follow("tracker/merged", made, at)
    return made


@transaction.atomic
def undo_merge(*, made, by, at) -> Merge:
    """Part two records again, within the days for it: nothing stays but the trail.

    What was entered or claimed meanwhile stays with the record it names, but exams go with the
    registration they are for; the letter names what a centre entered. Details that were changed
    again since are kept. Raises MergeRefused when the days are over, when it is undone already,
    where somebody was registered again for what the merge closed, and where a later merge took
    over a detail that this one brought: that one goes first.
    """
    permissions.check(by, Permission.PROCESS_ENTRIES)
    kept, merged = _held(made.kept, made.merged)
    made = Merge.objects.select_for_update().get(pk=made.pk)
    if made.undone_at:
        raise rules.MergeRefused("This merge is undone already.")
    if merged.merged_into_id != kept.pk:
        raise rules.MergeRefused(
            f"{kept.ocr_number} was itself merged since. Undo that merge first."
        )
    rules.check_can_undo(localdate(made.made_at), figures().get(rules.DAYS, 0), localdate(at))
    rules.check_goes_first(made, _later_merges(made))
    back = {
        name: value
        for name, value in made.before.items()
        if _told(getattr(kept, name)) == made.after[name]
    }
    _set(kept, back)
    rules.check_numbers_apart(merged, Candidate.objects.get(pk=kept.pk))
    entries_commands.part_record(made)
    rules.check_registered_once(merging_queries.registered_again(made))
    _reopen(made, by, at)
    stand_with_the_registered(made, by=by, at=at)
    hold_own_numbers(made, at=at)
    made.undone_at, made.undone_by = at, by
    made.save(update_fields=["undone_at", "undone_by"])
    trail.record("merge.undo", about=made, by=by, at=at)
    _follow("tracker/merge_undone", made, at)
    return made


def _close(entries, kept, merged, by, at):
    """Close the newer of two registrations; what waits for it ends. Give those closed."""
    detail = {"because": f"{merged.ocr_number} and {kept.ocr_number} are one person"}
    for one in entries:
        workflow.perform(states.CLOSE_IN_MERGE, one, by=by, at=at, detail=detail)
    if entries:
        end_with(Ending.MERGED, entries, by=by, at=at, as_board=True)
    return entries


def _reopen(made, by, at):
    """Have the registrations that the merge closed stand again, each with its own person."""
    for one in QualificationEntry.objects.filter(pk__in=made.closed, status=states.Status.MERGED):
        workflow.perform(states.REOPEN, one, by=by, at=at)


def _held(one, other):
    """Both records, read anew under their locks, the older number first."""
    entries_commands.hold_people([one.pk, other.pk])
    found = Candidate.objects.select_for_update(no_key=True, of=("self",))
    records = list(found.filter(pk__in=[one.pk, other.pk]).order_by("pk"))
    return rules.kept_first(*(records if len(records) == 2 else records * 2))


def _later_merges(made):
    """What was merged into the same record later and still is, the latest first."""
    later = Merge.objects.filter(kept=made.kept, pk__gt=made.pk, undone_at=None)
    return list(later.select_related("merged").order_by("-pk"))


def _set(record, values):
    if values:
        Candidate.objects.filter(pk=record.pk).update(**values)
        entries_commands.make_likeness_keys_of(record)


def _told(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def _follow(letter, made, at):
    """Have awards worked out again under what is one person now, and tell the centres."""
    people = Candidate.objects.filter(pk__in=[made.kept_id, made.merged_id])
    entries_commands.raise_award_due(people, at=at)
    for centre in merging_queries.centres_of(made.kept, made.merged):
        since = merging_queries.entered_since(made, centre)
        closed = QualificationEntry.objects.filter(pk__in=made.closed, centre=centre)
        told = {"made": made, "centre": centre, "since": since}
        told["closed"] = list(closed.select_related("candidate", "qualification"))
        outbox.queue(letter, to=centre.email, at=at, **told)
