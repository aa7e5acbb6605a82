"""What does a claim mean for its candidates? What they hold, what is under way, what it would add.

Results lie above claims, so the pages of claims ask here. What a centre may see of a person is
settled in one place (`seen`): what was gained, entered or claimed through it, or came to it by a
transfer. Of the rest it reads how many hours count.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from claims.models import Line
from entries.models import QualificationEntry
from entries.queries.seeing import seeing
from entries.states import OPEN
from interchange.catalogue.specification import Specification, Unit
from results.awarding.award import award_all
from results.awarding.outcome import Kind, Outcome, Shortfall
from results.queries import achievements, ground
from results.queries.missing import Work, under_way
from results.queries.seen import as_seen, records_seen, shortfalls_seen
from results.queries.standing import Held, Standing, of_cohort
from results.queries.summing import amount, summed
from results.rules import BEST_FIRST

ACHIEVING = ("D", "M", "P")  # what a centre claims; of a candidate without a registration


@dataclass(frozen=True)
class Prospect:
    """What a candidate of a claim has, and would have with the grades that are saved on it.

    `achieved` holds the best grade of each unit, failed ones among them, and `under_way` what is
    on its way elsewhere, both by unit number. `outcome` is the engine's with this claim; None for
    a candidate without a registration here, or of a qualification that is not offered. `awarded`
    is the grade of the qualification result that stands. `elsewhere` are the GLH or credits that
    count and are held where the centre does not see them.
    """

    achieved: dict[str, Held] = field(default_factory=dict)
    under_way: dict[str, Work] = field(default_factory=dict)
    specification: Specification | None = None
    outcome: Outcome | None = None
    awarded: str = ""
    elsewhere: int = 0

    def holds(self, number: str) -> Held | None:
        """What is held of the unit if that achieves it, else None."""
        found = self.achieved.get(number)
        return found if found and found.achieved else None

    @property
    def units_held(self) -> int:
        """How many units are achieved."""
        return sum(one.achieved for one in self.achieved.values())

    @property
    def examined(self) -> list[tuple[Unit, Held | None, Work | None]]:
        """The examined units, which are not claimed, with what is held and what is under way."""
        units = self.specification.units if self.specification else ()
        return [
            (unit, self.achieved.get(unit.number), self.under_way.get(unit.number))
            for unit in units
            if unit.examined
        ]

    @property
    def is_complete(self) -> bool:
        """Whether there would be an award, of whatever grade."""
        return self.outcome is not None and self.outcome.kind == Kind.AWARD

    @property
    def grade(self) -> str:
        """The grade of the award that this claim would give or leave; "" where none can be told."""
        return (self.is_complete and self.outcome.grade) or ""

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """What would still be needed for the award after this claim."""
        still = self.outcome is not None and self.outcome.kind == Kind.NOT_YET
        return self.outcome.shortfalls if still else ()

    @property
    def could_be(self) -> frozenset[str]:
        """The numbers of the units that could give what would still be needed."""
        return frozenset(unit for short in self.shortfalls for unit in short.could_be)

    @property
    def sentence(self) -> str:
        """What the award would be after this claim, or what would still be needed; "" unknown."""
        if self.grade:
            return self.grade if self.grade == self.awarded else f"{self.grade} with this claim"
        if self.shortfalls:
            return f"Still needed: {'; '.join(map(amount, summed(self.shortfalls)))}"
        if self.is_complete:
            return "Complete with this claim; its grade rests on what is held elsewhere, too"
        return "Unclassified with this claim" if self.outcome and not self.awarded else ""


def prospects(claim, candidate_ids, on) -> dict[int, Prospect]:
    """The Prospect of each of the candidates: {candidate id: Prospect}, on the day `on`.

    The number of queries is the same for one candidate and for thousands; the engine is asked once.
    """
    ids = set(candidate_ids)
    entries = list(_registrations(claim, ids))
    known = ground.read(entries, also=ids, qualifications=[claim.qualification_id])
    sees = seeing(known.person_of.values())
    whole = _standings(claim, entries, known)
    found = {pk: as_seen(one, known, sees) for pk, one in whole.items()}
    claimed = _claimed(claim, ids)
    outcomes = _with_claim(whole, claimed)
    coming = _coming(claim, ids, claimed, known, sees, on)
    achieved = {pk: one.achieved for pk, one in found.items()}
    achieved |= _of_others(claim, ids - found.keys(), known, sees)
    return {
        pk: Prospect(
            achieved.get(pk, {}),
            coming.get(pk, {}),
            found[pk].specification if pk in found else None,
            _told(outcomes[pk], whole[pk].achieved, found[pk]) if pk in outcomes else None,
            found[pk].result.grade if pk in found and found[pk].result else "",
            found[pk].elsewhere if pk in found else 0,
        )
        for pk in ids
    }


def _told(outcome, whole, seen):
    """The outcome, where what explains a shortfall names no unit that the centre does not see.

    Where anything counts that it does not see (`seen` is its Standing), a complete award has no
    grade here: with each grade that is tried on a claim it would tell of what is held elsewhere.
    """
    if seen.hides and outcome.kind != Kind.NOT_YET:
        return Outcome(Kind.AWARD, None, 0, ())
    hidden = {
        number
        for number, held in whole.items()
        if number not in seen.achieved or seen.achieved[number].grade != held.grade
    }
    shortfalls = shortfalls_seen(outcome.shortfalls, hidden)
    return replace(outcome, counted=(), not_counted=(), shortfalls=shortfalls)


def held_already(claim, on, **chosen) -> list[tuple[Line, Held]]:
    """The claim's lines of units that their candidates hold already, each with what is held.

    Only some lines if they are `chosen`, in the words of a filter.
    """
    live = claim.lines.filter(live=True, **chosen)
    lines = list(live.select_related("candidate", "unit", "assessor"))
    found = prospects(claim, {line.candidate_id for line in lines}, on)
    held = ((line, found[line.candidate_id].holds(line.unit.number)) for line in lines)
    return [(line, one) for line, one in held if one]


def unsaid(claim, on, **chosen) -> list[Line]:
    """The claim's lines of units held already of which nobody said why they are claimed again."""
    return [line for line, _ in held_already(claim, on, **chosen) if not line.again]


