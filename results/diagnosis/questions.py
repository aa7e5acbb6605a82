"""The questions of the troubleshooting guide: each looks at the facts and says what it saw."""

from collections.abc import Callable, Iterable, Mapping

from results.awarding.outcome import Because, Kind
from results.diagnosis.facts import EntryFacts, Seen, all_units

Question = Callable[[EntryFacts], Seen | None]


def is_issued(facts: EntryFacts) -> Seen | None:
    """There is a result."""
    return Seen(details=(facts.issued,)) if facts.issued and facts.has_uci else None


def is_issued_without_uci(facts: EntryFacts) -> Seen | None:
    """There is a result, which files of results do not say since the candidate has no UCI."""
    return Seen(details=(facts.issued,)) if facts.issued else None


def holds_another(facts: EntryFacts) -> Seen | None:
    """No result is expected here, and the person was awarded another one at the centre."""
    over = facts.closed or facts.withdrawn
    return facts.circumstances.get("other_result_held") if over else None


def is_closed(facts: EntryFacts) -> Seen | None:
    """The entry is over."""
    return Seen() if facts.closed else None


def is_withdrawn(facts: EntryFacts) -> Seen | None:
    """The candidate is no longer expected to achieve it."""
    return Seen() if facts.withdrawn else None


def is_held_already(facts: EntryFacts) -> Seen | None:
    """The person has the result by another entry, and this one does not improve it."""
    if facts.kind == Kind.AWARD and (facts.held or facts.held_elsewhere):
        return Seen(details=(facts.held,) if facts.held else ())
    return None


def has_ended(facts: EntryFacts) -> Seen | None:
    """The last certification of the qualification is over: nothing is issued any more."""
    if facts.ended and facts.certified_until:
        return Seen(details=(f"{facts.certified_until:%-d %B %Y}",))
    return None


def is_not_offered(facts: EntryFacts) -> Seen | None:
    """The rules of the qualification do not say (yet) what makes a result."""
    return None if facts.offered else Seen()


def is_being_awarded(facts: EntryFacts) -> Seen | None:
    """Everything is there: the award is on its way."""
    return Seen() if facts.kind == Kind.AWARD else None


def was_refused(facts: EntryFacts) -> Seen | None:
    """A needed exam was missed, is not sat again yet, and the board gives no grade for it."""
    refused = facts.circumstances.get("consideration_refused", Seen())
    missed = tuple(one for one in _missed(facts) if one in refused.units)
    return Seen(missed, refused.details) if missed else None


def is_absent(facts: EntryFacts) -> Seen | None:
    """A needed exam was missed and is not sat again yet."""
    return _of_units(_missed(facts))


def has_no_result(facts: EntryFacts) -> Seen | None:
    """The board issued no result for a needed exam, which is not sat again yet."""
    return _of_units(one for one in facts.to_do if one in facts.no_result)


def is_looked_at_again(facts: EntryFacts) -> Seen | None:
    """The board looks again at an exam that is needed."""
    seen = facts.circumstances.get("review_open", Seen())
    of_these = {*facts.could_be, *all_units(short.because for short in facts.shortfalls)}
    return seen if of_these.intersection(seen.units) else None


def is_of_wrong_size(facts: EntryFacts) -> Seen | None:
    """What is held makes no grade in this size, as things are, but does in another one."""
    is_used_up = _because(facts, Because.ATTEMPTS_USED_UP)
    counts_not = does_not_combine(facts) and not is_on_another_pathway(facts)
    is_over = facts.kind == Kind.UNCLASSIFIED or not facts.to_do
    nothing_comes = not facts.under_way.intersection(facts.could_be)
    is_stuck = is_used_up or counts_not or is_over and nothing_comes
    return facts.circumstances.get("wrong_size") if is_stuck else None


def has_used_up_attempts(facts: EntryFacts) -> Seen | None:
    """A needed exam may not be sat again."""
    return _of_units(_because(facts, Because.ATTEMPTS_USED_UP))


def is_exam_below_minimum(facts: EntryFacts) -> Seen | None:
    """A needed exam is held below its minimum and not to be sat again."""
    below = _because(facts, Because.BELOW_MINIMUM)
    return _of_units(one for one in below if one in facts.examined)


