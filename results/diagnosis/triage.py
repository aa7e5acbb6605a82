"""The questions of the troubleshooting guide, in its order; the first to answer is the Reason."""

from collections.abc import Callable, Mapping

from results.awarding.outcome import Because, Kind
from results.diagnosis.facts import EntryFacts, Reason, all_units


def _is_issued(facts: EntryFacts) -> Reason | None:
    """There is a result."""
    if facts.issued:
        return Reason("result_issued", details=(facts.issued,))
    return None


def _is_withdrawn(facts: EntryFacts) -> Reason | None:
    """The candidate is no longer expected to achieve it."""
    if facts.closed:
        return Reason("closed")
    if facts.withdrawn:
        return Reason("withdrawn")
    return None


def _is_held_already(facts: EntryFacts) -> Reason | None:
    """The person has the result by another entry, and this one does not improve it."""
    if facts.kind == Kind.AWARD and (facts.held or facts.held_elsewhere):
        return Reason("held_already", details=(facts.held,) if facts.held else ())
    return None


def _is_being_awarded(facts: EntryFacts) -> Reason | None:
    """Everything is there: the award is on its way."""
    if facts.kind == Kind.AWARD:
        return Reason("being_awarded")
    return None


def _is_absent(facts: EntryFacts) -> Reason | None:
    """A needed exam was missed and is not sat again yet."""
    missed = tuple(one for one in facts.to_do if one in facts.absent)
    if missed:
        return Reason("absent", missed)
    return None


def _has_used_up_attempts(facts: EntryFacts) -> Reason | None:
    """A needed exam may not be sat again."""
    units = _because(facts, Because.ATTEMPTS_USED_UP)
    return Reason("attempts_used_up", units=units) if units else None


def _is_below_minimum(facts: EntryFacts) -> Reason | None:
    """A needed unit is held below its minimum and not on its way again."""
    units = _because(facts, Because.BELOW_MINIMUM)
    return Reason("below_minimum", units=units) if units else None


def _does_not_combine(facts: EntryFacts) -> Reason | None:
    """Units are held that do not count towards this size or pathway."""
    units = _because(facts, Because.DOES_NOT_COUNT)
    return Reason("does_not_combine", units=units) if units else None


def _has_overdue_exam(facts: EntryFacts) -> Reason | None:
    """The series has its results, but this exam has none."""
    late = {one: facts.overdue[one] for one in facts.could_be if one in facts.overdue}
    if late:
        return Reason("exam_result_missing", *_told(late))
    return None


def _is_not_expected_yet(facts: EntryFacts) -> Reason | None:
    """Units are still to do, and the candidate is to complete in a later year."""
    if facts.kind == Kind.NOT_YET and facts.to_do and facts.completes_in > facts.summer:
        return Reason("not_expected_yet", units=facts.to_do)
    return None


def _lacks_units(facts: EntryFacts) -> Reason | None:
    """Needed units have been neither claimed nor entered."""
    if facts.kind != Kind.NOT_YET or not facts.to_do:
        return None
    return Reason("units_missing", facts.to_do)


def _is_claimed(facts: EntryFacts) -> Reason | None:
    """Every needed unit is on its way: the one that is furthest behind."""
    stages = (
        (facts.drafted, "claim_not_submitted"),
        (facts.entered, "entered_for_exam"),
        (facts.ready, "ready_for_sampling"),
        (facts.sampled, "sampled"),
        (facts.pending, "pending"),
    )
    for units, code in stages:
        needed = {one: units[one] for one in facts.could_be if one in units}
        if needed:
            return Reason(code, *_told(needed))
    return None


def _lacks_points(facts: EntryFacts) -> Reason | None:
    """Every unit is there, the points are below the lowest boundary."""
    if facts.kind == Kind.UNCLASSIFIED:
        return Reason("points_too_low", units=facts.could_be)
    return None


def _is_incomplete(facts: EntryFacts) -> Reason:
    """None of the above: units are missing of which none can be named."""
    return Reason("incomplete")


TRIAGE: tuple[Callable[[EntryFacts], Reason | None], ...] = (
    _is_issued,
    _is_withdrawn,
    _is_held_already,
    _is_being_awarded,
    _is_absent,
    _has_used_up_attempts,
    _is_below_minimum,
    _does_not_combine,
    _has_overdue_exam,
    _is_not_expected_yet,
    _lacks_units,
    _is_claimed,
    _lacks_points,
    _is_incomplete,
)


def diagnose(facts: EntryFacts) -> Reason:
    """The Reason for the facts: what the first question of the triage that answers gives."""
    return next(reason for ask in TRIAGE if (reason := ask(facts)))


def _because(facts: EntryFacts, reason: Because) -> tuple[str, ...]:
    found = all_units(short.because for short in facts.uncovered if short.reason == reason)
    return tuple(one for one in found if one not in facts.under_way)


def _told(by_unit: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units, and what is known of them once each, for a Reason."""
    return tuple(by_unit), tuple(dict.fromkeys(by_unit.values()))
