"""What does a page of a claim show that is confirmed on it? Read anew under the claim's lock.

The page carries it (interchange.shown), by candidate and unit, and the command compares.
"""

from collections import Counter

from django.utils.timezone import localtime

from claims.models import MalpracticeConcern
from claims.queries.building import still_registered
from claims.queries.moderating import sample_of
from claims.queries.reports import last_review, report_being_written
from claims.states import STANDING, Again, Outcome
from entries.rules.people import surname_first
from interchange.audit import trail

CELL = (
    "candidate",
    "unit",
    "candidate__surname",
    "candidate__forenames",
    "candidate__ocr_number",
    "unit__number",
)
IN_ORDER = ("candidate__sorts_as", "candidate", "unit")
LEFT_OUT = "left out: not registered, or not in the qualification, any more"


def shown_to_submit(claim) -> dict[str, dict[str, str]]:
    """Each grade that would be submitted, who marked it, and why it is claimed though held.

    Also which would be left out.
    """
    going = still_registered(claim)
    told = {}
    lines = claim.lines.filter(outcome__in=STANDING).order_by(*IN_ORDER)
    for *cell, grade, by, body, again, held in lines.values_list(
        *CELL, "claimed", "assessor__initials", "other_awarding_body", "again", "held_before"
    ):
        text = f"{grade} from {body}" if body else f"{grade} by {by}"
        why = f", {held} held already: {Again(again).label}" if again else ""
        out = "" if tuple(cell[:2]) in going else f", {LEFT_OUT}"
        _put(told, cell, f"{text}{why}{out}")
    return told


def shown_to_agree(claim) -> dict[str, dict[str, str]]:
    """What the moderator makes of each grade, the sample, and the report that goes with it."""
    told = {}
    lines = claim.lines.exclude(outcome=Outcome.LEFT_OUT).order_by(*IN_ORDER)
    for *cell, claimed, grade, outcome, reason in lines.values_list(
        *CELL, "claimed", "grade", "outcome", "reason"
    ):
        _put(told, cell, _judged(claimed, grade, outcome, reason))
    number, who = last_review(claim)
    sample, report = sample_of(claim, sent=True), report_being_written(claim)
    return {
        **told,
        "The review": {"last change": f"by {who}, event {number}" if number else ""},
        "The sample": {"version": str(sample.version) if sample else ""},
        "The feedback report": {"saved": report.saved_at.isoformat() if report else ""},
    }


def shown_to_process(claim) -> dict[str, str]:
    """What would be banked of a claim, what speaks against it, and each grade, by part.

    In short first, then candidate by candidate.
    """
    rows = list(claim.lines.filter(live=True).order_by(*IN_ORDER).values_list(*CELL, "grade"))
    grades = Counter(grade for *_, grade in rows)
    told = {}
    for *cell, grade in rows:
        _put(told, cell, grade)
    concerns = MalpracticeConcern.objects.filter(claim=claim)
    waiting = concerns.filter(answered_at=None).count()
    last = trail.of(claim).order_by("pk").last()
    return {
        "grades": ", ".join(f"{count} × {grade}" for grade, count in sorted(grades.items())),
        "candidates": str(len({candidate for candidate, *_ in rows})),
        "malpractice concerns": f"{concerns.count()}, not answered {waiting}",
        "last event": f"{last.title}, {localtime(last.at):%-d %B %Y, %H:%M}" if last else "",
        **{who: _in_words(units) for who, units in told.items()},
    }


def _in_words(units):
    return ", ".join(f"{unit}: {grade}" for unit, grade in units.items())


def _put(told, cell, text):
    _, _, surname, forenames, number, unit = cell
    name = surname_first(surname, forenames)
    told.setdefault(f"{name} ({number})", {})[f"unit {unit}"] = text


def _judged(claimed, grade, outcome, reason):
    if outcome == Outcome.WITHDRAWN:
        return f"{claimed} withdrawn: {reason}"
    return f"{claimed} changed to {grade}: {reason}" if outcome == Outcome.CHANGED else claimed