def is_below_minimum(facts: EntryFacts) -> Seen | None:
    """A needed moderated unit is held below its minimum and not claimed again."""
    return _of_units(_because(facts, Because.BELOW_MINIMUM))


def is_on_another_pathway(facts: EntryFacts) -> Seen | None:
    """Units are held that another pathway of the size would count."""
    if not facts.has_pathways:
        return None
    elsewhere = _because(facts, Because.DOES_NOT_COUNT)
    return _of_units(one for one in elsewhere if one in facts.sizes)


def is_of_wrong_unit(facts: EntryFacts) -> Seen | None:
    """Units are held that no qualification takes for which the person was ever registered."""
    held = facts.circumstances.get("wrong_unit", Seen()).units
    return _of_units(one for one in _because(facts, Because.DOES_NOT_COUNT) if one in held)


def does_not_combine(facts: EntryFacts) -> Seen | None:
    """Units are held that do not count towards this size."""
    return _of_units(_because(facts, Because.DOES_NOT_COUNT))


def was_entered_late(facts: EntryFacts) -> Seen | None:
    """The series has its results; for this exam the candidate was entered after its closing day."""
    late = facts.circumstances.get("entered_late", Seen()).units
    return _told(facts, {one: where for one, where in facts.overdue.items() if one in late})


def has_overdue_exam(facts: EntryFacts) -> Seen | None:
    """The series has its results, but this exam has none."""
    return _told(facts, facts.overdue)


def is_not_expected_yet(facts: EntryFacts) -> Seen | None:
    """Units are still to do, and the candidate is to complete in a later year."""
    if facts.kind == Kind.NOT_YET and facts.to_do and facts.completes_in > facts.summer:
        return Seen(facts.to_do)
    return None


def may_lack_tag(facts: EntryFacts) -> Seen | None:
    """Registered in the year that had TAGs, without one; units are still to do."""
    is_so = facts.kind == Kind.NOT_YET and "tag_missing" in facts.circumstances
    return _of_units(facts.to_do) if is_so else None


def may_lack_reduction(facts: EntryFacts) -> Seen | None:
    """Registered in the year that had reductions, without one; marked units are still to do."""
    is_so = facts.kind == Kind.NOT_YET and "reduction_not_reported" in facts.circumstances
    return _of_units(one for one in facts.to_do if is_so and one not in facts.examined)


def is_registered_late(facts: EntryFacts) -> Seen | None:
    """Units are to do, and the registration came when no claim could be in time any more."""
    is_so = facts.kind == Kind.NOT_YET and facts.registered_late
    return _of_units(facts.to_do) if is_so else None


def lacks_exams(facts: EntryFacts) -> Seen | None:
    """Of what is needed nothing but exams is still to do, and these are not entered for."""
    if facts.kind == Kind.NOT_YET and facts.examined.issuperset(facts.to_do):
        return _of_units(facts.to_do)
    return None


def lacks_exams_and_units(facts: EntryFacts) -> Seen | None:
    """Besides other units, exams are needed for which nothing else could come; these are told."""
    if facts.kind != Kind.NOT_YET or not facts.exams_needed:
        return None
    exams = tuple(one for one in facts.to_do if one in facts.examined)
    return Seen(facts.to_do, exams)


def lacks_units(facts: EntryFacts) -> Seen | None:
    """Needed units have been neither claimed nor entered."""
    return _of_units(facts.to_do) if facts.kind == Kind.NOT_YET else None


def lacks_points(facts: EntryFacts) -> Seen | None:
    """Every unit is there, the points are below the lowest boundary."""
    return Seen(facts.could_be) if facts.kind == Kind.UNCLASSIFIED else None


def cannot_complete(facts: EntryFacts) -> Seen:
    """None of the above: what is missing can come from no unit that is left."""
    return Seen()


def is_known(code: str) -> Question:
    """The question whether it was noted elsewhere: a circumstance, told as the cause it is."""
    return lambda facts: facts.circumstances.get(code)


def is_at(stage: str) -> Question:
    """The question whether a needed unit is on its way at that stage; all others are, too."""
    return lambda facts: _told(facts, getattr(facts, stage))


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
