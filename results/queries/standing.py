"""Where does each entry stand? What is achieved, what the engine makes of it, what was issued."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from entries.models import QualificationEntry
from entries.rules import exams
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import SpecificationVersion
from interchange.catalogue.specification import Specification
from results import rules
from results.awarding.award import award_all
from results.awarding.outcome import Achievements, Kind, OtherUnit, Outcome
from results.models import QualificationResult
from results.queries import achievements
from results.queries.ground import as_one, read
from results.queries.older_rules import by_age


@dataclass(frozen=True)
class Held:
    """The best grade held for a unit, where it comes from, and whether it achieves the unit.

    `partly_absent`: part of the exam was missed.
    """

    grade: str
    source: str
    achieved: bool
    banked_at: datetime
    partly_absent: bool = False


@dataclass(frozen=True)
class Standing:
    """Where an entry stands.

    `achieved` holds the best grade of each unit by unit number, failed ones among them (each Held
    says whether it achieves); `absent` are units of which nothing but an absence is known, and
    `no_result` those of which the board issued no result either, whatever else was missed;
    `attempts` says how often each exam was sat on this registration. `outcome` is the engine's,
    now. `result` is the entry's latest result if it was not revoked; `best_held` the best the
    person has for the code, at whatever entry. `whole` is what the engine was asked; `question` the
    same, of what is seen alone. `version` is the SpecificationVersion all this is by. `elsewhere`
    are the GLH or credits held at other centres that a centre may know to count, where all of this
    is as that centre may see it (see `seen`); then `hides` says whether anything counts that it
    does not see, be it a better grade, and `is_held_elsewhere` whether the best result is one.
    """

    entry: QualificationEntry
    specification: Specification
    version: SpecificationVersion
    achieved: dict[str, Held]
    outcome: Outcome
    latest: QualificationResult | None = None
    best_held: QualificationResult | None = None
    absent: frozenset[str] = frozenset()
    no_result: frozenset[str] = frozenset()
    attempts: dict[str, int] = field(default_factory=dict)
    question: Achievements = Achievements({})
    whole: Achievements = Achievements({})
    hides: bool = False
    is_held_elsewhere: bool = False
    elsewhere: int = 0

    @property
    def used_up(self) -> frozenset[str]:
        """The units whose exam may not be sat again, passed or not."""
        return self.whole.no_attempts_left

    @property
    def result(self) -> QualificationResult | None:
        """The entry's latest result, None where there is none or it was revoked."""
        revoked = QualificationResult.Outcome.REVOKED
        return self.latest if self.latest and self.latest.outcome != revoked else None

    @property
    def is_overtaken(self) -> bool:
        """Whether what is held now makes another award, or makes it of other units.

        Never said where something counts that a centre does not see.
        """
        if self.result is None or self.hides:
            return False
        if not self.keeps_grade or self.outcome.points != self.result.points:
            return True
        counted = {(one["unit"], one["grade"]) for one in self.result.working}
        return counted != {(one.unit, one.grade) for one in self.outcome.counted}

    @property
    def keeps_grade(self) -> bool:
        """Whether what is held now comes to the grade of the result."""
        return self.result is not None and self.outcome.grade == self.result.grade


@dataclass(frozen=True)
class UnitsHeld:
    """What one entry's person holds, by unit number, and how the engine is asked about it."""

    achieved: dict[str, Held]
    absent: frozenset[str]
    no_result: frozenset[str]
    attempts: dict[str, int]
    question: Achievements


def standings(entries) -> dict[int, Standing]:
    """The Standing of each of the entries: {entry id: Standing}.

    The number of queries is the same for one entry and for thousands, of any number of
    qualifications. Entries of a qualification without loaded rules are left out.
    """
    entries = list(entries)
    return standings_on(read(entries), entries)


def standings_if_one(kept, merged, entries) -> tuple[dict[int, Standing], dict[int, Standing]]:
    """The Standing of each of the entries now, and if two persons (their ids) were one."""
    entries = list(entries)
    ground = read(entries, also=[kept, merged])
    return standings_on(ground, entries), standings_on(as_one(ground, kept, merged), entries)


def standings_on(ground, entries) -> dict[int, Standing]:
    """The Standing of each of the entries, from what was read of them."""
    cohorts = defaultdict(list)
    for entry in entries:
        cohorts[entry.qualification_id].append(entry)
    found = {}
    for qualification in cohorts.keys() & ground.versions.keys():
        of_these = of_cohort(cohorts[qualification], ground.versions[qualification], ground)
        found |= {one.entry.pk: one for one in of_these}
    for version, of_these in by_age(ground.older, entries):
        for one in of_cohort(of_these, version, ground):
            found[one.entry.pk] = _better_for(found[one.entry.pk], one)
    return {entry.pk: found[entry.pk] for entry in entries if entry.pk in found}


