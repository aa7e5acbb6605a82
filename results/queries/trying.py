"""What would a candidate have with other grades? Nothing changes by asking."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from interchange.catalogue.specification import Specification
from results.awarding import Kind, Outcome, Shortfall, Way, award_all, nearest_of_all
from results.awarding.possible import possible_grades
from results.queries.standing import Standing


@dataclass(frozen=True)
class Tried:
    """What a candidate would have in one qualification with the grades that are tried.

    `outcome` is the engine's, `possible` the best grade still to be reached ("" for none), and
    `way` the least that would bring a better one; None where nothing can.
    """

    standing: Standing
    outcome: Outcome
    possible: str
    way: Way | None

    @property
    def specification(self) -> Specification:
        """The rules all this is by."""
        return self.standing.specification

    @property
    def is_awarded(self) -> bool:
        """Whether there would be a grade."""
        return self.outcome.kind is Kind.AWARD

    @property
    def still_needed(self) -> list[Shortfall]:
        """What an award is short of; of one group and for one reason as one, with all its units."""
        alike: dict[tuple, Shortfall] = {}
        for one in self.outcome.shortfalls:
            key = (one.group, one.measure, one.reason, one.because)
            before = alike.get(key, replace(one, needed=0, could_be=()))
            units = dict.fromkeys((*before.could_be, *one.could_be))
            alike[key] = replace(one, needed=before.needed + one.needed, could_be=tuple(units))
        return list(alike.values())

    @property
    def steps(self) -> list[tuple[str, str, list[str]]]:
        """The steps of the way: the grade held, the one that is enough, and of which units."""
        alike: dict[tuple[str, str], list[str]] = {}
        for step in self.way.steps if self.way else ():
            alike.setdefault((step.held, step.grade), []).append(step.unit)
        return [(held, grade, units) for (held, grade), units in alike.items()]


def grade_of_what_is_seen(standing: Standing) -> str:
    """The grade that what the standing's centre sees is enough for, "" for none."""
    [outcome] = award_all(standing.specification, [_question(standing, {})])
    return outcome.grade if outcome.kind is Kind.AWARD else ""


def tried(standing: Standing, grades: Mapping[str, str]) -> Tried:
    """What the candidate of a Standing would have if these grades (by unit number) were held.

    By what the standing's centre sees alone: what is held elsewhere is not asked about, since a
    grade that changes with each trial would tell of it (docs/adr/0044). Raises as the engine does.
    """
    return _together(standing.specification, [standing], grades)[0]


def tried_together(standings: Sequence[Standing]) -> list[Tried]:
    """The same of many as they stand, in their order: those of a version of rules as one."""
    cohorts: dict[int, list[Standing]] = defaultdict(list)
    for one in standings:
        cohorts[one.version.pk].append(one)
    found = [
        each for some in cohorts.values() for each in _together(some[0].specification, some, {})
    ]
    by_entry = {one.standing.entry.pk: one for one in found}
    return [by_entry[one.entry.pk] for one in standings]


def _together(specification, standings, grades) -> list[Tried]:
    """What each of the candidates would have, all of them by the same rules."""
    questions = [_question(one, grades) for one in standings]
    outcomes = award_all(specification, questions)
    possible = possible_grades(specification, questions)
    ways = nearest_of_all(specification, questions)
    return [Tried(*one) for one in zip(standings, outcomes, possible, ways, strict=True)]


def _question(standing, grades):
    """What the engine is asked of a Standing with these grades beside what its centre sees."""
    known = {unit.number for unit in standing.specification.units}
    more = {number: grade for number, grade in grades.items() if number in known}
    spent = standing.whole.no_attempts_left  # which a centre is told, wherever they were sat
    held = standing.question.grades
    return replace(standing.question, grades={**held, **more}, no_attempts_left=spent)
