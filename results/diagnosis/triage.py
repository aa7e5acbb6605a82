"""The questions of the troubleshooting guide, in its order; the first to answer is the Reason."""

from collections.abc import Callable, Iterable, Mapping

from results.awarding.outcome import Because, Kind
from results.diagnosis.facts import EntryFacts, Reason, Seen, all_units

Question = Callable[[EntryFacts], Seen | None]


def _is_issued(facts: EntryFacts) -> Seen | None:
    """There is a result."""
    return Seen(details=(facts.issued,)) if facts.issued and facts.has_uci else None


def _is_issued_without_uci(facts: EntryFacts) -> Seen | None:
    """There is a result, which files of results do not say since the candidate has no UCI."""
    return Seen(details=(facts.issued,)) if facts.issued else None


def _is_closed(facts: EntryFacts) -> Seen | None:
    """The entry is over."""
    return Seen() if facts.closed else None


def _is_withdrawn(facts: EntryFacts) -> Seen | None:
    """The candidate is no longer expected to achieve it."""
    return Seen() if facts.withdrawn else None


def _is_held_already(facts: EntryFacts) -> Seen | None:
    """The person has the result by another entry, and this one does not improve it."""
    if facts.kind == Kind.AWARD and (facts.held or facts.held_elsewhere):
        return Seen(details=(facts.held,) if facts.held else ())
    return None


def _has_ended(facts: EntryFacts) -> Seen | None:
    """The last certification of the qualification is over: nothing is issued any more."""
    if facts.ended and facts.certified_until:
        return Seen(details=(f"{facts.certified_until:%-d %B %Y}",))
    return None


def _is_not_offered(facts: EntryFacts) -> Seen | None:
    """The rules of the qualification do not say (yet) what makes a result."""
    return None if facts.offered else Seen()


def _is_being_awarded(facts: EntryFacts) -> Seen | None:
    """Everything is there: the award is on its way."""
    return Seen() if facts.kind == Kind.AWARD else None


def _was_refused(facts: EntryFacts) -> Seen | None:
    """A needed exam was missed, is not sat again yet, and the board gives no grade for it."""
    refused = facts.circumstances.get("consideration_refused", Seen())
    missed = tuple(one for one in _missed(facts) if one in refused.units)
    return Seen(missed, refused.details) if missed else None


def _is_absent(facts: EntryFacts) -> Seen | None:
    """A needed exam was missed and is not sat again yet."""
    return _of_units(_missed(facts))


def _has_no_result(facts: EntryFacts) -> Seen | None:
    """The board issued no result for a needed exam, which is not sat again yet."""
    return _of_units(one for one in facts.to_do if one in facts.no_result)


def _is_looked_at_again(facts: EntryFacts) -> Seen | None:
    """The board looks again at an exam that is needed."""
    seen = facts.circumstances.get("review_open", Seen())
    of_these = {*facts.could_be, *all_units(short.because for short in facts.shortfalls)}
    return seen if of_these.intersection(seen.units) else None


def _has_used_up_attempts(facts: EntryFacts) -> Seen | None:
    """A needed exam may not be sat again."""
    return _of_units(_because(facts, Because.ATTEMPTS_USED_UP))


def _is_exam_below_minimum(facts: EntryFacts) -> Seen | None:
    """A needed exam is held below its minimum and not to be sat again."""
    below = _because(facts, Because.BELOW_MINIMUM)
    return _of_units(one for one in below if one in facts.examined)


def _is_below_minimum(facts: EntryFacts) -> Seen | None:
    """A needed moderated unit is held below its minimum and not claimed again."""
    return _of_units(_because(facts, Because.BELOW_MINIMUM))


def _is_on_another_pathway(facts: EntryFacts) -> Seen | None:
    """Units are held that another pathway of the size would count."""
    if not facts.has_pathways:
        return None
    elsewhere = _because(facts, Because.DOES_NOT_COUNT)
    return _of_units(one for one in elsewhere if one in facts.sizes)


def _does_not_combine(facts: EntryFacts) -> Seen | None:
    """Units are held that do not count towards this size."""
    return _of_units(_because(facts, Because.DOES_NOT_COUNT))


def _has_overdue_exam(facts: EntryFacts) -> Seen | None:
    """The series has its results, but this exam has none."""
    return _told(facts, facts.overdue)


def _is_not_expected_yet(facts: EntryFacts) -> Seen | None:
    """Units are still to do, and the candidate is to complete in a later year."""
    if facts.kind == Kind.NOT_YET and facts.to_do and facts.completes_in > facts.summer:
        return Seen(facts.to_do)
    return None


