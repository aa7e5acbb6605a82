"""How is that issued which a dry run showed? Exactly that: whatever changed since is left alone."""

from django.db import connection

from interchange.queue import hint
from interchange.refusals import RuleBroken
from results.commands import issuing, keeping
from results.commands.foreseeing import in_words
from results.models import AwardForeseen, AwardRange

HOLD = """
    SELECT due.entry_id, due.due + 1
    FROM unnest(%s::bigint[], %s::int[]) AS noted (entry, raising)
    JOIN entries_awarddue due ON due.entry_id = noted.entry
    WHERE due.due = noted.raising AND due.done = due.due
    ORDER BY due.entry_id FOR UPDATE OF due
"""
DONE = """
    UPDATE entries_awarddue
    SET due = due + 1, done = due + 1, raised_at = %s, attempts = 0, problem = ''
    WHERE entry_id = ANY(%s)
"""
ISSUED = """
    SELECT result.entry_id, result.outcome, result.grade
    FROM unnest(%s::bigint[], %s::int[]) AS raised (entry, due)
    JOIN results_qualificationresult result
         ON result.entry_id = raised.entry AND result.due = raised.due
"""
RAISE_RIVALS = """
    UPDATE entries_awarddue SET due = due + 1, raised_at = %s, attempts = 0, problem = ''
    WHERE entry_id <> ALL(%s) AND entry_id IN (
        SELECT other.id FROM entries_qualificationentry entry
        JOIN entries_candidate candidate ON candidate.id = entry.candidate_id
        JOIN entries_candidate record ON record.person_id = candidate.person_id
        JOIN entries_qualificationentry other ON other.candidate_id = record.id
             AND other.qualification_id = entry.qualification_id AND other.id <> entry.id
        WHERE entry.id = ANY(%s)
    )
"""


class CameOtherwise(RuleBroken):
    """What follows now is not what the dry run showed; nothing of the range was issued."""


def issue_shown(part, *, at) -> None:
    """Issue what the dry run showed of the range, and keep where its registrations stand.

    Raises CameOtherwise, and then nothing may be committed, where what follows now is not that.
    Belongs in a transaction of its own.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [part.about, part.raising])
        raised = dict(cursor.fetchall())
    worked = issuing.issue(raised, at=at)
    keeping.keep(raised, worked, at=at)
    issued = _issued(raised)
    if issued != _shown(part, raised):
        raise CameOtherwise(
            "What follows now is not what the dry run showed, so nothing of this was issued. Call"
            " the run off and begin another one."
        )
    with connection.cursor() as cursor:
        cursor.execute(DONE, [at, list(raised)])
    _raise_rivals(issued, raised, at)
    AwardRange.objects.filter(pk=part.pk).update(
        issued=len(issued), left_alone=len(part.about) - len(raised), issued_at=at
    )


def _issued(raised):
    """What these raisings were answered with: {registration: the result in words}."""
    with connection.cursor() as cursor:
        cursor.execute(ISSUED, [list(raised), list(raised.values())])
        return {entry: in_words(outcome, grade) for entry, outcome, grade in cursor.fetchall()}


def _shown(part, raised):
    """What the dry run showed of those that are raised now, in the same form."""
    return {
        entry: after
        for entry, kind, after in zip(part.entries, part.kinds, part.after, strict=True)
        if entry in raised and kind != AwardForeseen.Kind.FAILED
    }


def _raise_rivals(issued, raised, at):
    """Have it kept anew where a person's other registrations for the code stand, outside of it."""
    with connection.cursor() as cursor:
        cursor.execute(RAISE_RIVALS, [at, list(raised), list(issued)])
        if cursor.rowcount:
            hint("results.award_due")
