"""What are the grades to be that candidates await of the board? By what they hold at this moment.

An assessed grade is made when the candidate is otherwise complete: the engine that awards is asked
with every awaited unit tried as achieved. It rests on what was sat, claimed, banked or assessed by
teachers; no awaited unit supports another one, so that two at once rest on the same grades.
Of two that are awaited for one unit, one is made.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.utils.timezone import localdate

from assessed.rules.proportional import Assessed, Halfway, Numbers, Supporter, assessed
from entries.states import OPEN
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.specification import Specification, Unit
from results import rules
from results.awarding import Because, Kind, Outcome, award_all
from results.diagnosis.facts import all_units
from results.models import AwaitedGrade, Decision, UnitResult
from results.queries import achievements, ground
from results.queries.kept import still_awarded
from results.queries.standing import sheet

Said = AwaitedGrade.CameTo


@dataclass(frozen=True)
class Proposal:
    """What an awaited grade comes to now.

    `grade` is what is to stand in the place of what does; "" where nothing is to be written.
    """

    awaited: AwaitedGrade
    outcome: str
    grade: str = ""
    working: str = ""
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Course:
    """A registration in which the unit may count: the unit, what supports it, and the outcome."""

    unit: Unit
    supporters: tuple[Supporter, ...]
    outcome: Outcome

    @property
    def is_complete(self) -> bool:
        """Whether everything is there but the awaited units; the points may be too low."""
        short = {one.reason for one in self.outcome.shortfalls}
        return self.outcome.kind is Kind.AWARD or short == {Because.POINTS_TOO_LOW}

    @property
    def lacking(self) -> tuple[str, ...]:
        """The units of which some are still to be achieved."""
        return all_units(one.could_be for one in self.outcome.shortfalls)


def propose(awaited: Sequence[AwaitedGrade]) -> list[Proposal]:
    """What each of the awaited grades comes to; all of a person's are to be among them.

    Read with their candidate, unit, series and result. A fixed number of queries.
    """
    persons = {one.candidate.person_id for one in awaited}
    entries = still_awarded().filter(candidate__person__in=persons)
    entries = list(entries.select_related("candidate", "qualification").order_by("pk"))
    every = ground.read(entries, also=[one.candidate_id for one in awaited])
    live = replace(every, records=_live(every.records))
    records = {one.pk: _of_unit(live, one) for one in awaited}
    leading = _leading([one for one in awaited if not _is_off(one, records[one.pk])])
    courses = _courses({one.pk: one for one in leading.values()}.values(), entries, live)
    numbers = _numbers(awaited)
    by_hand = set(
        UnitResult.objects.filter(
            supersedes__in=[one.result_id for one in awaited if one.result_id]
        ).values_list("supersedes", flat=True)
    )
    found = []
    for one in awaited:
        if one.result_id in by_hand:
            found.append(Proposal(one, Said.MADE, working="Corrected by the board since."))
        elif leads := leading.get(one.pk):
            of_day = numbers[localdate(leads.made_at)]
            said = _proposed(leads, courses[leads.pk], records[leads.pk], of_day)
            found.append(said if leads is one else _following(one, said))
        else:
            found.append(_taken_back(one))
    return found


def _of_unit(live, awaited):
    """What the person of an awaited grade holds of the unit."""
    of_person = live.records.get(awaited.candidate.person_id, {})
    return of_person.get(awaited.unit.shared_id, [])


def _live(records):
    """The records that the board did not work out itself."""
    return {
        person: {
            unit: [one for one in of_unit if one.decision not in Decision.ASSESSED]
            for unit, of_unit in units.items()
        }
        for person, units in records.items()
    }


def _is_off(awaited, records):
    """Whether nothing is to be worked out: taken back, or the very exam was sat after all."""
    if awaited.stage == AwaitedGrade.Stage.OFF:
        return True
    exam = awaited.series and (awaited.series.year, awaited.series.month)
    graded = (one for one in records if one.grade not in rules.UNGRADED)
    return bool(exam) and any((one.year, one.series_month) == exam for one in graded)


def _leading(to_make) -> dict[int, AwaitedGrade]:
    """The awaited grade that is worked out for each, by its id: of one unit, the first made."""
    alike = defaultdict(list)
    for one in to_make:
        alike[one.candidate.person_id, one.unit.shared_id].append(one)
    found = {}
    for those in alike.values():
        first = min(those, key=lambda one: (not one.has_grade, one.pk))
        found |= {one.pk: first for one in those}
    return found


def _taken_back(awaited):
    """Nothing is worked out; a grade that was made gives way to the absence."""
    outcome = Said.NONE if awaited.stage == AwaitedGrade.Stage.OFF else Said.SAT
    return Proposal(awaited, outcome, rules.ABSENT if awaited.has_grade else "")


def _following(awaited, said: Proposal):
    """What is said of another one that is awaited for the same unit, by what the first came to."""
    given = said.outcome in (Said.MADE, Said.STANDS)
    grade = rules.ABSENT if awaited.has_grade else ""
    outcome = Said.OTHER if given else said.outcome
    return Proposal(awaited, outcome, grade, "" if given else said.working, said.lacking)


def _proposed(awaited, courses, records, numbers):
    """What the awaited grade comes to, by the registrations in which the unit may count."""
    chosen = next((one for one in courses if one.is_complete), None)
    made = awaited.has_grade
    if not courses:
        return Proposal(awaited, Said.STANDS if made else Said.NONE, working=awaited.working)
    if not (chosen or made):
        return Proposal(awaited, Said.WAITS, lacking=courses[0].lacking)
    course = chosen or courses[0]
    found = assessed(course.unit, course.supporters, numbers) if numbers else None
    if found is None:
        return Proposal(awaited, Said.UNSUPPORTED)
    return _weighed(awaited, found, achievements.best(records), made)


def _weighed(awaited, found: Assessed, sat, made):
    """The assessed grade, unless what was sat in another series is as good: that counts then."""
    is_sat = bool(sat) and rules.best([sat.grade, found.grade]) == sat.grade
    before = awaited.result.grade if awaited.result else ""
    writes = found.grade != before and (made or not is_sat)
    outcome = Said.SAT if is_sat else Said.MADE
    return Proposal(awaited, outcome, found.grade if writes else "", found.working)


def _courses(to_make, entries, live) -> dict[int, list[_Course]]:
    """The registrations in which each awaited unit may count, its own qualification's first.

    Open ones stand before those that have ended, and those of its centre before others.
    """
    persons, asked = defaultdict(list), defaultdict(list)
    for one in to_make:
        persons[one.candidate.person_id].append(one)
    for entry in entries:
        if entry.qualification_id in live.versions:
            asked[entry.qualification_id].append(entry)
    found = defaultdict(list)
    for qualification, those in asked.items():
        specification = live.specifications[live.versions[qualification].pk]
        for one, unit, later, course in _of_cohort(persons, those, specification, live):
            place = (one.qualification_id != qualification, *later, unit.number)
            found[one.pk].append((place, course))
    return defaultdict(
        list,
        {
            pk: [course for _, course in sorted(those, key=lambda one: one[0])]
            for pk, those in found.items()
        },
    )


def _of_cohort(persons, entries, specification: Specification, live):
    """Each awaited unit with its _Course in each of the entries, all of one qualification."""
    if not specification.offered:
        return
    units = {unit.number: unit for unit in specification.units}
    rows = []
    for entry in entries:
        numbers = live.numbers[entry.qualification_id]
        awaited = {
            number: one
            for one in persons.get(entry.candidate.person_id, ())
            if (number := numbers.get(one.unit.shared_id)) in units
        }
        if awaited:
            rows.append((entry, awaited, sheet(entry, specification, live)))
    outcomes = award_all(specification, [_tried(units, awaited, one) for _, awaited, one in rows])
    for (entry, awaited, held), outcome in zip(rows, outcomes, strict=True):
        supporters = tuple(
            Supporter(number, one.grade, units[number].examined)
            for number, one in held.achieved.items()
            if number in units and number not in awaited
        )
        for number, one in awaited.items():
            later = entry.status not in OPEN, entry.centre_id != one.centre_id
            yield one, units[number], later, _Course(units[number], supporters, outcome)


def _tried(units, awaited, held):
    """What the engine is asked: what is held, with the awaited units achieved."""
    best = {number: units[number].grades[0] for number in awaited}
    return replace(
        held.question,
        grades={**held.question.grades, **best},
        no_attempts_left=held.question.no_attempts_left - awaited.keys(),
    )


def _numbers(awaited):
    """The numbers in force on the day each was asked for, by the day; None where there are none."""
    rows = catalogue_queries.grade_numbers({localdate(one.made_at) for one in awaited})
    return {
        day: Numbers(
            {grade: Fraction(number) for grade, number in row.by_grade.items()},
            Halfway(row.halfway),
        )
        if row
        else None
        for day, row in rows.items()
    }