def units_held(found: dict[int, Prospect]) -> dict[str, int]:
    """How many of the candidates hold each unit: {unit number: candidates}."""
    held = (number for one in found.values() for number in one.achieved if one.holds(number))
    return dict(Counter(held))


def _registrations(claim, ids):
    return QualificationEntry.objects.filter(
        centre=claim.centre_id,
        qualification=claim.qualification_id,
        status__in=OPEN,
        candidate__in=ids,
    ).select_related("candidate", "qualification")


def _standings(claim, entries, known) -> dict[int, Standing]:
    version = known.versions.get(claim.qualification_id)
    found = of_cohort(entries, version, known) if version else []
    return {one.entry.candidate_id: one for one in found}


def _claimed(claim, ids) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    lines = Line.objects.filter(claim=claim.pk, live=True, candidate__in=ids).order_by()
    for candidate, number, grade in lines.values_list("candidate", "unit__number", "claimed"):
        found[candidate][number] = grade
    return found


def _with_claim(found: dict[int, Standing], claimed) -> dict[int, Outcome]:
    asked = {pk: one for pk, one in found.items() if one.specification.offered}
    if not asked:
        return {}
    questions = [
        replace(one.question, grades=_better(one.question.grades, claimed[pk]))
        for pk, one in asked.items()
    ]
    specification = next(iter(asked.values())).specification
    return dict(zip(asked, award_all(specification, questions), strict=True))


def _better(held, claimed):
    grades = dict(held)
    for number, grade in claimed.items():
        grades[number] = min(grade, grades.get(number, grade), key=BEST_FIRST.index)
    return grades


def _coming(claim, ids, claimed, known, sees, on) -> dict[int, dict[str, Work]]:
    numbers, person_of = known.numbers[claim.qualification_id], known.person_of
    work = under_way(dict.fromkeys(person_of.values(), [claim.centre_id]), sees=sees)
    return {
        pk: {
            numbers[unit]: one.on(on)
            for unit, one in work[claim.centre_id, person_of[pk]].items()
            if unit in numbers and numbers[unit] not in claimed[pk] and one.stage != "missed"
        }
        for pk in ids
        if (claim.centre_id, person_of.get(pk)) in work
    }


def _of_others(claim, ids, known, sees) -> dict[int, dict[str, Held]]:
    numbers = known.numbers[claim.qualification_id]
    return {
        pk: _best_held(records_seen(known, sees, claim.centre_id, known.person_of[pk]), numbers)
        for pk in ids
    }


def _best_held(records, numbers) -> dict[str, Held]:
    """The best of each unit by its number, of the records."""
    found = {}
    for unit, of_unit in records.items():
        if unit in numbers and (top := achievements.best(of_unit)):
            achieved = top.grade in ACHIEVING
            found[numbers[unit]] = Held(top.grade, top.source, achieved, top.banked_at)
    return found
