"""What do the standings of entries rest on? All of it, read in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from interchange.catalogue import queries as catalogue_queries
from interchange.catalogue.models import Qualification, SpecificationVersion, Unit
from interchange.catalogue.specification import Specification
from results.models import QualificationResult
from results.queries import achievements
from results.queries.older_rules import older_of

_Records = dict[int, dict[int, list[achievements.Record]]]

_tried: ContextVar[dict[int, SpecificationVersion] | None] = ContextVar("tried", default=None)


@dataclass(frozen=True)
class Groundwork:
    """What the standings of some entries rest on, read in few queries.

    `corrected` are the records in whose place there are others: issued results rest on them.
    `older` are the older versions by which an entry (its id) may finish too, of those that may.
    """

    person_of: dict[int, int]
    records: _Records
    corrected: _Records
    numbers: dict[int, dict[int, str]]
    versions: dict[int, SpecificationVersion]
    specifications: dict[int, Specification]
    latest: dict[int, QualificationResult]
    held: dict[tuple[int, int], list[QualificationResult]]
    older: dict[int, list[SpecificationVersion]]


def read(entries, *, also=(), qualifications=()) -> Groundwork:
    """The ground of the entries' standings.

    `also` are ids of candidates, and `qualifications` ids, of which it is asked besides.
    """
    entries = list(entries)
    qualifications = {*qualifications, *(entry.qualification_id for entry in entries)}
    person_of = achievements.persons([*also, *(entry.candidate_id for entry in entries)])
    records, corrected = achievements.gather_apart(person_of)
    latest, held = _issued(person_of, qualifications)
    versions = in_force(qualifications)
    older = older_of(entries, versions, person_of)
    rules = {one.pk: one for some in (versions.values(), *older.values()) for one in some}
    return Groundwork(
        person_of=person_of,
        records=records,
        corrected=corrected,
        numbers=unit_numbers(qualifications),
        versions=versions,
        specifications=catalogue_queries.rules_of(rules.values()),
        latest=latest,
        held=held,
        older=older,
    )


def as_one(ground, kept, merged) -> Groundwork:
    """The ground as it would be if two persons, by their ids, were one: `kept`."""
    person_of = {
        record: kept if person == merged else person for record, person in ground.person_of.items()
    }
    records = _records_as_one(ground.records, kept, merged)
    corrected = _records_as_one(ground.corrected, kept, merged)
    held = defaultdict(list)
    for (person, qualification), found in ground.held.items():
        held[kept if person == merged else person, qualification] += found
    return replace(ground, person_of=person_of, records=records, corrected=corrected, held=held)


def _records_as_one(records, kept, merged) -> _Records:
    found = defaultdict(lambda: defaultdict(list))
    for person, units in records.items():
        for unit, of_unit in units.items():
            found[kept if person == merged else person][unit] += of_unit
    for units in found.values():
        for of_unit in units.values():
            of_unit.sort(key=lambda one: one.pk)  # of equals the earliest counts
    return found


def in_force(qualification_ids) -> dict[int, SpecificationVersion]:
    """The version of the rules now in force of each qualification, by its id; or one tried."""
    codes = Qualification.objects.filter(pk__in=qualification_ids).values("code")
    found = {one.qualification_id: one for one in catalogue_queries.versions(codes).values()}
    tried = {pk: one for pk, one in (_tried.get() or {}).items() if pk in found}
    for pk, one in tried.items():
        one.older = found[pk].older
    return found | tried


@contextmanager
def trying(versions) -> Iterator[None]:
    """Whatever is worked out inside is by these versions, {qualification id: version}."""
    before = _tried.set(versions)
    try:
        yield
    finally:
        _tried.reset(before)


def unit_numbers(qualification_ids) -> dict[int, dict[int, str]]:
    """The numbers of the units of each qualification's subject and level, by (shared) unit id.

    Units that a size does not take are among them: the engine says that they do not count.
    """
    found = defaultdict(dict)
    sizes = "subject__qualifications"
    units = Unit.objects.filter(**{f"{sizes}__in": qualification_ids}).values_list(
        f"{sizes}__pk", f"{sizes}__suite", f"{sizes}__level", "suite", "level",
        "pk", "same_as_id", "number",
    )  # fmt: skip
    for qualification, *rules_of, suite, level, pk, same_as, number in units:
        if [suite, level] == rules_of:
            found[qualification][same_as or pk] = number
    return found


def _issued(
    person_of, qualification_ids
) -> tuple[dict[int, QualificationResult], dict[tuple[int, int], list[QualificationResult]]]:
    """The results that stand: the latest of each entry, and all of a person for an entry code."""
    latest, held = {}, defaultdict(list)
    standing = (
        QualificationResult.objects.standing()
        .with_first_issue()
        .filter(entry__candidate__in=list(person_of), entry__qualification__in=qualification_ids)
    )
    for result in standing.select_related("entry", "specification").defer("specification__content"):
        latest[result.entry_id] = result
        person = person_of[result.entry.candidate_id]
        held[person, result.entry.qualification_id].append(result)
    return latest, held
