"""Where what is held makes no grade as registered: would another size, or was a unit a mistake?

Asked only of registrations that go no further as they are, since it takes the rules of every other
size of the subject. What it finds are circumstances, as the centre sees them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from entries.models import QualificationEntry
from entries.states import LISTED, OPEN
from interchange.bulk import among
from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Qualification, QualificationUnit
from results.awarding.award import award_all
from results.awarding.outcome import Because, Kind
from results.diagnosis import Seen
from results.models import QualificationResult
from results.queries import achievements
from results.queries.ground import in_force
from results.queries.standing import Standing

STUCK_BECAUSE = {Because.ATTEMPTS_USED_UP, Because.DOES_NOT_COUNT}
Bank = tuple[str, int, int]  # suite, subject id and level: whose units all its sizes share


def goes_no_further(kind: Kind, shortfalls) -> bool:
    """Whether what is lacking may not come in the size registered for."""
    if kind != Kind.NOT_YET:
        return kind == Kind.UNCLASSIFIED
    could_be = any(short.could_be for short in shortfalls)
    return not could_be or any(short.reason in STUCK_BECAUSE for short in shortfalls)


def _bank(qualification) -> Bank:
    """The bank of units of a qualification."""
    return qualification.suite, qualification.subject_id, qualification.level


def with_other_sizes() -> set[int]:
    """The ids of the qualifications whose bank has further sizes that are offered; one query."""
    of: dict[Bank, set[int]] = defaultdict(set)
    for one in Qualification.objects.filter(offered=True):
        of[_bank(one)].add(one.pk)
    return {pk for sizes in of.values() if len(sizes) > 1 for pk in sizes}


def fitting(standings: Iterable[Standing]) -> dict[int, dict[str, Seen]]:
    """What is found of the standings, by entry id and by the cause that it is.

    No query where none is stuck, else a fixed number.
    """
    stuck = [one for one in standings if _is_stuck(one)]
    if not stuck:
        return {}
    person_of = achievements.persons(one.entry.candidate_id for one in stuck)
    found: dict[int, dict[str, Seen]] = defaultdict(dict)
    for pk, reached in _sizes_reached(stuck, person_of).items():
        found[pk]["wrong_size"] = Seen((), tuple(reached))
    for pk, numbers in _units_of_others(stuck, person_of).items():
        found[pk]["wrong_unit"] = Seen(numbers)
    return dict(found)


def _is_stuck(one: Standing) -> bool:
    return (
        one.result is None
        and one.entry.status in OPEN
        and one.specification.offered
        and goes_no_further(one.outcome.kind, one.outcome.shortfalls)
    )


def _sizes_reached(stuck, person_of) -> dict[int, list[str]]:
    """The other sizes that what is seen is enough for, each with its grade, the largest first.

    None for which the person is registered or has an award, and none that takes no registrations
    from some day on.
    """
    banks = {_bank(one.entry.qualification) for one in stuck}
    suites, subjects, levels = (set(part) for part in zip(*banks, strict=True))
    sizes = Qualification.objects.filter(
        suite__in=suites, subject__in=subjects, level__in=levels, offered=True,
        last_registration_on=None,
    ).order_by("-total", "code")  # fmt: skip
    versions = in_force([one.pk for one in sizes])
    specifications = catalogue_queries.rules_of(versions.values())
    sizes = [
        one
        for one in sizes
        if _bank(one) in banks
        and (version := versions.get(one.pk))
        and specifications[version.pk].offered
    ]
    taken = _taken(person_of)
    found = defaultdict(list)
    for size in sizes:
        rules = specifications[versions[size.pk].pk]
        asked = [
            one
            for one in stuck
            if _bank(one.entry.qualification) == _bank(size)
            and one.entry.qualification_id != size.pk
            and (person_of[one.entry.candidate_id], size.pk) not in taken
        ]
        questions = [replace(one.question, pathway=None) for one in asked]
        for one, outcome in zip(asked, award_all(rules, questions), strict=True):
            if outcome.kind == Kind.AWARD and outcome.grade:
                found[one.entry.pk].append(f"{outcome.grade} in {size}")
    return found


def _taken(person_of) -> set[tuple[int, int]]:
    """The (person, qualification) that are registered or awarded."""
    people = {"candidate__person__in": among(person_of.values())}
    listed = QualificationEntry.objects.filter(**people, status__in=LISTED).order_by()
    award = QualificationResult.Outcome.AWARD
    awarded = QualificationResult.objects.standing().filter(
        entry__candidate__person__in=among(person_of.values()), outcome=award
    )
    return {
        *listed.values_list("candidate__person", "qualification"),
        *awarded.order_by().values_list("entry__candidate__person", "entry__qualification"),
    }


def _units_of_others(stuck, person_of) -> dict[int, tuple[str, ...]]:
    """The units held that no qualification takes for which the centre ever registered the person.

    By their numbers, which are those of the bank.
    """
    outside = {one.entry.pk: _outside(one) for one in stuck}
    if not any(outside.values()):
        return {}
    registered = defaultdict(set)
    entries = QualificationEntry.objects.filter(
        candidate__person__in=among(person_of.values())
    ).order_by()
    for person, centre, suite, subject, level, pk in entries.values_list(
        *("candidate__person", "centre", "qualification__suite", "qualification__subject"),
        *("qualification__level", "qualification"),
    ):
        registered[person, centre, (suite, subject, level)].add(pk)
    takes = defaultdict(set)
    units = QualificationUnit.objects.filter(
        qualification__in={pk for sizes in registered.values() for pk in sizes}
    )
    for pk, number in units.values_list("qualification", "unit__number"):
        takes[pk].add(number)
    found = {}
    for one in stuck:
        entry = one.entry
        where = person_of[entry.candidate_id], entry.centre_id, _bank(entry.qualification)
        known = {number for pk in registered[where] for number in takes[pk]}
        wrong = tuple(number for number in outside[entry.pk] if number not in known)
        if wrong:
            found[entry.pk] = wrong
    return found


def _outside(one: Standing) -> tuple[str, ...]:
    """The units that explain what is lacking, and that the rules do not have."""
    own = {unit.number for unit in one.specification.units}
    shortfalls = one.outcome.shortfalls
    because = (
        number
        for short in shortfalls
        if short.reason == Because.DOES_NOT_COUNT
        for number in short.because
    )
    return tuple(dict.fromkeys(number for number in because if number not in own))