def _better_for(newer, older) -> Standing:
    """Which of two standings counts: by the older rules, unless the newer are better."""
    specification = newer.specification
    now, then = (
        rules.rank(specification, rules.Issued(str(of.kind), of.grade or "", of.points))
        for of in (newer.outcome, older.outcome)
    )
    return newer if now > then else older


def standings_under(version, entries) -> list[Standing]:
    """The Standing of each of the entries, all of one qualification, by a version of its rules."""
    ground = read(entries)
    specifications = catalogue_queries.rules_of([version])
    return of_cohort(entries, version, replace(ground, specifications=specifications))


def of_cohort(entries, version, ground) -> list[Standing]:
    """The Standing of each of the entries, all of the version's qualification."""
    specification = ground.specifications[version.pk]
    sheets = [sheet(entry, specification, ground) for entry in entries]
    outcomes = _decided(specification, [one.question for one in sheets])
    return [
        Standing(
            entry=entry,
            specification=specification,
            version=version,
            achieved=one.achieved,
            outcome=outcome,
            latest=ground.latest.get(entry.pk),
            best_held=_best_held(entry, specification, ground),
            absent=one.absent,
            no_result=one.no_result,
            attempts=one.attempts,
            question=one.question,
            whole=one.question,
        )
        for entry, one, outcome in zip(entries, sheets, outcomes, strict=True)
    ]


def _decided(specification, questions) -> list[Outcome]:
    """The engine's outcome of each; nobody is awarded what is not offered (any more)."""
    if not specification.offered:
        return [Outcome(Kind.NOT_YET, None, 0, ()) for _ in questions]
    return award_all(specification, questions)


def _best_held(entry, specification, ground) -> QualificationResult | None:
    """The best result the entry's person holds for its code; revoked ones are none."""
    key = (ground.person_of[entry.candidate_id], entry.qualification_id)
    found = [one for one in ground.held.get(key, ()) if rules.rank(specification, one)]
    return max(found, key=lambda one: rules.rank(specification, one), default=None)


def sheet(entry, specification, ground) -> UnitsHeld:
    """What the entry's person holds of the units of its subject, by the records on the ground."""
    numbers = ground.numbers[entry.qualification_id]
    known = {unit.number: unit for unit in specification.units}
    achieved, ungraded, sat, other = {}, {}, {}, []
    for unit_id, records in ground.records.get(ground.person_of[entry.candidate_id], {}).items():
        number, top = numbers.get(unit_id), achievements.best(records)
        if top and top.other_awarding_body and number not in known:
            other.append(OtherUnit(top.title, top.size or 0, top.grade))
        elif number is None:
            continue
        elif top is None:
            ungraded[number] = {record.grade for record in records}
        else:
            achieved[number] = _held_unit(known.get(number), top)
            sat[number] = exams.times(achievements.sat(records), entry.attempts_after_on)
    question = Achievements(
        {number: one.grade for number, one in achieved.items()},
        _pathway_of(entry, specification),
        _used_up(specification, sat),
        tuple(other),
    )
    return UnitsHeld(achieved, *_missed(ungraded), sat, question)


def _missed(ungraded) -> tuple[frozenset[str], frozenset[str]]:
    """The units that are no more than absent, and those without a result, by what is known."""
    no_result = frozenset(one for one, known in ungraded.items() if rules.NO_RESULT in known)
    absent = frozenset(one for one, known in ungraded.items() if rules.ABSENT in known)
    return absent - no_result, no_result


def _pathway_of(entry, specification) -> str | None:
    """The pathway of the entry if the rules have it (still); without one the best is taken."""
    named = {pathway.name for pathway in specification.pathways}
    return entry.pathway if entry.pathway in named else None


def _held_unit(unit, record) -> Held:
    """The Held of a unit (None: of another size) by the record with its best grade."""
    achieving = unit.achieving if unit else ()
    achieved = record.grade in achieving
    return Held(record.grade, record.source, achieved, record.banked_at, record.partly_absent)


def _used_up(specification, sat) -> frozenset[str]:
    """The units whose exam may not be sat again, passed or not."""
    return frozenset(
        number
        for number, times in sat.items()
        if times and rules.has_no_attempts_left(specification.attempts, times)
    )