def _lacks_exams(facts: EntryFacts) -> Seen | None:
    """Of what is needed nothing but exams is still to do, and these are not entered for."""
    if facts.kind == Kind.NOT_YET and facts.examined.issuperset(facts.to_do):
        return _of_units(facts.to_do)
    return None


def _lacks_units(facts: EntryFacts) -> Seen | None:
    """Needed units have been neither claimed nor entered."""
    return _of_units(facts.to_do) if facts.kind == Kind.NOT_YET else None


def _lacks_points(facts: EntryFacts) -> Seen | None:
    """Every unit is there, the points are below the lowest boundary."""
    return Seen(facts.could_be) if facts.kind == Kind.UNCLASSIFIED else None


def _cannot_complete(facts: EntryFacts) -> Seen:
    """None of the above: what is missing can come from no unit that is left."""
    return Seen()


def _is_known(code: str) -> Question:
    """The question whether it was noted elsewhere: a circumstance, told as the cause it is."""
    return lambda facts: facts.circumstances.get(code)


def _is_at(stage: str) -> Question:
    """The question whether a needed unit is on its way at that stage; all others are, too."""
    return lambda facts: _told(facts, getattr(facts, stage))


TRIAGE: dict[str, Question] = {
    "result_issued": _is_issued,
    "issued_without_uci": _is_issued_without_uci,
    "closed": _is_closed,
    "withdrawn": _is_withdrawn,
    "transfer_to_answer": _is_known("transfer_to_answer"),
    "transfer_open": _is_known("transfer_open"),
    "held_already": _is_held_already,
    "ended": _has_ended,
    "not_offered": _is_not_offered,
    "being_awarded": _is_being_awarded,
    "request_to_answer": _is_known("request_to_answer"),
    "request_open": _is_known("request_open"),
    "size_change_open": _is_known("size_change_open"),
    "consideration_refused": _was_refused,
    "absent": _is_absent,
    "no_result": _has_no_result,
    "review_open": _is_looked_at_again,
    "attempts_used_up": _has_used_up_attempts,
    "exam_below_minimum": _is_exam_below_minimum,
    "below_minimum": _is_below_minimum,
    "wrong_pathway": _is_on_another_pathway,
    "does_not_combine": _does_not_combine,
    "exam_result_missing": _has_overdue_exam,
    "not_expected_yet": _is_not_expected_yet,
    "duplicate_record": _is_known("duplicate_record"),
    "number_in_question": _is_known("number_in_question"),
    "exam_not_entered": _lacks_exams,
    "units_missing": _lacks_units,
    "claim_not_submitted": _is_at("drafted"),
    "visit_not_booked": _is_at("unbooked"),
    "visit_too_late": _is_at("too_late"),
    "consideration_to_answer": _is_at("answer"),
    "visit_to_confirm": _is_at("unconfirmed"),
    "entered_for_exam": _is_at("entered"),
    "unsettled": _is_at("unsettled"),
    "consideration_asked": _is_at("asked"),
    "ready_for_sampling": _is_at("ready"),
    "sampled": _is_at("sampled"),
    "claim_held_up": _is_at("held_up"),
    "pending": _is_at("pending"),
    "assessed_to_come": _is_at("granted"),
    "points_too_low": _lacks_points,
    "cannot_complete": _cannot_complete,
}


def diagnose(facts: EntryFacts) -> Reason:
    """The Reason for the facts: what the first question of the triage that answers gives."""
    found = ((code, ask(facts)) for code, ask in TRIAGE.items())
    return next(
        Reason(code, seen.units, seen.details, seen.on) for code, seen in found if seen is not None
    )


def _missed(facts: EntryFacts) -> tuple[str, ...]:
    return tuple(one for one in facts.to_do if one in facts.absent)


def _because(facts: EntryFacts, reason: Because) -> tuple[str, ...]:
    found = all_units(short.because for short in facts.uncovered if short.reason == reason)
    return tuple(one for one in found if one not in facts.under_way)


def _of_units(units: Iterable[str]) -> Seen | None:
    """What is Seen of the units; nothing without any."""
    found = tuple(units)
    return Seen(found) if found else None


def _told(facts: EntryFacts, by_unit: Mapping[str, str]) -> Seen | None:
    """The needed units of these, what is known of them once each, and the first of their days."""
    needed = {one: by_unit[one] for one in facts.could_be if one in by_unit}
    days = [facts.acts_by[one] for one in needed if one in facts.acts_by]
    details = tuple(dict.fromkeys(needed.values()))
    return Seen(tuple(needed), details, min(days, default=None)) if needed else None
