"""The questions of the troubleshooting guide, in its order; the first to answer is the Reason."""

from collections.abc import Callable, Mapping

from results.awarding.outcome import Kind
from results.awarding.outcome import Reason as Because
from results.diagnosis.facts import Facts, Owner, Reason, all_units


def is_issued(facts: Facts) -> Reason | None:
    """There is a result."""
    if facts.issued:
        return Reason("result_issued", Owner.NOBODY, "none", details=(facts.issued,))
    return None


def is_withdrawn(facts: Facts) -> Reason | None:
    """The candidate is no longer expected to achieve it."""
    if facts.closed:
        return Reason("closed", Owner.NOBODY, "none")
    if facts.withdrawn:
        return Reason("withdrawn", Owner.NOBODY, "undo_withdrawal")
    return None


def is_held_already(facts: Facts) -> Reason | None:
    """The person has the result by another entry, and this one does not improve it."""
    if facts.held and facts.kind == Kind.AWARD:
        return Reason("held_already", Owner.NOBODY, "improve", details=(facts.held,))
    return None


def is_being_awarded(facts: Facts) -> Reason | None:
    """Everything is there: the award is on its way."""
    if facts.kind == Kind.AWARD:
        return Reason("being_awarded", Owner.BOARD, "wait")
    return None


def is_absent(facts: Facts) -> Reason | None:
    """A needed exam was missed and is not sat again yet."""
    missed = tuple(one for one in facts.to_do if one in facts.absent)
    if missed:
        return Reason("absent", Owner.CENTRE, "enter_again", "missing-exam-result", missed)
    return None


def has_used_up_attempts(facts: Facts) -> Reason | None:
    """A needed exam may not be sat again."""
    units = _because(facts, Because.ATTEMPTS_USED_UP)
    return Reason("attempts_used_up", Owner.CENTRE, "move_down", units=units) if units else None


def is_below_minimum(facts: Facts) -> Reason | None:
    """A needed unit is held below its minimum and not on its way again."""
    units = _because(facts, Because.BELOW_MINIMUM)
    return Reason("below_minimum", Owner.CENTRE, "resubmit", units=units) if units else None


def does_not_combine(facts: Facts) -> Reason | None:
    """Units are held that do not count towards this size or pathway."""
    units = _because(facts, Because.DOES_NOT_COUNT)
    return (
        Reason("does_not_combine", Owner.CENTRE, "ask_requirements", units=units) if units else None
    )


def has_overdue_exam(facts: Facts) -> Reason | None:
    """The series has its results, but this exam has none."""
    late = {one: facts.overdue[one] for one in facts.could_be if one in facts.overdue}
    if late:
        return Reason(
            "exam_result_missing",
            Owner.CENTRE,
            "raise_request",
            "missing-exam-result",
            *_told(late),
        )
    return None


def is_not_expected_yet(facts: Facts) -> Reason | None:
    """Units are still to do, and the candidate is to complete in a later year."""
    if facts.kind == Kind.NOT_YET and facts.to_do and facts.completes_in > facts.summer:
        return Reason("not_expected_yet", Owner.NOBODY, "wait", units=facts.to_do)
    return None


def lacks_units(facts: Facts) -> Reason | None:
    """Needed units have been neither claimed nor entered."""
    if facts.kind != Kind.NOT_YET or not facts.to_do:
        return None
    return Reason("units_missing", Owner.CENTRE, "claim_or_enter", "missed-from-claim", facts.to_do)


def is_claimed(facts: Facts) -> Reason | None:
    """Every needed unit is on its way: the one that is furthest behind."""
    stages = (
        (facts.drafted, "claim_not_submitted", Owner.CENTRE, "submit_claim"),
        (facts.entered, "entered_for_exam", Owner.NOBODY, "wait"),
        (facts.ready, "ready_for_sampling", Owner.MODERATOR, "wait"),
        (facts.sampled, "sampled", Owner.MODERATOR, "wait"),
        (facts.pending, "pending", Owner.BOARD, "wait"),
    )
    for units, code, owner, next_step in stages:
        needed = {one: units[one] for one in facts.could_be if one in units}
        if needed:
            return Reason(code, owner, next_step, None, *_told(needed))
    return None


def lacks_points(facts: Facts) -> Reason | None:
    """Every unit is there, the points are below the lowest boundary."""
    if facts.kind == Kind.UNCLASSIFIED:
        return Reason("points_too_low", Owner.CENTRE, "improve_grades", units=facts.could_be)
    return None


def is_incomplete(facts: Facts) -> Reason:
    """None of the above: units are missing of which none can be named."""
    return Reason("incomplete", Owner.CENTRE, "ask_board")


TRIAGE: tuple[Callable[[Facts], Reason | None], ...] = (
    is_issued,
    is_withdrawn,
    is_held_already,
    is_being_awarded,
    is_absent,
    has_used_up_attempts,
    is_below_minimum,
    does_not_combine,
    has_overdue_exam,
    is_not_expected_yet,
    lacks_units,
    is_claimed,
    lacks_points,
    is_incomplete,
)


def diagnose(facts: Facts) -> Reason:
    """The Reason for the facts: what the first question of the triage that answers gives."""
    return next(reason for ask in TRIAGE if (reason := ask(facts)))


def _because(facts: Facts, reason: Because) -> tuple[str, ...]:
    found = all_units(short.because for short in facts.uncovered if short.reason == reason)
    return tuple(one for one in found if one not in facts.under_way)


def _told(by_unit: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units, and what is known of them once each, for a Reason."""
    return tuple(by_unit), tuple(dict.fromkeys(by_unit.values()))
