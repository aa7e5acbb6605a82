"""What of their standings may a centre see? Its own, what a transfer brought, and sums of the rest.

Units held elsewhere count, and the centre reads how many hours of them do: not which units, grades,
claims or series they are (docs/adr/0044).
"""

from collections import Counter
from copy import copy
from dataclasses import replace
from functools import partial

from entries.queries.seeing import Seeing, seeing
from results.awarding.grades import others
from results.awarding.outcome import Because, Outcome, Shortfall
from results.models import QualificationResult
from results.queries.ground import Groundwork, read
from results.queries.standing import Standing, sheet, standings_on


def standings_seen(entries, issued=None) -> dict[int, Standing]:
    """The Standing of each of the entries as the entry's centre may see it: {entry id: Standing}.

    As `standings`, with one query more. `issued` are results that are looked at in place of the
    latest: {entry id: QualificationResult}.
    """
    entries = list(entries)
    ground = read(entries)
    ground = replace(ground, latest=ground.latest | (issued or {}))
    found = standings_on(ground, entries)
    sees = seeing(ground.person_of.values())
    return {pk: as_seen(one, ground, sees) for pk, one in found.items()}


def as_seen(standing, ground, sees) -> Standing:
    """A Standing as the centre of its entry may see it; all of the ground is of the person."""
    entry = standing.entry
    person = ground.person_of[entry.candidate_id]
    numbers, ever = ground.numbers[entry.qualification_id], _ever(ground, person)
    best_held = _best_held(standing, ground, sees, person)
    if _are_own(ever, entry.centre_id):
        latest = _result(standing.latest, _grades(ever, numbers))
        elsewhere = best_held is not standing.best_held
        return replace(standing, latest=latest, best_held=best_held, is_held_elsewhere=elsewhere)
    issued = _issued(standing.latest, ever, numbers, partial(_shows, sees, entry.centre_id, person))
    records = records_seen(ground, sees, entry.centre_id, person)
    own = sheet(entry, standing.specification, replace(ground, records={person: records}))
    grades = _grades(records, numbers)
    hidden = {
        number
        for number, held in standing.achieved.items()
        if number not in own.achieved or own.achieved[number].grade != held.grade
    }
    return replace(
        standing,
        achieved=own.achieved,
        absent=own.absent,
        no_result=own.no_result,
        question=own.question,
        outcome=_outcome(standing.outcome, grades, hidden),
        latest=issued,
        best_held=best_held,
        is_held_elsewhere=best_held is not standing.best_held,
        hides=any(standing.achieved[number].achieved for number in hidden)
        or _others(standing, standing.whole) != _others(standing, own.question)
        or bool(issued and issued.hides),
        elsewhere=_hours(standing, own.achieved, hidden) + _credits(standing, own.question),
    )


def _ever(ground, person):
    """All records there ever were of the person, corrected ones too: {unit id: [Record]}."""
    current, corrected = ground.records.get(person, {}), ground.corrected.get(person, {})
    return {
        unit: [*current.get(unit, ()), *corrected.get(unit, ())]
        for unit in current.keys() | corrected.keys()
    }


def _are_own(records, centre):
    """Whether all of a person's records came about through the centre, which sees all such."""
    return all(one.centre_id == centre for found in records.values() for one in found)


def records_seen(ground: Groundwork, sees: Seeing, centre, person) -> dict:
    """The person's records that the centre (its id) sees: {unit id: [Record]}."""
    return {
        unit: shown
        for unit, records in ground.records.get(person, {}).items()
        if (shown := [one for one in records if _shows(sees, centre, person, one)])
    }


def _shows(sees, centre, person, record):
    return sees.shows(
        centre,
        person,
        through=record.centre_id,
        subject=record.subject_id,
        at=record.came_about_at,
    )


def _grades(records, numbers):
    """The (unit number or title, grade) of what is seen: what a working may name."""
    return frozenset(
        (numbers.get(unit, one.title), one.grade)
        for unit, found in records.items()
        for one in found
    )


def _outcome(outcome, grades, hidden) -> Outcome:
    """The outcome without the units held elsewhere; its sums are of all of them."""
    return replace(
        outcome,
        counted=tuple(one for one in outcome.counted if (one.unit, one.grade) in grades),
        not_counted=tuple(one for one in outcome.not_counted if (one.unit, one.grade) in grades),
        shortfalls=shortfalls_seen(outcome.shortfalls, hidden),
    )


def shortfalls_seen(shortfalls, hidden) -> tuple[Shortfall, ...]:
    """The shortfalls, explained by none of the units (numbers) that are hidden from a centre.

    One that only hidden units explain says no more than what is missing (docs/adr/0044).
    """
    return tuple(_shortfall(one, hidden) for one in shortfalls)


def _shortfall(shortfall, hidden):
    because = tuple(unit for unit in shortfall.because if unit not in hidden)
    is_told = because or not shortfall.because
    reason = shortfall.reason if is_told else Because.MISSING
    return replace(shortfall, because=because, reason=reason)


def _issued(result, ever, numbers, shows) -> QualificationResult | None:
    """An issued result whose working names what is seen of what was held when it was issued.

    What was corrected since counted all the same, and what came since did not.
    """
    if result is None:
        return None
    at = result.issued_at
    then = {
        unit: [one for one in found if one.was_held_at(at) and shows(one)]
        for unit, found in ever.items()
    }
    return _result(result, _grades(then, numbers))


def _result(result, grades) -> QualificationResult | None:
    """An issued result whose working names only what is seen."""
    if result is None:
        return None
    told = copy(result)
    told.only = grades
    told.__dict__.pop("working", None)  # it was read back for whoever sees everything
    return told


def _best_held(standing, ground, sees, person) -> QualificationResult | None:
    """The best result held for the code, unless another centre's award is."""
    best = standing.best_held
    if best is None:
        return None
    here, through = standing.entry.centre_id, best.entry.centre_id
    seen = sees.shows(
        here,
        person,
        through=through,
        subject=standing.version.qualification.subject_id,
        at=best.issued_at if here == through else best.begun_at,
    )
    return best if seen else None


def _hours(standing, own, hidden):
    """The GLH or credits of the units that count although the centre does not see them."""
    sizes = {unit.number: unit.size or 0 for unit in standing.specification.units}
    return sum(
        sizes.get(number, 0)
        for number in hidden
        if standing.achieved[number].achieved and not (number in own and own[number].achieved)
    )


def _credits(standing, seen):
    """The credits of other awarding bodies' units that may count although the centre sees none."""
    whole, own = (
        Counter((one.title, one.size) for one in _others(standing, asked))
        for asked in (standing.whole, seen)
    )
    return sum(size for _, size in (whole - own).elements())


def _others(standing, asked):
    """The units of other awarding bodies that may count, of what the engine is asked."""
    return others(standing.specification, asked)
